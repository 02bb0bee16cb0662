import type { Config } from '../../platform/config.js';
import type { StudioOperation } from './studio-client.js';

/** What a client needs to know. Times are milliseconds. */
export interface StudioSettings {
  /** The flow for every operation without one of its own. */
  flowUrl: string;
  flowUrls: Readonly<Partial<Record<StudioOperation, string | null>>>;
  apiKey: string | null;
  clientCredentials: ClientCredentials | null;
  timeoutMs: number;
  connectMs: number;
  firstByteMs: number;
  maxResponseBytes: number;
  stream: boolean;
  body: 'wrapped' | 'bare';
  outputType: string;
  outputComponent: string | null;
  /** Folder for recordings. */
  record: string | null;
}

export interface ClientCredentials {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string | null;
}

/** The settings of a client from those of the process; null where there is no Intelligence Studio. */
export function studioSettings(config: Config['intelligenceStudio']): StudioSettings | null {
  const { flowUrl, flowUrls, tokenUrl, clientId, clientSecret, scope } = config;
  if (flowUrl === null) return null;
  const complete = tokenUrl !== null && clientId !== null && clientSecret !== null;
  return {
    flowUrl,
    flowUrls,
    apiKey: config.apiKey,
    clientCredentials: complete ? { tokenUrl, clientId, clientSecret, scope } : null,
    timeoutMs: config.timeoutSeconds * 1000,
    connectMs: config.connectSeconds * 1000,
    firstByteMs: (config.firstByteSeconds ?? config.timeoutSeconds) * 1000,
    maxResponseBytes: config.maxResponseBytes,
    stream: config.stream,
    body: config.body,
    outputType: config.outputType,
    outputComponent: config.outputComponent,
    record: config.record,
  };
}
