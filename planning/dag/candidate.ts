import type { Fix } from '../generation/question.js';
import type { DependencyType } from '../order/order-evidence.js';
import type { Shape } from './shape.js';

export type TaskKind =
  'scaffold' | 'schema' | 'operation' | 'auth' | 'integration' | 'frontend' | 'test' | 'docs' | 'ops' | 'requirement';

/** The ways to decompose, in the table order that breaks ties in the search. */
export const STRATEGIES = ['contract-first', 'vertical-slice', 'risk-first', 'data-first'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface Deliverable {
  /** Relative to the repository root, forward slashes. */
  path: string;
  what: string;
}

export interface AcceptanceCriterion {
  /** Unique in its task: `status-201`, `schema`, … */
  id: string;
  what: string;
  required: boolean;
  check?: { kind: 'arazzo' | 'graphql' | 'command'; href: string };
}

export interface TaskDependency {
  /** Key of the task that comes first. */
  task: string;
  type: DependencyType;
  reason: string;
  confidence: number;
  hard: boolean;
}

/** A task as a candidate holds it: keys, no ids, no status. Every list is sorted. */
export interface CandidateTask {
  /** `<kind>.<slug>`; see dag/task-key. Depends on kind and anchors only, so it is the same in every revision. */
  key: string;
  kind: TaskKind;
  title: string;
  /** What is to be made, and what rules it: changes only with the PRD's or the contract's part of the task. */
  description: string;
  /**
   * What it builds on and what is left to others: names other tasks and their files, so that another cut of the plan
   * changes it. It is published as the end of the description, but is nothing that would have to be done anew.
   */
  surroundings?: string;
  deliverables: Deliverable[];
  acceptance: AcceptanceCriterion[];
  /** References it implements: `op:…`, `entity:…`, `auth`, `scaffold`. */
  covers: string[];
  /** References it needs but does not make. */
  uses: string[];
  /** References a test task checks. */
  verifies: string[];
  /** Requirement ids (`R-FR-3`, no prefix). */
  requirements: string[];
  dependsOn: TaskDependency[];
  /** What was cut to break a cycle: to be linked later. */
  followUps: { to: string; because: string }[];
  /** Estimated minutes of work. */
  minutes: number;
  /** Repository (scaffold request) it works in. */
  repository: string;
  /** Strategy's preference, 0 (first) … ; equal waves are ordered by it after criticality. */
  rank: number;
}

/** One complete DAG made by one strategy. Canonical JSON of it is hashed: `candidateId` is that SHA-256. */
export interface Candidate {
  strategy: Strategy | 'aggregate';
  operator: 'fresh' | 'refine' | 'aggregate';
  /** candidateIds it was made from. */
  parents: string[];
  parameters: TrialParameters;
  /** The cut that the tasks were made of, in the order of sortShape. */
  shape: Shape;
  /** Sorted by key. */
  tasks: CandidateTask[];
  /** What was repaired or cut while it was made. */
  fixes: Fix[];
}

/** What varies a `fresh` pull of an arm; derived from the seed and the arm's pull number, so it is replayable. */
export interface TrialParameters {
  seed: number;
  /** How many pulls this arm had before: 0 is the strategy's plain form. */
  pull: number;
}
