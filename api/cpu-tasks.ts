import { readFileSync } from 'node:fs';

import { dump } from 'js-yaml';

import { makeFileArtifactStore } from '../adapters/artifacts/file-artifact-store.js';
import type { ArtifactRef } from '../db/artifact-ref.js';
import { taskChecks } from '../planning/acceptance/check-document.js';
import type { CheckSubject, PlannerChecks } from '../planning/acceptance/check-document.js';
import { payloadLimit } from '../planning/budget/payload-limit.js';
import type { BudgetInfeasible, BudgetSettings } from '../planning/budget/payload-limit.js';
import type { Payload, StoredBlocks } from '../planning/budget/payload.js';
import { recutPayload } from '../planning/budget/recut-payload.js';
import type { RecutExtras } from '../planning/budget/recut-payload.js';
import { printSlice } from '../planning/budget/print-slice.js';
import type { ContractDocument, SliceLevel } from '../planning/contract/contract-document.js';
import type { ContractLimits, ContractModel } from '../planning/contract/contract-model.js';
import type { UnzipLimits } from '../planning/contract/files/unzip.js';
import { inspectReceived } from '../planning/contract/inspect-contract.js';
import type { ReceivedInspection } from '../planning/contract/inspect-contract.js';
import { sliceContract, unknownInDocument } from '../planning/contract/slice.js';
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
  storage: { dir: string };
  tenantId: string;
  /** The artifact of the task's payload blocks: read here, so that no contract is ever in the main thread. */
  blocks: ArtifactRef;
  extras: RecutExtras;
  settings: BudgetSettings;
  options: Pick<PlanOptions, 'targetModel' | 'tokenBudget'>;
}

/** Cuts the payload of one task. */
export async function cut(input: CutInput): Promise<Payload | BudgetInfeasible> {
  const limit = payloadLimit(input.settings, input.options);
  if (limit.infeasible === true) return limit;
  // Written by the worker that made the task.
  const { blocks, document } = await readArtifact<StoredBlocks>(input, input.blocks);
  const contract = await documents.read(input, document);
  return recutPayload(blocks, input.extras, limit, (level) => sliceContract(contract, blocks.contract.refs, level));
}

/** What of a contract is asked for: all of it where there are no references. */
export interface SliceInput {
  storage: { dir: string };
  tenantId: string;
  /** The artifact of the task's payload blocks, whose slice is meant, or of the contract document itself. */
  of: { blocks: ArtifactRef } | { document: ArtifactRef; refs: string[] };
  level: SliceLevel;
}

/** A contract or slice as text: JSON of an OpenAPI document, or SDL. `unknown`: references that name nothing in it. */
export type SliceResult = { text: string } | { unknown: string[] };

/** Cuts a slice of a contract that no budget bounds. */
export async function slice(input: SliceInput): Promise<SliceResult> {
  const ofTask = 'blocks' in input.of;
  const { document, refs } = 'blocks' in input.of ? await refsOfTask(input, input.of.blocks) : input.of;
  const contract = await documents.read(input, document);
  const unknown = ofTask ? [] : unknownInDocument(contract, refs);
  if (unknown.length > 0) return { unknown };
  if (!ofTask && refs.length === 0) return { text: wholeText(contract) };
  return { text: printSlice(sliceContract(contract, refs, input.level, Infinity)).join('') };
}

async function refsOfTask(input: Stored, ref: ArtifactRef): Promise<{ document: ArtifactRef; refs: string[] }> {
  const { blocks, document } = await readArtifact<StoredBlocks>(input, ref);
  return { document, refs: blocks.contract.refs };
}

function wholeText(contract: ContractDocument): string {
  return contract.format === 'openapi' ? JSON.stringify(contract.root) : contract.sdl;
}

/** What the checks of a task are made from. */
export interface ChecksInput {
  storage: { dir: string };
  tenantId: string;
  model: ArtifactRef;
  document: ArtifactRef;
  subject: CheckSubject;
  planner: Omit<PlannerChecks, 'described'>;
  /** Where the contract of the checks is found, relative to the check document. */
  contractUrl: string;
  as: 'json' | 'yaml';
}

/** A task's check document as text, and the contract that its workflows run on as JSON; null where it has none. */
export async function checks(input: ChecksInput): Promise<{ document: string; contract: string | null }> {
  const model = await models.read(input, input.model);
  const contract = await documents.read(input, input.document);
  const made = taskChecks(input.subject, input.planner, model, contract, input.contractUrl);
  const yaml = input.as === 'yaml' && made.contract !== null;
  return {
    document: yaml ? dump(made.document, { noRefs: true, lineWidth: 120 }) : JSON.stringify(made.document, null, 2),
    contract: made.contract === null ? null : JSON.stringify(made.contract, null, 2),
  };
}

type Stored = Pick<CutInput, 'storage' | 'tenantId'>;

/** Reads artifacts of one kind. A thread keeps the last one, as those of one plan are asked for one after the other. */
function makeReader<T>(): { read: (stored: Stored, ref: ArtifactRef) => Promise<T> } {
  let latest: { sha256: string; tenantId: string; value: T } | null = null;
  return {
    read: async (stored, ref) => {
      if (latest?.sha256 !== ref.sha256 || latest.tenantId !== stored.tenantId) {
        const value = await readArtifact<T>(stored, ref);
        latest = { sha256: ref.sha256, tenantId: stored.tenantId, value };
      }
      return latest.value;
    },
  };
}

const documents = makeReader<ContractDocument>();
const models = makeReader<ContractModel>();

async function readArtifact<T>({ storage, tenantId }: Stored, ref: ArtifactRef): Promise<T> {
  const bytes = await makeFileArtifactStore(storage).get({ tenantId }, ref);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
