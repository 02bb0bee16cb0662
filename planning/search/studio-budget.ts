import type { SearchState } from './search-state.js';
import type { Spending } from './spending.js';
import { addSpending, NO_LIMIT, NOTHING_SPENT } from './spending.js';

/** Fewer tokens do not hold a question and its answer. */
const LEAST_TOKENS = 2000;

/** Whether a model may be asked for the next trial: what to reserve for it, or why not; `because` is null where none is set up. */
export type StudioStanding = { available: true; reserve: Spending } | { available: false; because: string | null };

/**
 * What is left of the budget once told trials are settled by what they spent and pending ones count with what is reserved
 * for them; the reservation of a trial is what one may take, or what is left.
 */
export function studioStanding(state: SearchState): StudioStanding {
  const budget = state.config.studio;
  if (budget === null) return { available: false, because: null };
  const ended = state.told.find((outcome) => outcome.studioEnded !== null);
  if (ended !== undefined) return { available: false, because: ended.studioEnded };
  const taken = state.asked
    .map((trial) => state.told[trial.n - 1]?.spent ?? trial.reserved ?? NOTHING_SPENT)
    .reduce(addSpending, NOTHING_SPENT);
  const left = {
    calls: budget.calls - taken.calls,
    tokens: budget.tokens - taken.tokens,
    cost: budget.cost === null ? NO_LIMIT : budget.cost - taken.cost,
  };
  const spent = (what: string, of: number): StudioStanding => ({
    available: false,
    because: `${Math.max(0, of)} ${what} are not enough`,
  });
  if (left.calls < 1) return spent('calls', left.calls);
  if (left.tokens < LEAST_TOKENS) return spent('tokens', left.tokens);
  if (left.cost <= 0) return { available: false, because: 'the cost limit is reached' };
  const { perTrial } = budget;
  return {
    available: true,
    reserve: {
      calls: Math.min(perTrial.calls, left.calls),
      tokens: Math.min(perTrial.tokens, left.tokens),
      cost: Math.min(perTrial.cost, left.cost),
    },
  };
}
