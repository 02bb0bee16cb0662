import type { Knex } from 'knex';
import { InconsistentStateError } from './errors.js';
import { recordChange } from './record-change.js';
import type { RequestScope, TenantScope } from './scope.js';
import type { TaskStatus } from './statuses.js';
import { encodeJson, encodeText } from './stored-text.js';
import { inTransaction } from './transactions.js';

export interface NewTaskEvent {
  planId: string;
  taskId: string;
  /** Unique per tenant and task, at most 200 characters. */
  eventId: string;
  /** Tells a repeated callback from another one under the same id. */
  bodyHash: string;
  /** The callback as received. */
  body: unknown;
}

/** A callback: stored when it is accepted, applied once by the workflow. */
export interface TaskEventRow extends NewTaskEvent {
  createdAt: Date;
  appliedAt: Date | null;
  /** The task's status after it was applied. */
  taskStatus: TaskStatus | null;
  cardId: string | null;
  principal: string;
  correlationId: string;
}

export type TaskEventInsert =
  | { inserted: true }
  | {
      inserted: false;
      existing: Pick<TaskEventRow, 'bodyHash' | 'appliedAt' | 'taskStatus' | 'cardId'>;
    };

export interface TaskEventsRepository {
  /** Stores a callback; the first one under an event id stays. */
  insert(scope: RequestScope, event: NewTaskEvent): Promise<TaskEventInsert>;
  get(scope: TenantScope, taskId: string, eventId: string): Promise<TaskEventRow | null>;
}

interface TaskEventRecord {
  tenant_id: string;
  plan_id: string;
  task_id: string;
  event_id: string;
  body_hash: string;
  body: unknown;
  principal: string;
  correlation_id: string;
  created_at: Date;
  applied_at: Date | null;
  task_status: TaskStatus | null;
  card_id: string | null;
}

/** Callbacks over a pool or a transaction. */
export function makeTaskEventsRepository(db: Knex): TaskEventsRepository {
  return {
    insert: (scope, event) => inTransaction(db, (trx) => insertEvent(trx, scope, event)),
    get: (scope, taskId, eventId) => findEvent(db, scope, taskId, eventId),
  };
}

async function insertEvent(trx: Knex, scope: RequestScope, event: NewTaskEvent): Promise<TaskEventInsert> {
  const { planId, taskId, eventId, bodyHash } = event;
  const inserted = await trx('task_events')
    .insert({
      tenant_id: scope.tenantId,
      plan_id: planId,
      task_id: taskId,
      event_id: encodeText(eventId),
      body_hash: bodyHash,
      body: encodeJson(event.body),
      principal: scope.principal,
      correlation_id: scope.correlationId,
    })
    .onConflict(['tenant_id', 'task_id', 'event_id'])
    .ignore()
    .returning('event_id');
  if (inserted.length > 0) {
    await recordChange(trx, scope, {
      planId,
      audit: { action: 'task.callback-accepted', detail: { taskId, eventId, bodyHash } },
    });
    return { inserted: true };
  }
  const existing = await findEvent(trx, scope, taskId, eventId);
  if (existing === null) throw new InconsistentStateError(`callback ${eventId} of task ${taskId} is there and is not`);
  const { appliedAt, taskStatus, cardId } = existing;
  return { inserted: false, existing: { bodyHash: existing.bodyHash, appliedAt, taskStatus, cardId } };
}

async function findEvent(db: Knex, scope: TenantScope, taskId: string, eventId: string): Promise<TaskEventRow | null> {
  const record = await db<TaskEventRecord>('task_events')
    .where({ tenant_id: scope.tenantId, task_id: taskId, event_id: encodeText(eventId) })
    .first();
  if (record === undefined) return null;
  return {
    planId: record.plan_id,
    taskId: record.task_id,
    eventId: record.event_id,
    bodyHash: record.body_hash,
    body: record.body,
    createdAt: record.created_at,
    appliedAt: record.applied_at,
    taskStatus: record.task_status,
    cardId: record.card_id,
    principal: record.principal,
    correlationId: record.correlation_id,
  };
}
