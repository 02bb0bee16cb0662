import type { ArtifactRef } from '../db/artifact-ref.js';
import type { RequestScope } from '../db/scope.js';
import type { AskedTrial, SearchConfig, SearchState, StopReason } from '../planning/search/search-state.js';
import type { Judged } from '../planning/search/select-winner.js';
import type { Spending } from '../planning/search/spending.js';

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
  /** How a model may be used; null where none is set up. */
  studio: StudioUse | null;
  /** Seconds after which a search without a model fails the revision: an early end would make another plan. */
  deadlineSeconds: number | null;
}

/** How a revision may use a model. */
export interface StudioUse {
  /** Without a model there is to be no plan. */
  required: boolean;
  /** Two candidates nearly as good are shown to the model. */
  judges: boolean;
  bypassCache: boolean;
  /** Seconds before a call that may succeed later is made again; the next waits are longer. */
  retrySeconds: number;
  /** All the revision may spend; `search.studio` is what of it the search may. */
  budget: { calls: number; tokens: number; cost: number | null };
  /** Of one of the questions about PRD and order. */
  perAnalysis: Spending;
}

/** What a model is asked about. */
export type StudioTopic =
  | { op: 'analysePrd' | 'trace' | 'edges' }
  | { op: 'outline' | 'refine'; trial: AskedTrial; search: SearchConfig }
  | { op: 'detail'; candidateId: string }
  | { op: 'judge'; candidateIds: [string, string] };

export interface StudioReply {
  /** Usable answers with the questions they are to; null where there is none. */
  answers: ArtifactRef | null;
  answered: number;
  /** Questions to which nothing usable came back. */
  unusable: number;
  spent: Spending;
  /** Why a model need not be asked any more in this revision; null while it may be. */
  ended: string | null;
}

export interface EnrichedPlan {
  context: ArtifactRef;
  /** What of the model's answers was used, findings and fixes included. */
  enrichment: ArtifactRef;
  /** Something of an answer is in the context now. */
  changed: boolean;
}

export interface TrialResult {
  candidateId: string;
  reward: number;
  valid: boolean;
}

/** What of a model went into a revision beside its trials. */
export interface StudioContribution {
  enrichment: ArtifactRef | null;
  changed: boolean;
  /** Answers to `detail`. */
  details: ArtifactRef | null;
  verdict: Judged | null;
  /** Why the plan was made without the model, or with less of it than was meant. */
  degraded: string | null;
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

/** What asks a model; it runs on the `studio` queue, whose rate the server limits. */
export interface StudioActivities {
  askStudio(input: RevisionTarget & { context: ArtifactRef } & StudioAsking): Promise<StudioReply>;
}

export interface StudioAsking {
  topic: StudioTopic;
  allowance: Spending;
  bypassCache: boolean;
  /** Attempts of the activity at most: the last one answers that it failed instead of failing, so that what it spent is known. */
  attempts: number;
}

/** Steps that compute; they run on the `cpu` queue, in worker threads. */
export interface CpuActivities {
  importContract(input: RevisionTarget): Promise<ImportedContract>;
  analysePrd(input: RevisionTarget & { contract: ImportedContract }): Promise<AnalysedPlan>;
  enrichContext(input: RevisionTarget & { context: ArtifactRef; answers: ArtifactRef[] }): Promise<EnrichedPlan>;
  /** `answers` are a model's, for a trial whose generator it is. */
  runTrial(
    input: RevisionTarget & {
      context: ArtifactRef;
      trial: AskedTrial;
      search: SearchConfig;
      answers: ArtifactRef | null;
    },
  ): Promise<TrialResult>;
  readVerdict(input: RevisionTarget & { candidateIds: [string, string]; answers: ArtifactRef }): Promise<Judged | null>;
  finaliseRevision(
    input: RevisionTarget & {
      context: ArtifactRef;
      document: ArtifactRef;
      search: SearchState;
      stopReason: StopReason;
      studio: StudioContribution | null;
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
