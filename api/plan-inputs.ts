import type { PlanOptions } from '../planning/options.js';
import type { RevisionContract, RevisionPrd } from '../db/revisions.js';

/** A PRD as received: text and the bytes that are stored and hashed. */
export interface PrdInput {
  text: string;
  bytes: Uint8Array;
  format: RevisionPrd['format'];
}

/**
 * A contract as received: a file of this request, text or a zip archive of several files. Only threads open it, so that
 * however large it is, it is never in the main thread.
 */
export interface ContractInput {
  path: string;
  format: RevisionContract['format'];
  filename?: string;
}

/** What a request to plan brings; a rerun may leave out any of it. */
export interface PlanInputs {
  prd?: PrdInput;
  contract?: ContractInput;
  options: PlanOptions;
}
