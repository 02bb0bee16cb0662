import { readFileSync } from 'node:fs';

import { payloadLimit } from '../planning/budget/payload-limit.js';
import type { BudgetInfeasible, BudgetSettings } from '../planning/budget/payload-limit.js';
import type { Payload, PayloadBlocks } from '../planning/budget/payload.js';
import { recutPayload } from '../planning/budget/recut-payload.js';
import type { RecutExtras } from '../planning/budget/recut-payload.js';
import type { ContractLimits } from '../planning/contract/contract-model.js';
import type { UnzipLimits } from '../planning/contract/files/unzip.js';
import { inspectReceived } from '../planning/contract/inspect-contract.js';
import type { ReceivedInspection } from '../planning/contract/inspect-contract.js';
import type { Refusal } from '../planning/finding.js';
import type { PlanOptions } from '../planning/options.js';
import { inspectPrd as checkPrd } from '../planning/prd/inspect-prd.js';
import type { ContractInput } from './plan-inputs.js';

/** What may refuse a PRD, null where nothing does. */
export function inspectPrd(input: { text: string; maxBytes: number }): Refusal | null {
  return checkPrd(input.text, input.maxBytes);
}

/** What may refuse a contract, or what it is in one line; with the hash and size of its file. */
export function inspect(input: { contract: ContractInput; limits: ContractLimits & UnzipLimits }): ReceivedInspection {
  const { path, ...known } = input.contract;
  return inspectReceived({ ...known, bytes: readFileSync(path) }, input.limits);
}

export { packParts as pack, writeCanonicalJson as writeCanonical } from './write-contract.js';

/** What a payload is cut from, and how long it may be. */
export interface CutInput {
  /** PayloadBlocks as JSON: parsed here, so that large slices are never in the main thread. */
  blocks: string;
  extras: RecutExtras;
  settings: BudgetSettings;
  options: Pick<PlanOptions, 'targetModel' | 'tokenBudget'>;
}

/** Cuts the payload of one task. */
export function cut({ blocks, extras, settings, options }: CutInput): Payload | BudgetInfeasible {
  const limit = payloadLimit(settings, options);
  if (limit.infeasible === true) return limit;
  // Written by the worker that made the task.
  return recutPayload(JSON.parse(blocks) as PayloadBlocks, extras, limit);
}
