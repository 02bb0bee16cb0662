import { Client, Connection } from '@temporalio/client';
import type { ConnectionOptions } from '@temporalio/client';

import type { TemporalSettings } from './temporal-settings.js';
import { makeTracingPlugin } from './tracing.js';

export interface TemporalClient {
  client: Client;
  connection: Connection;
  close: () => Promise<void>;
}

/** No Temporal server answered at the address within the deadline. */
export class TemporalUnreachable extends Error {
  constructor(address: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`no Temporal server answers at ${address} (${reason}); start one there, or set TEMPORAL_ADDRESS`, { cause });
    this.name = 'TemporalUnreachable';
  }
}

/** What both kinds of connection, a client's and a worker's native one, take from the settings. */
export function temporalConnectionOptions(
  settings: TemporalSettings,
): Pick<ConnectionOptions, 'address' | 'tls' | 'metadata'> & { apiKey?: string } {
  const { address, tls, metadata, apiKey } = settings;
  // A copy: the SDK adds its own entries, and settings are frozen.
  return { address, tls, metadata: { ...metadata }, ...(apiKey === null ? {} : { apiKey }) };
}

/**
 * A client that connects when it is first used, so that a process starts, and says so, while Temporal is away.
 * `service` names the process in traces. Calls fail with a gRPC error after `timeoutMs` without a server.
 */
export function makeTemporalClient(settings: TemporalSettings, service: string, timeoutMs = 10_000): TemporalClient {
  const connection = Connection.lazy({ ...temporalConnectionOptions(settings), connectTimeout: timeoutMs });
  const client = new Client({ connection, namespace: settings.namespace, plugins: [makeTracingPlugin(service)] });
  return { client, connection, close: () => connection.close() };
}

/** A client that is connected. Throws TemporalUnreachable after `timeoutMs`. */
export async function connectTemporal(
  settings: TemporalSettings,
  service: string,
  timeoutMs = 10_000,
): Promise<TemporalClient> {
  const temporal = makeTemporalClient(settings, service, timeoutMs);
  try {
    await temporal.connection.ensureConnected();
    return temporal;
  } catch (error) {
    await temporal.close();
    throw new TemporalUnreachable(settings.address, error);
  }
}
