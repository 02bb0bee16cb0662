import type { PlanRow } from '../db/plans.js';
import type { RevisionRow, RevisionSummary } from '../db/revisions.js';
import type { TenantScope } from '../db/scope.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';

const PLAN_ID = /^pln_[a-z2-7]{26}$/;
const TASK_ID = /^tsk_[a-z2-7]{26}$/;

/** Whether a text can be the id of a task at all: nothing else is looked up. */
export const isTaskId = (text: string): boolean => TASK_ID.test(text);

/** The plan with this id. Throws the problem `unknown-plan`. */
export async function findPlan(
  plans: { get(scope: TenantScope, planId: string): Promise<PlanRow | null> },
  scope: TenantScope,
  planId: string,
): Promise<PlanRow> {
  const plan = PLAN_ID.test(planId) ? await plans.get(scope, planId) : null;
  if (plan === null) throw unknownPlan(planId);
  return plan;
}

/** The answer to a plan id that names nothing. */
export function unknownPlan(planId: string): Error {
  return problem('unknown-plan', `There is no plan ${JSON.stringify(planId)}.`);
}

/** A revision clients can read. */
export interface PublishedRevision {
  plan: PlanRow;
  revision: number;
  row: RevisionRow;
  summary: RevisionSummary;
}

/**
 * A published revision of the plan, the current one if `revision` is undefined. Throws the problems `unknown-revision`,
 * and while nothing is published `plan-not-ready`, `plan-failed` or `plan-cancelled`.
 */
export async function publishedRevision(
  deps: Pick<ApiDeps, 'repositories'>,
  scope: TenantScope,
  plan: PlanRow,
  revision?: number,
): Promise<PublishedRevision> {
  if (plan.currentRevision === 0) throw nothingPublished(plan);
  const n = revision ?? plan.currentRevision;
  const row = n <= plan.latestRevision ? await deps.repositories.revisions.get(scope, plan.id, n) : null;
  const isReadable = row !== null && (row.status === 'published' || row.status === 'superseded');
  if (!isReadable || row.publishedAt === null || row.summary === null) {
    throw problem('unknown-revision', `Plan ${plan.id} has no published revision ${n}.`);
  }
  return { plan, revision: n, row, summary: row.summary };
}

function nothingPublished(plan: PlanRow): Error {
  if (plan.status === 'failed') {
    const why = plan.error === null ? '' : `: ${plan.error.message}`;
    return problem('plan-failed', `Plan ${plan.id} failed${why}`, { planId: plan.id });
  }
  if (plan.status === 'cancelled') {
    return problem('plan-cancelled', `Plan ${plan.id} was cancelled before anything was published.`, {
      planId: plan.id,
      remediation: 'Make a new plan with POST /plans.',
    });
  }
  return problem('plan-not-ready', `Plan ${plan.id} is still being made.`, {
    planId: plan.id,
    headers: { 'Retry-After': '1' },
  });
}
