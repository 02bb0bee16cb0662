import type { GenerationOperation } from '../generation/question.js';
import type { Spending } from './spending.js';
import { addSpending, NOTHING_SPENT } from './spending.js';

/** One question to a model as the trace tells of it, follow-ups and repairs each on their own. */
export interface StudioCall {
  op: GenerationOperation;
  /** Content hash under which the answer is remembered. */
  key: string;
  promptVersion: string;
  promptSha256: string;
  schemaId: string;
  outcome: string;
  cacheHit: boolean;
  /** Requests that may have run; none where the answer was remembered, or nobody took the request. */
  requests: number;
  tokens: number;
  cost: number;
  milliseconds: number;
  /** Logical number of the repair, 0 for the question itself. */
  repair: number;
}

/** How a revision used a model beside its trials. */
export interface StudioUse {
  /** `off`: it was not to be asked; `degraded`: it was, and something it should have done was done without it. */
  state: 'off' | 'used' | 'degraded';
  /** Why it was off or degraded. */
  because?: string;
  /** Steps beside the trials (`trace`, `edges`, `detail`, `judge`, …) in the order taken. */
  steps: { step: string; calls: StudioCall[] }[];
}

/** What calls have taken: every request counts as a call. */
export function spendingOf(calls: readonly StudioCall[]): Spending {
  return calls.reduce(
    (sum, { requests, tokens, cost }) => addSpending(sum, { calls: requests, tokens, cost }),
    NOTHING_SPENT,
  );
}
