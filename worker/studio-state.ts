import type { BreakerState } from '../adapters/studio/guarded-client.js';
import type { Repositories } from '../db/repositories.js';
import type { Logger } from '../platform/logging.js';

export interface StudioStateReporter {
  /** Writes a new state down at once. */
  changed(state: BreakerState): void;
  /** Ends the reports and takes back the last one. */
  stop(): Promise<void>;
}

/** Readers take a state for that of a worker that is gone when it is three of these old. */
const REPORT_MS = 30_000;

/** Tells the other processes how this worker fares with Intelligence Studio: on every change, and to say that it is there. */
export function startStudioState(deps: {
  repositories: Pick<Repositories, 'studioState'>;
  workerId: string;
  log: Logger;
}): StudioStateReporter {
  const { repositories, workerId, log } = deps;
  let current: BreakerState = { state: 'closed', since: new Date(), because: null };
  let written: Promise<void> = Promise.resolve();
  const write = (): void => {
    // One after another, so that what was last is what stays.
    written = written
      .then(() => repositories.studioState.report({ workerId, ...current }))
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the state of Intelligence Studio could not be written down');
      });
  };
  write();
  const timer = setInterval(write, REPORT_MS);
  return {
    changed: (state) => {
      current = state;
      log.info({ state: state.state, because: state.because }, 'the breaker before Intelligence Studio has changed');
      write();
    },
    stop: async () => {
      clearInterval(timer);
      await written;
      await repositories.studioState.withdraw(workerId);
    },
  };
}
