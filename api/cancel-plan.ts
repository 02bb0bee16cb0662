import type { PlanRow } from '../db/plans.js';
import type { RequestScope } from '../db/scope.js';
import { isCancelledPlan } from '../db/statuses.js';
import type { PlanEvent } from '../workflows/messages.js';
import type { ApiDeps } from './deps.js';
import { unknownPlan } from './find-plan.js';
import { sendIntent } from './send-intent.js';

/** Cancels a plan and what is being done for it; cancelling again changes nothing. Throws the problem `unknown-plan`. */
export async function cancelPlan(deps: ApiDeps, scope: RequestScope, planId: string): Promise<PlanRow> {
  const event: PlanEvent = {
    kind: 'cancel',
    eventId: 'cancel',
    principal: scope.principal,
    correlationId: scope.correlationId,
  };
  const { plan, outboxId } = await deps.repositories.transaction(async (tx) => {
    const before = await tx.plans.lock(scope, planId);
    if (before === null) throw unknownPlan(planId);
    if (isCancelledPlan(before.status)) return { plan: before, outboxId: null };
    const cancelled = await tx.plans.cancel(scope, planId);
    return { plan: cancelled, outboxId: await tx.outbox.add(scope, { planId, kind: 'signal', event }) };
  });
  if (outboxId !== null) await sendIntent(deps, scope, { outboxId, intent: { planId, kind: 'signal', event } });
  return plan;
}
