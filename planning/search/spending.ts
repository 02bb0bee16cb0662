/** What asking a model takes. Tokens are counted by us: the flow does not tell. */
export interface Spending {
  calls: number;
  tokens: number;
  /** In the currency of the price settings; 0 where no price is set. */
  cost: number;
}

export const NOTHING_SPENT: Spending = { calls: 0, tokens: 0, cost: 0 };

/** Sum of two. */
export function addSpending(a: Spending, b: Spending): Spending {
  return { calls: a.calls + b.calls, tokens: a.tokens + b.tokens, cost: a.cost + b.cost };
}

/** An allowance without a limit, as a number that JSON can hold. */
export const NO_LIMIT = Number.MAX_SAFE_INTEGER;
