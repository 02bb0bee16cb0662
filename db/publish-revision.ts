import type { Knex } from 'knex';
import { InconsistentStateError } from './errors.js';
import { lockPlan, setPlanStatus } from './plans.js';
import type { PlanRow } from './plans.js';
import { recordChange } from './record-change.js';
import type { PublishResult, RevisionPrd, RevisionSummary } from './revisions.js';
import type { RequestScope, TenantScope } from './scope.js';
import { isCancelledPlan, isRevisionRunning, RUNNING_REVISION_STATUSES } from './statuses.js';
import type { RevisionStatus } from './statuses.js';
import { encodeJson, encodeText } from './stored-text.js';
import { joinByHash, promoteReadyTasks, taskProgress } from './task-progress.js';

interface Publication {
  planId: string;
  n: number;
  summary: RevisionSummary;
}

type Unpublished = Extract<PublishResult, { published: false }>['because'];

interface StagedRevision {
  status: RevisionStatus;
  prd: RevisionPrd;
  because: string;
  published_at: Date | null;
}

/** See RevisionsRepository.publish. The plan row is locked first, as by every change of tasks: outcomes wait or came before. */
export async function publishRevision(trx: Knex, scope: RequestScope, input: Publication): Promise<PublishResult> {
  const { planId, n, summary } = input;
  const plan = await lockPlan(trx, scope, planId);
  const revision = await lockRevision(trx, scope, planId, n);
  if (plan === null || revision === null) return { published: false, because: 'missing' };
  const obstacle = whyNot(plan, revision);
  if (obstacle !== null) return { published: false, because: obstacle };
  await checkStaged(trx, scope, input);
  await joinByHash(trx);

  const counts = {
    ...(await carryStates(trx, scope, plan, n, revision.because)),
    superseded: await supersedeGone(trx, scope, plan, n),
  };
  const newlyReady = await promoteReadyTasks(trx, scope, { planId, revision: n }, null);
  await supersedeRevisions(trx, scope, planId, n);
  await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId, n })
    .update({
      status: 'published',
      summary: encodeJson(summary),
      progress: null,
      published_at: trx.raw('clock_timestamp()'),
    });
  await trx('plans')
    .where({ tenant_id: scope.tenantId, id: planId })
    .update({
      current_revision: n,
      contract: encodeJson(summary.contract),
      prd: encodeJson({ sha256: revision.prd.sha256, bytes: revision.prd.bytes }),
    });
  const detail = { revision: n, from: plan.currentRevision, ...counts };
  await recordChange(trx, scope, {
    planId,
    event: { type: 'revision.published', data: { ...detail, newlyReady } },
    audit: { action: 'revision.published', detail },
  });
  await movePlan(trx, scope, plan, n);
  return { published: true, ...counts };
}

async function lockRevision(trx: Knex, scope: TenantScope, planId: string, n: number): Promise<StagedRevision | null> {
  const record = await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId, n })
    .forNoKeyUpdate()
    .first<StagedRevision | undefined>('status', 'prd', 'because', 'published_at');
  return record ?? null;
}

function whyNot(plan: PlanRow, revision: StagedRevision): Unpublished | null {
  if (revision.published_at !== null) return 'already-published';
  if (isCancelledPlan(plan.status) || revision.status === 'cancelled') return 'cancelled';
  if (isRevisionRunning(revision.status)) return null;
  return revision.status === 'superseded' ? 'superseded' : 'failed';
}

/** A plan with a task missing must never be seen: the staged rows are counted against what planning says it made. */
async function checkStaged(trx: Knex, scope: TenantScope, { planId, n, summary }: Publication): Promise<void> {
  const [row] = await trx('tasks')
    .where({ tenant_id: scope.tenantId, plan_id: planId, revision: n })
    .count<{ staged: number }[]>({ staged: '*' });
  const staged = row?.staged ?? 0;
  if (staged === summary.tasks.total) return;
  throw new InconsistentStateError(
    `revision ${n} of plan ${planId} has ${staged} staged tasks, but its summary says ${summary.tasks.total}`,
  );
}

/**
 * Same key and content: the state stays, but `ready` is worked out anew, because what the task depends on may have been
 * reopened. Same key, other content: pending again, with the reason. New keys keep their staged state, pending.
 */
async function carryStates(
  trx: Knex,
  scope: TenantScope,
  plan: PlanRow,
  n: number,
  because: string,
): Promise<{ carried: number; reopened: number }> {
  const { rows } = await trx.raw<{ rows: { carried: number; reopened: number }[] }>(
    `with moved as (
       update tasks next set
         status = case
           when next.content_hash <> last.content_hash or last.status = 'ready' then 'pending'
           else last.status
         end,
         attempts = case when next.content_hash = last.content_hash then last.attempts else 0 end,
         findings = case when next.content_hash = last.content_hash then last.findings else '[]' end,
         reopened = case
           when next.content_hash = last.content_hash then last.reopened
           else jsonb_build_object('fromRevision', last.revision, 'because', cast(:because as text))
         end,
         updated_at = case
           when next.content_hash = last.content_hash then last.updated_at
           else clock_timestamp()
         end
       from tasks last
       where next.tenant_id = :tenantId and next.plan_id = :planId and next.revision = :n
         and last.tenant_id = :tenantId and last.plan_id = :planId and last.revision = :current
         and last.key = next.key
       returning next.content_hash = last.content_hash as same
     )
     select count(*) filter (where same) as carried, count(*) filter (where not same) as reopened from moved`,
    {
      tenantId: scope.tenantId,
      planId: plan.id,
      n,
      current: plan.currentRevision,
      because: encodeText(`the task's content changed in revision ${n} (${because})`),
    },
  );
  return rows[0] ?? { carried: 0, reopened: 0 };
}

/** Tasks whose key the new revision no longer has. Returns how many. */
async function supersedeGone(trx: Knex, scope: TenantScope, plan: PlanRow, n: number): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update tasks gone set status = 'superseded', updated_at = clock_timestamp()
     where gone.tenant_id = :tenantId and gone.plan_id = :planId and gone.revision = :current
       and not exists (
         select 1 from tasks next
         where next.tenant_id = :tenantId and next.plan_id = :planId and next.revision = :n and next.key = gone.key
       )`,
    { tenantId: scope.tenantId, planId: plan.id, current: plan.currentRevision, n },
  );
  return rowCount;
}

/** Everything before the new revision that is published or still being made. */
async function supersedeRevisions(trx: Knex, scope: TenantScope, planId: string, n: number): Promise<void> {
  await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId })
    .andWhere('n', '<', n)
    .whereIn('status', ['published', ...RUNNING_REVISION_STATUSES])
    .update({ status: 'superseded' });
}

async function movePlan(trx: Knex, scope: RequestScope, plan: PlanRow, n: number): Promise<void> {
  const { complete, begun } = await taskProgress(trx, scope, { planId: plan.id, revision: n });
  const executing = begun || plan.status === 'executing' || plan.status === 'completed';
  const status = complete ? 'completed' : executing ? 'executing' : 'ready';
  await setPlanStatus(trx, scope, plan.id, status, null);
}
