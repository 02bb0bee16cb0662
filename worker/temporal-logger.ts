import type { Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from '../platform/logging.js';

/** Lets the SDK (and through it workflows and activities) log into the process's own log. */
export function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error', message: string, meta?: object): void => {
    log[level]({ ...meta }, message);
  };
  return {
    log(level, message, meta) {
      const name = level.toLowerCase();
      write(name === 'trace' || name === 'debug' || name === 'warn' || name === 'error' ? name : 'info', message, meta);
    },
    trace(message, meta) {
      write('trace', message, meta);
    },
    debug(message, meta) {
      write('debug', message, meta);
    },
    info(message, meta) {
      // The SDK tells of every start and stop of its own parts at this level: of use only when looking for a fault.
      write('debug', message, meta);
    },
    warn(message, meta) {
      write('warn', message, meta);
    },
    error(message, meta) {
      write('error', message, meta);
    },
  };
}
