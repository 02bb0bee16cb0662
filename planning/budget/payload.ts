import type { ContractDocument, ContractSlice, SliceLevel } from '../contract/contract-document.js';
import type { JsonObject } from '../contract/json-value.js';
import type { AcceptanceCriterion, CandidateTask, TaskDependency } from '../dag/candidate.js';
import type { TaskGuidance } from '../generation/detail/guidance.js';
import type { CardView } from '../memory/card-view.js';

/** How much of a block a payload holds, from all of it to a mere address. */
export type Fidelity = SliceLevel | 'pointer';

/** The task as its executor sees it; ids are added when the payload is cut. */
export type PayloadTask = Pick<
  CandidateTask,
  'key' | 'kind' | 'title' | 'description' | 'deliverables' | 'covers' | 'uses' | 'verifies' | 'repository' | 'minutes'
>;

/** A contract slice: a document of its own. */
export type PayloadSlice = { format: 'openapi'; slice: JsonObject } | { format: 'graphql'; slice: string };

/** The contract slice of a task at a fidelity. The same call gives the same slice. */
export type SliceSource = (level: SliceLevel) => ContractSlice;

export interface DependencyBlock {
  /** Key of the task that comes first. */
  task: string;
  title: string;
  type: TaskDependency['type'];
  reason: string;
  hard: boolean;
  /** What it makes: covered references and paths. */
  interfaces: string[];
}

/** All a payload is cut from beside the contract document: plain JSON, stored with the task. */
export interface PayloadBlocks {
  version: 2;
  task: PayloadTask;
  acceptance: AcceptanceCriterion[];
  requirements: { id: string; text: string }[];
  /** References (`op:…`, `entity:…`) that the contract slice is made for; empty for a task that needs none. */
  contract: { format: ContractDocument['format']; refs: string[] };
  dependencies: DependencyBlock[];
  /** Advice of a model, the first to give way. */
  guidance?: TaskGuidance;
}

/** Payload blocks as they are stored: with the artifact of the contract document their slice is cut from. */
export interface StoredBlocks {
  blocks: PayloadBlocks;
  document: { sha256: string; bytes: number; kind: string };
}

/** What is known only when the payload is asked for. */
export interface PayloadExtras {
  ids: { planId: string; taskId: string; revision: number };
  /** Most wanted first. */
  cards: CardView[];
  /** Ids of the tasks it depends on, and what their executors said they made. */
  dependencies: { key: string; taskId: string; interfaces?: string[] }[];
}

/** What is in the payload at less than full fidelity. `tokens` is what all of it would take, `href` where it is. */
export interface OmittedBlock {
  ref: string;
  tokens: number;
  level: Fidelity;
  href: string;
}

export interface PayloadBudget {
  /** Tokens of `rendered`; never above `limit`. */
  tokens: number;
  limit: number;
  window: number;
  reserved: number;
  guarantee: 'exact' | 'byte-bound' | 'calibrated';
  model: string;
  /** Tokens with every block but advice at full fidelity: what a model adds makes no task larger. */
  fullTokens: number;
}

/** What an executor receives for one task. */
export interface Payload {
  infeasible?: false;
  planId: string;
  taskId: string;
  key: string;
  revision: number;
  budget: PayloadBudget;
  task: PayloadTask & { id: string };
  requirements: { id: string; text: string }[];
  contract: PayloadSlice;
  dependencies: { task: string; title: string; interfaces: string[] }[];
  cards: CardView[];
  acceptance: AcceptanceCriterion[];
  /** Advice of a model; absent where there is none or it is left out. */
  guidance?: TaskGuidance;
  omitted: OmittedBlock[];
  /** All of it as Markdown. */
  rendered: string;
}
