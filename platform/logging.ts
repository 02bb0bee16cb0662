import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

import type { Config } from './config.js';
import { makePrettyStream } from './pretty-log-stream.js';

export type { Logger } from 'pino';

/** Fields whose values never reach a log, wherever they stand in the first three levels of what is logged. */
const SECRET_FIELDS = [
  'apiKey',
  'authorization',
  'clientSecret',
  'cookie',
  'databaseUrl',
  'password',
  'secret',
  'token',
  'x-api-key',
];

/**
 * Logger of one process. Lines go to standard error, so that standard output stays free for results.
 * `service` names the process in every line; `destination` replaces standard error.
 */
export function makeLogger(settings: Config['log'], service: string, destination?: DestinationStream): Logger {
  const lines = destination ?? pino.destination({ fd: 2, sync: true });
  return pino(
    {
      level: settings.level,
      base: { service },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
        censor: '(hidden)',
      },
    },
    settings.format === 'pretty' ? makePrettyStream(lines) : lines,
  );
}
