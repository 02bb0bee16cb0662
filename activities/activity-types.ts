import type { ArtifactRef } from '../db/artifact-ref.js';
import type { RequestScope } from '../db/scope.js';
import type { AskedTrial, SearchConfig, SearchState, StopReason } from '../planning/search/search-state.js';

/** Which revision an activity works on, and for whom. Business key of every activity: a repeated call has no second effect. */
export interface RevisionTarget {
  planId: string;
  revision: number;
  scope: RequestScope;
}

/** What a plan's lifecycle has to know when it (re)starts. */
export interface LoadedPlan {
  scope: RequestScope;
  title: string;
  contractKind: string;
  status: string;
  /** Nothing more will happen to the plan. */
  cancelled: boolean;
  /** A revision that is asked for and not yet published, failed or cancelled. */
  openRevision: number | null;
  /** Hours without an event after which the workflow closes. */
  idleHours: number;
}

export interface ImportedContract {
  model: ArtifactRef;
  document: ArtifactRef;
  operations: number;
  entities: number;
}

export interface AnalysedPlan {
  /** The planning context: model, PRD analysis, order evidence, scaffold, options; what every trial starts from. */
  context: ArtifactRef;
  search: SearchConfig;
  requirements: number;
}

export interface TrialResult {
  candidateId: string;
  reward: number;
  valid: boolean;
}

export interface FinalisedRevision {
  /** The revision's summary, as it will be published. */
  summary: ArtifactRef;
  winner: { candidateId: string; strategy: string; reward: number };
  tasks: number;
  waves: number;
  /** Share of contract elements in scope that are covered; publishing needs 1. */
  coverage: number;
}

/** Short database steps; they run on the workflow's own queue. */
export interface PlanActivities {
  loadPlan(input: { planId: string }): Promise<LoadedPlan | null>;
  publishRevision(input: RevisionTarget & { summary: ArtifactRef }): Promise<{ published: boolean }>;
  failRevision(input: RevisionTarget & { failure: RevisionFailure }): Promise<void>;
  applyTaskOutcome(input: {
    planId: string;
    scope: RequestScope;
    taskId: string;
    eventId: string;
  }): Promise<TaskOutcomeResult>;
}

/** Steps that compute; they run on the `cpu` queue, in worker threads. */
export interface CpuActivities {
  importContract(input: RevisionTarget): Promise<ImportedContract>;
  analysePrd(input: RevisionTarget & { contract: ImportedContract }): Promise<AnalysedPlan>;
  runTrial(
    input: RevisionTarget & { context: ArtifactRef; trial: AskedTrial; search: SearchConfig },
  ): Promise<TrialResult>;
  finaliseRevision(
    input: RevisionTarget & {
      context: ArtifactRef;
      document: ArtifactRef;
      search: SearchState;
      stopReason: StopReason;
    },
  ): Promise<FinalisedRevision>;
}

export interface RevisionFailure {
  /** Type of the activity failure, one of activities/failures. */
  code: string;
  message: string;
}

export interface TaskOutcomeResult {
  applied: boolean;
  taskStatus: string;
  planStatus: string;
}
