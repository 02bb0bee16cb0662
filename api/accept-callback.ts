import type { Repositories } from '../db/repositories.js';
import type { RequestScope } from '../db/scope.js';
import { isCancelledPlan } from '../db/statuses.js';
import type { FoundTask } from '../db/tasks.js';
import { problem } from '../platform/problems.js';
import type { PlanEvent } from '../workflows/messages.js';
import type { ApiDeps } from './deps.js';
import { isTaskId } from './find-plan.js';
import type { components } from './generated/openapi.js';
import { sendIntent } from './send-intent.js';
import type { StoredIntent } from './send-intent.js';
import { sha256Hex, stableJson } from './stable-json.js';

export type Callback = components['schemas']['Callback'];
export type CallbackAnswer = components['schemas']['CallbackAnswer'];

/**
 * Takes an executor's report: stores it with its outbox row in one transaction, then tells the workflow. The same
 * report again is confirmed and has no second effect. Throws the problems `unknown-task`, `event-id-reused`,
 * `plan-cancelled`, `task-superseded`, `task-changed`, `unknown-revision`.
 */
export async function acceptCallback(
  deps: ApiDeps,
  scope: RequestScope,
  taskId: string,
  callback: Callback,
): Promise<CallbackAnswer> {
  const { answer, stored } = await deps.repositories.transaction((tx) => storeCallback(tx, scope, taskId, callback));
  if (stored !== null) await sendIntent(deps, scope, stored);
  return answer;
}

async function storeCallback(
  tx: Repositories,
  scope: RequestScope,
  taskId: string,
  callback: Callback,
): Promise<{ answer: CallbackAnswer; stored: StoredIntent | null }> {
  const { eventId } = callback;
  const found = isTaskId(taskId) ? await tx.tasks.find(scope, taskId) : null;
  if (found === null) throw problem('unknown-task', `There is no task ${JSON.stringify(taskId)}.`);
  const { planId } = found;
  // Locked before anything is decided: no revision can be published, and no cancel happen, before this is stored.
  const plan = await tx.plans.lock(scope, planId);
  const task = (await tx.tasks.find(scope, taskId)) ?? found;
  const bodyHash = sha256Hex(stableJson(callback));
  const base = { eventId, planId, taskId, accepted: true };

  const earlier = await tx.taskEvents.get(scope, taskId, eventId);
  if (earlier !== null) {
    if (earlier.bodyHash !== bodyHash) throw eventIdReused(taskId, eventId);
    const card = earlier.cardId === null ? {} : { card: earlier.cardId };
    const taskStatus = earlier.taskStatus ?? task.row.status;
    return { answer: { ...base, duplicate: true, taskStatus, ...card }, stored: null };
  }
  if (plan === null || isCancelledPlan(plan.status)) {
    throw problem('plan-cancelled', `Plan ${planId} is cancelled; the report was not stored.`, { planId });
  }
  refuseSuperseded(task);
  await refuseChanged(tx, scope, task, callback.revision);
  await tx.taskEvents.insert(scope, { planId, taskId, eventId, bodyHash, body: callback });
  const event: PlanEvent = {
    kind: 'taskOutcome',
    taskId,
    eventId,
    principal: scope.principal,
    correlationId: scope.correlationId,
  };
  const outboxId = await tx.outbox.add(scope, { planId, kind: 'signal', event });
  return {
    answer: { ...base, duplicate: false, taskStatus: task.row.status },
    stored: { outboxId, intent: { planId, kind: 'signal', event } },
  };
}

function eventIdReused(taskId: string, eventId: string): Error {
  return problem('event-id-reused', `Event ${JSON.stringify(eventId)} of task ${taskId} has another body.`, {
    errors: [{ detail: 'was used for another report', pointer: '/eventId' }],
  });
}

function refuseSuperseded({ planId, row, current }: FoundTask): void {
  if (current && row.status !== 'superseded') return;
  throw problem('task-superseded', `Task ${row.key} was part of revision ${row.revision} and is no longer wanted.`, {
    planId,
    remediation: `Stop work on it and take a task from GET /plans/${planId}/ready.`,
  });
}

/** The executor names the revision it worked for; if the task's content differs since, its result is for another task. */
async function refuseChanged(
  tx: Repositories,
  scope: RequestScope,
  { planId, row }: FoundTask,
  revision: number | undefined,
): Promise<void> {
  if (revision === undefined || revision === row.revision) return;
  const worked = revision < row.revision ? await tx.tasks.get(scope, planId, row.taskId, revision) : null;
  if (worked === null) {
    throw problem('unknown-revision', `Task ${row.key} is in no published revision ${revision}.`, { planId });
  }
  if (worked.contentHash !== row.contentHash) {
    throw problem('task-changed', `Task ${row.key} changed after revision ${revision}.`, {
      planId,
      remediation: `Get GET /plans/${planId}/tasks/${row.taskId}/payload again, do what is new in it, and report that with revision ${row.revision}.`,
    });
  }
}
