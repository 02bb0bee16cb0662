import { bulkhead, circuitBreaker, CircuitState, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import { makeFailureWindow } from './failure-window.js';
import type { StudioCall, StudioClient, StudioOutcome } from './studio-client.js';
import { studioFailure } from './studio-failure.js';
import type { StudioFailureKind } from './studio-failure.js';

export interface GuardSettings {
  /** Calls that run at once; others wait their turn. */
  concurrency: number;
  /** How long an open breaker holds all calls back before one may try. */
  breakerMs: number;
}

/** Where the breaker stands. */
export interface BreakerState {
  state: 'closed' | 'open' | 'half-open';
  since: Date;
  /** The failure that opened it, in words of ours. */
  because: string | null;
}

export interface GuardedClient extends StudioClient {
  /** Where the breaker stands now. */
  breaker(): BreakerState;
}

/** They say something about this call or its settings, and nothing about whether the next call will do. */
const UNCOUNTED: ReadonlySet<StudioFailureKind | 'ok'> = new Set(['auth', 'not-found', 'bad-request', 'cancelled']);
const WINDOW = { spanMs: 30_000, leastCalls: 10, share: 0.5 };
const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
} as const;

/**
 * A client that runs a bounded number of calls at once and holds calls back (`circuit-open`) after half of at least ten within
 * 30 s have failed. When that time is over one call tries; others wait for what comes of it.
 * @param onChange is told each state that the breaker comes into
 */
export function makeGuardedClient(
  client: StudioClient,
  { concurrency, breakerMs }: GuardSettings,
  onChange: (state: BreakerState) => void,
): GuardedClient {
  const slots = bulkhead(concurrency, Number.POSITIVE_INFINITY);
  const circuit = circuitBreaker(
    handleWhenResult((outcome) => (outcome as StudioOutcome).kind !== 'ok'),
    { halfOpenAfter: breakerMs, breaker: makeFailureWindow(WINDOW) },
  );
  let current: BreakerState = { state: 'closed', since: new Date(), because: null };
  circuit.onStateChange((state) => {
    const because = state === CircuitState.Closed ? null : lastFailureOf(circuit);
    current = { state: STATES[state], since: new Date(), because };
    onChange(current);
  });
  return {
    breaker: () => current,
    run: (call) => {
      const started = performance.now();
      const unsent = (reason: 'cancelled' | 'circuit-open'): StudioOutcome => {
        const left = Math.max(1, Math.ceil((breakerMs - (Date.now() - current.since.getTime())) / 1000));
        const facts = { mayHaveRun: false, retryAfterSeconds: reason === 'circuit-open' ? left : null };
        const milliseconds = Math.round(performance.now() - started);
        return { ...studioFailure(reason, facts), requests: 0, milliseconds };
      };
      const turn: Turn = { begun: false };
      const outcome = slots.execute(() =>
        call.signal?.aborted === true ? unsent('cancelled') : throughCircuit(circuit, client, call, turn, unsent),
      );
      return call.signal === undefined ? outcome : unlessAborted(outcome, call.signal, turn, () => unsent('cancelled'));
    },
  };
}

/** Whether a call has left the queue. */
interface Turn {
  begun: boolean;
}

/** What does not count leaves the circuit as an error that it does not know: neither a success nor a failure. */
class Uncounted extends Error {
  constructor(readonly outcome: StudioOutcome) {
    super('an outcome that the breaker does not count');
  }
}

async function throughCircuit(
  circuit: CircuitBreakerPolicy,
  client: StudioClient,
  call: StudioCall,
  turn: Turn,
  unsent: (reason: 'circuit-open') => StudioOutcome,
): Promise<StudioOutcome> {
  try {
    return await circuit.execute(async () => {
      // The one call that tries has found the circuit open. If it is cancelled, nothing is known that would close it.
      const tries = circuit.state !== CircuitState.Closed;
      turn.begun = true;
      const outcome = await client.run(call);
      if (UNCOUNTED.has(outcome.kind) && !(tries && outcome.kind === 'cancelled')) throw new Uncounted(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Uncounted) return error.outcome;
    if (isBrokenCircuitError(error)) return unsent('circuit-open');
    throw error;
  }
}

/** A call that waits for its turn ends at once when it is cancelled; one that runs is ended by the client. */
async function unlessAborted(
  outcome: Promise<StudioOutcome>,
  signal: AbortSignal,
  turn: Turn,
  cancelled: () => StudioOutcome,
): Promise<StudioOutcome> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<StudioOutcome>((resolve) => {
    onAbort = () => {
      if (!turn.begun) resolve(cancelled());
    };
  });
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([outcome, aborted]).finally(() => {
    signal.removeEventListener('abort', onAbort);
  });
}

function lastFailureOf(circuit: CircuitBreakerPolicy): string | null {
  const last = circuit.lastFailure;
  if (last === undefined || !('value' in last)) return null;
  const outcome = last.value as StudioOutcome;
  return outcome.kind === 'ok' ? null : outcome.message;
}
