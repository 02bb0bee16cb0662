import type { IBreaker } from 'cockatiel';
import { CircuitState } from 'cockatiel';

export interface FailureWindowOptions {
  /** Milliseconds that are looked back. */
  spanMs: number;
  /** Calls within the span below which nothing is concluded. */
  leastCalls: number;
  /** Share of failures, from 0 to 1, from which the circuit opens. */
  share: number;
}

/**
 * Opens a circuit by the share of failures among the calls that ended within the last `spanMs`. Every call is kept with its
 * time: what is older does not count, however rare calls are.
 */
export function makeFailureWindow({ spanMs, leastCalls, share }: FailureWindowOptions): IBreaker {
  let ended: { at: number; failed: boolean }[] = [];
  const add = (failed: boolean): void => {
    const now = performance.now();
    ended = ended.filter(({ at }) => now - at <= spanMs);
    ended.push({ at: now, failed });
  };
  return {
    state: null,
    success: (state) => {
      if (state === CircuitState.HalfOpen) ended = [];
      add(false);
    },
    failure: (state) => {
      add(true);
      if (state !== CircuitState.Closed) return true;
      const failures = ended.filter(({ failed }) => failed).length;
      return ended.length >= leastCalls && failures >= share * ended.length;
    },
  };
}
