import { IllegalStateError } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { makeLogger } from '../../platform/logging.js';
import { temporalLogger } from '../../worker/temporal-logger.js';

/**
 * The SDK's runtime, without logs: tests provoke failures. It exists once per process, and whoever comes second finds
 * the first one; mocha may load this module twice (by require and by import), so a flag here would not do.
 */
export function installQuietRuntime(): void {
  const log = makeLogger({ level: 'silent', format: 'json' }, 'worker');
  try {
    Runtime.install({
      logger: temporalLogger(log),
      shutdownSignals: [],
      telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
    });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
