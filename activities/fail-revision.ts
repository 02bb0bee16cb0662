import type { PlanError } from '../db/plans.js';
import type { PlanActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { remediationOf } from './failures.js';

/** Writes down why a revision failed. The first one takes the plan with it; a later one fails alone. */
export function makeFailRevision(deps: ActivityDeps): PlanActivities['failRevision'] {
  return async ({ planId, revision, scope, failure }) => {
    const error: PlanError = {
      code: failure.code,
      message: failure.message,
      remediation: remediationOf(failure.code),
      where: null,
    };
    await deps.repositories.transaction(async (tx) => {
      await tx.revisions.setStatus(scope, planId, revision, 'failed', error);
      const plan = await tx.plans.get(scope, planId);
      if (plan?.currentRevision === 0) await tx.plans.setStatus(scope, planId, 'failed', error);
    });
  };
}
