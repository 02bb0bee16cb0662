import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ConnectionOptions } from '@temporalio/client';

/** How to reach Temporal, from Temporal's own environment variables and profile file. */
export interface TemporalSettings {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  /** Whether TEMPORAL_ADDRESS named the server; otherwise the embedded stack starts its own. */
  readonly addressFromEnvironment: boolean;
  readonly tls: NonNullable<ConnectionOptions['tls']>;
  readonly apiKey: string | null;
  /** gRPC headers sent with each call. */
  readonly metadata: NonNullable<ConnectionOptions['metadata']>;
}

/** The variables people need most, for documentation; Temporal's client defines their meaning and some rarer ones. */
export const temporalVariables: readonly {
  name: string;
  type: string;
  default: string;
  meaning: string;
  secret: boolean;
}[] = [
  {
    name: 'TEMPORAL_ADDRESS',
    type: 'host:port',
    default: '127.0.0.1:7233',
    meaning: 'Temporal server. When it is set the embedded stack uses this server and starts none.',
    secret: false,
  },
  {
    name: 'TEMPORAL_NAMESPACE',
    type: 'text',
    default: 'default',
    meaning: 'Namespace, which must exist.',
    secret: false,
  },
  { name: 'TEMPORAL_API_KEY', type: 'text', default: 'none', meaning: 'API key; switches TLS on.', secret: true },
  { name: 'TEMPORAL_TLS', type: 'true or false', default: 'false', meaning: 'TLS to the server.', secret: false },
  {
    name: 'TEMPORAL_TLS_CLIENT_CERT_PATH',
    type: 'a path',
    default: 'none',
    meaning: 'Client certificate for mutual TLS (PEM).',
    secret: false,
  },
  {
    name: 'TEMPORAL_TLS_CLIENT_KEY_PATH',
    type: 'a path',
    default: 'none',
    meaning: 'Key of the client certificate (PEM).',
    secret: false,
  },
  {
    name: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    type: 'a path',
    default: "the system's authorities",
    meaning: 'Certificate authority the server is checked against (PEM).',
    secret: false,
  },
  {
    name: 'TEMPORAL_PROFILE',
    type: 'text',
    default: 'default',
    meaning: "Profile of Temporal's configuration file that fills what the environment leaves out.",
    secret: false,
  },
  {
    name: 'TEMPORAL_CONFIG_FILE',
    type: 'a path',
    default: 'temporalio/temporal.toml in the configuration folder of the user',
    meaning: "Temporal's configuration file.",
    secret: false,
  },
];

/** Reads the settings as Temporal's own tools do. Throws what its loader throws, or an Error naming TEMPORAL_ADDRESS. */
export function loadTemporalSettings(env: NodeJS.ProcessEnv): TemporalSettings {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(set) });
  const address = connectionOptions.address ?? '127.0.0.1:7233';
  if (!/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/.test(address)) {
    throw new Error(`the address must be host:port, got "${address}"`);
  }
  return {
    address,
    namespace: namespace ?? 'default',
    addressFromEnvironment: Boolean(env['TEMPORAL_ADDRESS']),
    tls: connectionOptions.tls ?? false,
    apiKey: connectionOptions.apiKey ?? null,
    metadata: connectionOptions.metadata ?? {},
  };
}

/** The environment of a process that must use exactly this plain server, whatever profile or TEMPORAL_* the user has. */
export function pinTemporal(
  env: NodeJS.ProcessEnv,
  server: { address: string; namespace: string; dataDir: string },
): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return {
    ...Object.fromEntries(others),
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    // A file that does not exist is an empty profile to Temporal's loader; an empty file is an error to it.
    TEMPORAL_CONFIG_FILE: `${server.dataDir}/no-temporal-profile.toml`,
  };
}
