import { isCancelledPlan, isRevisionRunning } from '../db/statuses.js';
import type { LoadedPlan, PlanActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';

/** What stands in the database of a plan: the first thing its workflow asks, and the truth after every restart. */
export function makeLoadPlan(deps: ActivityDeps): PlanActivities['loadPlan'] {
  return async ({ planId }): Promise<LoadedPlan | null> => {
    const creator = await deps.repositories.plans.scopeOf(planId);
    if (creator === null) return null;
    const plan = await deps.repositories.plans.get(creator, planId);
    const latest = await deps.repositories.revisions.latest(creator, planId);
    if (plan === null) return null;
    return {
      scope:
        latest === null ? creator : { ...creator, principal: latest.principal, correlationId: latest.correlationId },
      title: plan.title,
      contractKind: plan.contract.kind,
      status: plan.status,
      cancelled: isCancelledPlan(plan.status),
      openRevision: latest !== null && isRevisionRunning(latest.status) ? latest.n : null,
      idleHours: deps.config.worker.planIdleHours,
    };
  };
}
