import type { Subtask } from '../complexity/subtasks.js';
import type { TaskGuidance } from '../generation/detail/guidance.js';
import type { CandidateTask, TaskDependency } from './candidate.js';

/** Complexity score (CCS): named components in [0,1] whose contributions add up to `score`. */
export interface Ccs {
  score: number;
  /** 1 + 9·score */
  score10: number;
  components: CcsComponents;
  /** Part of `score` owed to each component (and `peak`, the λ·max term); they sum to `score`. */
  contributions: Record<string, number>;
  evidence: Record<string, string[]>;
  recommendedSubtasks: number;
}

export interface CcsComponents {
  dependencyLoad: number;
  surfaceArea: number;
  novelty: number;
  ambiguity: number;
  researchFriction: number;
}

export interface TaskBudget {
  tokens: number;
  limit: number;
  guarantee: 'exact' | 'byte-bound' | 'calibrated';
  model: string;
  /** References that are in the payload at a lower fidelity than full. */
  degraded: string[];
}

/**
 * A task of a published revision as it is stored: what formats calls a task of `tasks.json`, without what changes or
 * depends on the plan (ids, status, reopened), which the database adds when it is read.
 */
export interface PlanTask extends Omit<CandidateTask, 'repository' | 'rank' | 'surroundings'> {
  repository: string;
  /** SHA-256 of the canonical task without wave, critical, priority, ccs, budget, guidance: what an executor would have to redo. */
  contentHash: string;
  wave: number;
  critical: boolean;
  /** 1 is most urgent; position in topological order (wave, critical first, rank, key). */
  priority: number;
  ccs: Ccs;
  budget: TaskBudget;
  /** As many as `ccs.recommendedSubtasks` says; absent where it is not to be split. */
  subtasks?: Subtask[];
  /** Advice of a model: no part of the candidate or of `contentHash`; absent where there is none. */
  guidance?: TaskGuidance;
}

export type { TaskDependency };
