import { makeLifecycle } from './lifecycle.js';
import type { Lifecycle } from './lifecycle.js';
import type { Logger } from './logging.js';

/** However much is to be stopped, the process ends this long after stopping began. */
const FORCE_MS = 90_000;

/**
 * Runs a process from start to end: `start` starts the parts and registers how to stop each with the lifecycle.
 * The process then lives until SIGINT or SIGTERM, until the parent that started it with an IPC channel is gone, or until
 * something calls `lifecycle.stop` or `lifecycle.fail`. A second signal ends it at once. Exit codes: 0 after a clean stop, 1 after a fault.
 */
export async function runProcess(log: Logger, start: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = makeLifecycle(log);
  lifecycle.stopping.addEventListener('abort', () => {
    setTimeout(() => {
      log.fatal({ afterMs: FORCE_MS }, 'not stopped in time, ending by force');
      process.exit(1);
    }, FORCE_MS).unref();
    // Not in this turn: the promise of the stop that raised this event does not exist yet.
    setImmediate(() => void lifecycle.stop('process').then((clean) => process.exit(clean ? 0 : 1)));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (lifecycle.stopping.aborted) process.exit(1);
      void lifecycle.stop(signal);
    });
  }
  if (process.channel !== undefined) {
    process.on('disconnect', () => void lifecycle.stop('the process that started this one asked for it, or is gone'));
  }
  process.on('uncaughtException', (error) => lifecycle.fail(error, 'unexpected error'));
  process.on('unhandledRejection', (error) => lifecycle.fail(error, 'unexpected rejection'));

  try {
    await start(lifecycle);
  } catch (error) {
    lifecycle.fail(error, 'could not start');
  }
}

/** Tells the parent, if it listens, that this process is ready to serve. */
export function reportReady(details: { url?: string } = {}): void {
  process.send?.({ ready: true, ...details });
}
