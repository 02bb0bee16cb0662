import type { Coverage } from '../../../planning/contract/coverage.js';
import type { CandidateTask } from '../../../planning/dag/candidate.js';
import type { Ccs, PlanTask, TaskBudget } from '../../../planning/dag/plan-task.js';
import { task } from '../complexity/sample-plan.js';

const BUDGET: TaskBudget = { tokens: 100, limit: 1_000, guarantee: 'exact', model: 'gpt-4o', degraded: [] };

/** A published task: a candidate's with plain numbers, but for what a test names. */
export function planTask(
  key: string,
  over: Partial<Omit<PlanTask, 'ccs' | 'budget'>> & {
    score?: number;
    split?: number;
    budget?: Partial<TaskBudget>;
  } = {},
): PlanTask {
  const { score = 0.2, split = 0, budget, ...rest } = over;
  const { rank: _rank, ...candidate }: CandidateTask = task(key);
  return {
    ...candidate,
    contentHash: '0'.repeat(64),
    wave: 1,
    critical: false,
    priority: 1,
    ccs: ccs(score, split),
    budget: { ...BUDGET, ...budget },
    ...rest,
  };
}

function ccs(score: number, recommendedSubtasks: number): Ccs {
  const components = { dependencyLoad: 0, surfaceArea: score, novelty: 0, ambiguity: score / 2, researchFriction: 0 };
  return {
    score,
    score10: 1 + 9 * score,
    components,
    contributions: { ...components, peak: 0 },
    evidence: { surfaceArea: ['7 operations'], ambiguity: [] },
    recommendedSubtasks,
  };
}

/** Full coverage of nothing, but for the given requirements. */
export function coverage(requirements: Coverage['requirements']): Coverage {
  const none = { total: 0, covered: 0 };
  const totals = { operations: none, entities: none, derivedEntities: none, requirements: none, complete: true };
  return {
    complete: true,
    operations: [],
    entities: [],
    requirements,
    outOfScope: [],
    existing: [],
    orphans: [],
    totals: { ...totals, uncovered: [] },
  };
}
