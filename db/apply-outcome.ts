import type { Knex } from 'knex';
import pgvector from 'pgvector';
import type { NewCard } from './cards.js';
import { RecordNotFoundError } from './errors.js';
import { lockPlan, setPlanStatus } from './plans.js';
import type { PlanRow } from './plans.js';
import { recordChange } from './record-change.js';
import type { RequestScope, TenantScope } from './scope.js';
import { isCancelledPlan } from './statuses.js';
import type { PlanStatus, TaskStatus } from './statuses.js';
import { encodeJson, encodeText } from './stored-text.js';
import { taskAfterOutcome } from './task-outcome.js';
import type { TaskState } from './task-outcome.js';
import { promoteReadyTasks, taskProgress } from './task-progress.js';
import type { OutcomeInput, OutcomeResult } from './tasks.js';

interface EventRecord {
  applied_at: Date | null;
  task_status: TaskStatus | null;
}

/** See TasksRepository.applyOutcome. The plan row is locked first: outcomes of one plan come one after the other. */
export async function applyOutcome(trx: Knex, scope: RequestScope, input: OutcomeInput): Promise<OutcomeResult> {
  const plan = await lockPlan(trx, scope, input.planId);
  if (plan === null) throw new RecordNotFoundError('plan', input.planId);
  const event = await trx('task_events')
    .where({
      tenant_id: scope.tenantId,
      plan_id: input.planId,
      task_id: input.taskId,
      event_id: encodeText(input.eventId),
    })
    .first<EventRecord | undefined>('applied_at', 'task_status');
  if (event === undefined) throw new RecordNotFoundError('task event', input.eventId);

  const task = await currentTask(trx, scope, plan, input.taskId);
  const taskStatus = task?.status ?? 'superseded';
  const unchanged: OutcomeResult = { applied: false, taskStatus, planStatus: plan.status, newlyReady: [] };
  if (event.applied_at !== null) return unchanged;
  const after = task === null || isCancelledPlan(plan.status) ? null : taskAfterOutcome(task, input.outcome);
  if (after === null) {
    await markApplied(trx, scope, input, taskStatus, null);
    await recordIgnored(trx, scope, input, plan.status, taskStatus);
    return unchanged;
  }
  return takeEffect(trx, scope, input, plan, after);
}

async function takeEffect(
  trx: Knex,
  scope: RequestScope,
  input: OutcomeInput,
  plan: PlanRow,
  after: TaskState,
): Promise<OutcomeResult> {
  const set = { planId: plan.id, revision: plan.currentRevision };
  await trx('tasks')
    .where({ tenant_id: scope.tenantId, plan_id: plan.id, revision: set.revision, task_id: input.taskId })
    .update({
      status: after.status,
      attempts: after.attempts,
      findings: encodeJson(after.findings),
      updated_at: trx.raw('clock_timestamp()'),
    });
  const newlyReady = await promoteReadyTasks(trx, scope, set, input.taskId);
  const taskStatus = newlyReady.includes(input.taskId) ? 'ready' : after.status;
  if (input.card !== undefined) await insertCard(trx, scope, input, plan, after.key, input.card);
  await markApplied(trx, scope, input, taskStatus, input.card?.id ?? null);

  const { complete } = await taskProgress(trx, scope, set);
  const planStatus = complete ? 'completed' : 'executing';
  const detail = {
    revision: set.revision,
    taskId: input.taskId,
    key: after.key,
    eventId: input.eventId,
    status: taskStatus,
    attempts: after.attempts,
  };
  await recordChange(trx, scope, {
    planId: plan.id,
    event: { type: 'task.status', data: { ...detail, outcome: input.outcome.status, newlyReady } },
    audit: { action: `task.${input.outcome.status}`, detail },
  });
  await setPlanStatus(trx, scope, plan.id, planStatus, null);
  return { applied: true, taskStatus, planStatus, newlyReady };
}

async function currentTask(trx: Knex, scope: TenantScope, plan: PlanRow, taskId: string): Promise<TaskState | null> {
  const task = await trx('tasks')
    .where({ tenant_id: scope.tenantId, plan_id: plan.id, revision: plan.currentRevision, task_id: taskId })
    .first<TaskState | undefined>('key', 'status', 'attempts', 'findings');
  return task ?? null;
}

async function markApplied(
  trx: Knex,
  scope: TenantScope,
  { taskId, eventId }: OutcomeInput,
  taskStatus: TaskStatus,
  cardId: string | null,
): Promise<void> {
  await trx('task_events')
    .where({ tenant_id: scope.tenantId, task_id: taskId, event_id: encodeText(eventId) })
    .update({ applied_at: trx.raw('clock_timestamp()'), task_status: taskStatus, card_id: cardId });
}

async function recordIgnored(
  trx: Knex,
  scope: RequestScope,
  { planId, taskId, eventId, outcome }: OutcomeInput,
  planStatus: PlanStatus,
  taskStatus: TaskStatus,
): Promise<void> {
  const detail = { taskId, eventId, outcome: outcome.status, taskStatus, planStatus };
  await recordChange(trx, scope, { planId, audit: { action: 'task.outcome-ignored', detail } });
}

async function insertCard(
  trx: Knex,
  scope: TenantScope,
  input: OutcomeInput,
  plan: PlanRow,
  taskKey: string,
  card: NewCard,
): Promise<void> {
  await trx('context_cards').insert({
    tenant_id: scope.tenantId,
    id: card.id,
    plan_id: plan.id,
    revision: plan.currentRevision,
    task_id: input.taskId,
    task_key: taskKey,
    event_id: encodeText(input.eventId),
    outcome: card.outcome,
    text: encodeText(card.text),
    tokens: card.tokens,
    document: encodeJson(card.document),
    embedding: card.embedding === undefined ? null : (pgvector.toSql(card.embedding) as string),
    embedder: card.embedder ?? null,
  });
}
