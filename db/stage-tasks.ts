import type { Knex } from 'knex';
import { chunksOf } from './chunks.js';
import { InconsistentStateError } from './errors.js';
import { lockPlan } from './plans.js';
import type { RequestScope, TenantScope } from './scope.js';
import { isRevisionRunning } from './statuses.js';
import type { RevisionStatus } from './statuses.js';
import { encodeJson } from './stored-text.js';
import type { TaskSet } from './task-progress.js';
import type { StagedTask } from './tasks.js';
import { inTransaction } from './transactions.js';

/**
 * See TasksRepository.stage. One short transaction per chunk. An attempt given up by its caller may still be running
 * beside its successor: rows are therefore put in place by key and left-overs removed last, so that whichever ends
 * last, all tasks are there.
 */
export async function stageTasks(
  db: Knex,
  scope: RequestScope,
  { planId, revision }: TaskSet,
  tasks: StagedTask[],
): Promise<void> {
  const set = { planId, revision };
  const idByKey = new Map(tasks.map(({ task, taskId }) => [task.key, taskId]));
  for (const { offset, chunk } of chunksOf(tasks)) {
    await whileRunning(db, scope, set, (trx) => putTasks(trx, scope, set, chunk, offset));
  }
  for (const { chunk } of chunksOf(tasks)) {
    await whileRunning(db, scope, set, (trx) => putDependencies(trx, scope, set, chunk, idByKey));
  }
  await whileRunning(db, scope, set, (trx) => removeOthers(trx, scope, set, [...idByKey.values()]));
}

/** The plan row is locked first, as by publishing: what that has counted and carried over is never written again. */
async function whileRunning(
  db: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  write: (trx: Knex) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockPlan(trx, scope, planId);
    const row = await trx('revisions')
      .where({ tenant_id: scope.tenantId, plan_id: planId, n: revision })
      .first<{ status: RevisionStatus } | undefined>('status');
    if (row === undefined || !isRevisionRunning(row.status)) {
      throw new InconsistentStateError(
        `revision ${revision} of plan ${planId} is not being made: no task can be staged`,
      );
    }
    await write(trx);
  });
}

async function putTasks(
  trx: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  tasks: StagedTask[],
  offset: number,
): Promise<void> {
  const rows = tasks.map(({ task, taskId, payloadBlocks }, index) => ({
    task_id: taskId,
    key: task.key,
    kind: task.kind,
    position: offset + index,
    content_hash: task.contentHash,
    document: task,
    payload_blocks: payloadBlocks,
  }));
  await trx.raw(
    `insert into tasks
       (tenant_id, plan_id, revision, task_id, key, kind, position, content_hash, document, payload_blocks)
     select :tenantId, :planId, :revision, r.*
     from jsonb_to_recordset(cast(:rows as jsonb)) as r (
       task_id text, key text, kind text, position integer, content_hash text, document jsonb, payload_blocks jsonb
     )
     on conflict (tenant_id, plan_id, revision, task_id) do update set
       key = excluded.key, kind = excluded.kind, position = excluded.position, content_hash = excluded.content_hash,
       document = excluded.document, payload_blocks = excluded.payload_blocks`,
    { tenantId: scope.tenantId, planId, revision, rows: encodeJson(rows) },
  );
}

async function putDependencies(
  trx: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  tasks: StagedTask[],
  idByKey: Map<string, string>,
): Promise<void> {
  const edges = tasks.flatMap(({ task, taskId }) =>
    task.dependsOn.map((dependency) => {
      const dependsOn = idByKey.get(dependency.task);
      if (dependsOn === undefined) {
        throw new InconsistentStateError(
          `task ${task.key} depends on ${dependency.task}, which the plan does not have`,
        );
      }
      return { task_id: taskId, depends_on: dependsOn, type: dependency.type, hard: dependency.hard };
    }),
  );
  await trx('task_dependencies')
    .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
    .whereIn(
      'task_id',
      tasks.map(({ taskId }) => taskId),
    )
    .delete();
  for (const { chunk } of chunksOf(edges)) {
    await trx.raw(
      `insert into task_dependencies (tenant_id, plan_id, revision, task_id, depends_on, type, hard)
       select :tenantId, :planId, :revision, e.*
       from jsonb_to_recordset(cast(:edges as jsonb)) as e (task_id text, depends_on text, type text, hard boolean)
       on conflict do nothing`,
      { tenantId: scope.tenantId, planId, revision, edges: encodeJson(chunk) },
    );
  }
}

async function removeOthers(
  trx: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  taskIds: string[],
): Promise<void> {
  await trx('tasks')
    .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
    .andWhereRaw('task_id <> all(cast(? as text[]))', [taskIds])
    .delete();
}
