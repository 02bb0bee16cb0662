import {
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  log,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { LoadedPlan, PlanActivities } from '../activities/activity-types.js';
import { describePlan, summarise } from './details.js';
import type { PlanEvent, PlanLifecycleInput } from './messages.js';
import { planEventSignal, revisionWorkflowId, taskQueues } from './messages.js';
import type { planRevision } from './plan-revision.js';
import { contractKindAttribute, planIdAttribute, planStatusAttribute, revisionAttribute } from './search-attributes.js';

const activities = proxyActivities<PlanActivities>({
  startToCloseTimeout: '30 seconds',
  // About a day: a run that gave up would take the events it has queued with it, and they count as sent.
  retry: { initialInterval: '200 milliseconds', maximumInterval: '1 minute', maximumAttempts: 1500 },
});

interface RunningRevision {
  n: number;
  scope: CancellationScope;
  settled: boolean;
}

/**
 * The life of one plan: runs revisions as children, applies task outcomes, ends on cancel. The signal handler only
 * queues; this loop drains. The database holds the truth (which events were applied, which revision is open), so a run
 * that starts anew, after continue-as-new or a closed workflow, goes on where the last one stopped.
 */
export async function planLifecycle({ planId }: PlanLifecycleInput): Promise<void> {
  const inbox: PlanEvent[] = [];
  const seen = new Set<string>();
  let running: RunningRevision | null = null;
  let outcomes = 0;
  setHandler(planEventSignal, (event) => {
    inbox.push(event);
  });

  let plan = await activities.loadPlan({ planId });
  if (plan === null || plan.cancelled) return;
  announce(planId, plan);
  if (plan.openRevision !== null) running = await runRevision(planId, plan, plan.openRevision);

  for (;;) {
    describe(planId, plan, outcomes, running);
    const woken: boolean = await condition(
      () => inbox.length > 0 || running?.settled === true,
      `${plan.idleHours} hours`,
    );
    let stale = running?.settled === true;
    if (stale) running = null;
    for (let event = inbox.shift(); event !== undefined; event = inbox.shift()) {
      // Executors choose event ids: they are unique for one task only.
      const id = event.kind === 'taskOutcome' ? `${event.taskId} ${event.eventId}` : event.eventId;
      if (seen.has(id)) continue;
      seen.add(id);
      if (event.kind === 'cancel') return endCancelled(running);
      if (event.kind === 'taskOutcome') plan = await applyOutcome(planId, plan, event);
      else stale = true;
      outcomes += event.kind === 'taskOutcome' ? 1 : 0;
    }
    if (stale && running === null) {
      // A rerun signal says only that there is something to do; which revision is open stands in the database.
      plan = await activities.loadPlan({ planId });
      if (plan === null || plan.cancelled) return;
      announce(planId, plan);
      if (plan.openRevision !== null) running = await runRevision(planId, plan, plan.openRevision);
    }
    if (inbox.length > 0 || running !== null) continue;
    if (!woken) return;
    // Never with a child running: it would be terminated with this run.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof planLifecycle>({ planId });
  }
}

async function endCancelled(running: RunningRevision | null): Promise<void> {
  if (running !== null && !running.settled) {
    running.scope.cancel();
    await condition(() => running.settled);
  }
  upsertSearchAttributes([{ key: planStatusAttribute, value: 'cancelled' }]);
}

async function applyOutcome(
  planId: string,
  plan: LoadedPlan,
  event: Extract<PlanEvent, { kind: 'taskOutcome' }>,
): Promise<LoadedPlan> {
  const scope = { tenantId: plan.scope.tenantId, principal: event.principal, correlationId: event.correlationId };
  const { taskId, eventId } = event;
  const call = { planId, scope, taskId, eventId };
  const result = await activities.applyTaskOutcome
    .executeWithOptions({ summary: taskId }, [call])
    .catch((error: unknown) => {
      if (isCancellation(error)) throw error;
      // Nothing of the kind is stored, so there is nothing to apply; the other events must not suffer for it.
      log.warn('an event was dropped', { planId, taskId, eventId, error: String(error) });
      return null;
    });
  if (result === null || result.planStatus === plan.status) return plan;
  const changed = { ...plan, status: result.planStatus };
  announce(planId, changed);
  return changed;
}

/** Starts the child for revision `n` without waiting for its end. */
async function runRevision(planId: string, plan: LoadedPlan, n: number): Promise<RunningRevision> {
  const running: RunningRevision = { n, scope: new CancellationScope(), settled: false };
  upsertSearchAttributes([{ key: revisionAttribute, value: n }]);
  const child = await running.scope.run(() =>
    startChild<typeof planRevision>('planRevision', {
      workflowId: revisionWorkflowId(planId, n),
      args: [{ planId, revision: n, scope: plan.scope, ...siblingsOf(workflowInfo().taskQueue) }],
      parentClosePolicy: ParentClosePolicy.TERMINATE,
      staticSummary: summarise(plan.title, `revision ${n}`),
    }),
  );
  child
    .result()
    .catch((error: unknown) => {
      // The child wrote its failure down before it failed; the plan itself goes on.
      log.warn('revision ended without a plan', { planId, revision: n, error: String(error) });
    })
    .finally(() => {
      running.settled = true;
    });
  return running;
}

/** `<installation>.plan` → `<installation>.cpu` and so on: the queues of one installation share their prefix. */
function siblingsOf(planQueue: string): { cpuQueue: string; studioQueue: string } {
  const { cpu, studio } = taskQueues(planQueue.replace(/\.plan$/u, ''));
  return { cpuQueue: cpu, studioQueue: studio };
}

/** Makes the plan findable in the list of workflows. Each call is an event of the history: only on a change. */
function announce(planId: string, plan: LoadedPlan): void {
  upsertSearchAttributes([
    { key: planIdAttribute, value: planId },
    { key: contractKindAttribute, value: plan.contractKind },
    { key: planStatusAttribute, value: plan.status },
  ]);
}

function describe(planId: string, plan: LoadedPlan, outcomes: number, running: RunningRevision | null): void {
  const doing = running === null ? `${plan.status}, waiting for events` : `making revision ${running.n}`;
  setCurrentDetails(describePlan(planId, plan, { doing, outcomes }));
}
