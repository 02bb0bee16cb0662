import type { Knex } from 'knex';
import type { TenantScope } from './scope.js';
import { DONE_TASK_STATUSES } from './statuses.js';

/** The tasks of one revision. */
export interface TaskSet {
  planId: string;
  revision: number;
}

/**
 * Makes every pending task ready whose dependencies, hard and soft, are all done, and returns their ids in plan order.
 * With `around` only that task and those that depend on it are looked at: after its change no other can have become
 * ready.
 */
export async function promoteReadyTasks(
  trx: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  around: string | null,
): Promise<string[]> {
  await joinByHash(trx);
  const { rows } = await trx.raw<{ rows: { task_id: string }[] }>(
    `with promoted as (
       update tasks t set status = 'ready', updated_at = clock_timestamp()
       where t.tenant_id = :tenantId and t.plan_id = :planId and t.revision = :revision and t.status = 'pending'
         and (
           cast(:around as text) is null
           or t.task_id = :around
           or t.task_id in (
             select d.task_id from task_dependencies d
             where d.tenant_id = :tenantId and d.plan_id = :planId and d.revision = :revision
               and d.depends_on = :around
           )
         )
         and not exists (
           select 1 from task_dependencies d
           join tasks b on b.tenant_id = d.tenant_id and b.plan_id = d.plan_id and b.revision = d.revision
             and b.task_id = d.depends_on
           where d.tenant_id = :tenantId and d.plan_id = :planId and d.revision = :revision
             and d.task_id = t.task_id and b.status <> all(cast(:done as text[]))
         )
       returning t.task_id, t.position
     )
     select task_id from promoted order by position`,
    { tenantId: scope.tenantId, planId, revision, around, done: [...DONE_TASK_STATUSES] },
  );
  return rows.map((row) => row.task_id);
}

/** Whether every task of the revision is done, and whether any was ever worked on. */
export async function taskProgress(
  trx: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
): Promise<{ complete: boolean; begun: boolean }> {
  const { rows } = await trx.raw<{ rows: { complete: boolean; begun: boolean }[] }>(
    `select
       coalesce(bool_and(status = any(cast(:done as text[]))), true) as complete,
       coalesce(bool_or(attempts > 0 or status not in ('pending', 'ready')), false) as begun
     from tasks where tenant_id = :tenantId and plan_id = :planId and revision = :revision`,
    { tenantId: scope.tenantId, planId, revision, done: [...DONE_TASK_STATUSES] },
  );
  return rows[0] ?? { complete: true, begun: false };
}

/**
 * For the rest of the transaction: no nested loops. Rows of a revision are joined soon after they were written, before
 * the server has statistics of them; taking them for few it would compare each with each (30 s and more for 450 tasks).
 */
export async function joinByHash(trx: Knex): Promise<void> {
  await trx.raw('set local enable_nestloop = off');
}
