import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { CpuActivities, PlanActivities } from '../../activities/activity-types.js';
import type { PlanLifecycleInput } from '../../workflows/messages.js';
import { planEventSignal } from '../../workflows/messages.js';
import type { PlanRevisionInput } from '../../workflows/plan-revision.js';

/** The workflows after a careless change: each begins with another step than the recorded ones. */
export async function planLifecycle({ planId }: PlanLifecycleInput): Promise<void> {
  setHandler(planEventSignal, () => undefined);
  const scope = { tenantId: 'default', principal: 'anonymous', correlationId: 'none' };
  const { applyTaskOutcome } = proxyActivities<PlanActivities>({ startToCloseTimeout: '30 seconds' });
  await applyTaskOutcome({ planId, scope, taskId: 'tsk_none', eventId: 'none' });
}

export async function planRevision({ cpuQueue, planId, revision, scope }: PlanRevisionInput): Promise<void> {
  const { analysePrd } = proxyActivities<CpuActivities>({ taskQueue: cpuQueue, startToCloseTimeout: '5 minutes' });
  const nothing = { sha256: '', bytes: 0, kind: 'json' };
  await analysePrd({
    planId,
    revision,
    scope,
    contract: { model: nothing, document: nothing, operations: 0, entities: 0 },
  });
}
