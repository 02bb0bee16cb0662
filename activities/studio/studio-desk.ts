import type { RequestScope } from '../../db/scope.js';
import type { Fix, Question } from '../../planning/generation/question.js';
import type { Spending } from '../../planning/search/spending.js';

/** For what a question is asked: the ledger and the trace name it. */
export interface StudioErrand {
  scope: RequestScope;
  planId: string;
  revision: number;
  /** `analysePrd`, `trace`, `edges`, `trial/7`, `detail`, `judge`. */
  step: string;
  /** Answers that are remembered are not used, and what is asked is remembered for this revision only. */
  bypassCache: boolean;
}

/** What came of a question, follow-ups included. */
export type Asked =
  | { kind: 'answered'; answer: unknown; fixes: Fix[] }
  /** The model answered, and nothing usable. */
  | { kind: 'unusable'; because: string; fixes: Fix[] }
  /** What is left of the allowance does not pay for another call. */
  | { kind: 'spent'; because: string; fixes: Fix[] }
  /** Asking again would not help: the credentials, the flow, the request or its answer are refused. */
  | { kind: 'refused'; because: string; fixes: Fix[] };

/**
 * Where activities ask a model. Every call is looked up before it is paid for, reserved in the ledger before it is sent and
 * settled after, and remembered before `ask` returns.
 */
export interface StudioDesk {
  /**
   * Asks one question, with what has to be asked after it (remainder, repairs).
   * @param allowance of the whole step; what the ledger says the step has spent already, also by an attempt that was killed, counts
   * @throws ApplicationFailure `studio-unavailable`, retryable, with the delay the server asks for; `studio-circuit-open`, not retryable
   */
  ask(errand: StudioErrand, question: Question, allowance: Spending): Promise<Asked>;
  /** What the ledger says a step has spent. */
  spent(errand: StudioErrand): Promise<Spending>;
}
