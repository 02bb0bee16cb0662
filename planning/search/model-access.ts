import type { SearchState } from './search-state.js';
import type { Spending } from './spending.js';
import { addSpending, NOTHING_SPENT } from './spending.js';

/** Whether the next trial may ask a model, and with what allowance; `because` is null where none was ever to be asked. */
export type ModelAccess = { open: true; reserve: Spending } | { open: false; because: string | null };

/** Less than this buys nothing, in any currency. */
const LEAST_COST = 1e-6;

/**
 * Whether the next trial may ask a model: it is not one of those that rules make first, no outcome has said that it is away, and the budget less what is spent and less
 * what pending trials have reserved leaves at least one call, one token and some money. A trial reserves its usual share,
 * or what is left where that is less.
 */
export function modelAccess({ config, asked, told }: SearchState): ModelAccess {
  if (config.studio === null) return { open: false, because: null };
  if (asked.length + 1 < config.studio.from) {
    return { open: false, because: `rules alone make the trials before the ${config.studio.from}th` };
  }
  const ended = told.find(({ studioEnded }) => studioEnded !== null);
  if (ended !== undefined) return { open: false, because: ended.studioEnded };
  const { perTrial, ...budget } = config.studio;
  const spent = told.reduce((sum, outcome) => addSpending(sum, outcome.spent), NOTHING_SPENT);
  const pending = asked.slice(told.length).flatMap(({ reserved }) => reserved ?? []);
  const taken = pending.reduce(addSpending, spent);
  const done = pending.length > 0 ? 'spent or reserved' : 'spent';
  if (taken.calls >= budget.calls)
    return { open: false, because: `${taken.calls} of ${budget.calls} calls are ${done}` };
  if (taken.tokens >= budget.tokens) {
    return { open: false, because: `${taken.tokens} of ${budget.tokens} tokens are ${done}` };
  }
  const money = budget.cost === null ? Infinity : budget.cost - taken.cost;
  if (money < LEAST_COST) return { open: false, because: `all of the cost of ${budget.cost} is ${done}` };
  return {
    open: true,
    reserve: {
      calls: Math.min(perTrial.calls, budget.calls - taken.calls),
      tokens: Math.min(perTrial.tokens, budget.tokens - taken.tokens),
      cost: Math.min(perTrial.cost, money),
    },
  };
}
