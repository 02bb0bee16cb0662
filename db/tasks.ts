import type { Knex } from 'knex';
import type { TaskKind } from '../planning/dag/candidate.js';
import type { PlanTask } from '../planning/dag/plan-task.js';
import type { Finding } from '../planning/finding.js';
import { applyOutcome } from './apply-outcome.js';
import type { ArtifactRef } from './artifact-ref.js';
import type { NewCard } from './cards.js';
import type { RequestScope, TenantScope } from './scope.js';
import { stageTasks } from './stage-tasks.js';
import { TASK_STATUSES } from './statuses.js';
import type { OutcomeStatus, PlanStatus, TaskStatus } from './statuses.js';
import type { TaskSet } from './task-progress.js';
import { inTransaction } from './transactions.js';

export interface StagedTask {
  task: PlanTask;
  taskId: string;
  payloadBlocks: ArtifactRef;
}

export interface TaskRow {
  planId: string;
  revision: number;
  taskId: string;
  key: string;
  kind: TaskKind;
  title: string;
  /** Place in topological order, from 0. */
  position: number;
  status: TaskStatus;
  /** Executions that ended in success or failure. */
  attempts: number;
  /** Set where an earlier revision had the task with other content. */
  reopened: { fromRevision: number; because: string } | null;
  /** What happened to it, e.g. `executed-early`. */
  findings: Finding[];
  contentHash: string;
  document: PlanTask;
  payloadBlocks: ArtifactRef;
  updatedAt: Date;
}

export interface TaskListQuery {
  status?: TaskStatus;
  kind?: TaskKind;
  /** Only tasks after this position. */
  afterPosition?: number;
  limit?: number;
}

/** A task found by its id alone; `current` is false where a later revision no longer has it. */
export interface FoundTask {
  planId: string;
  row: TaskRow;
  current: boolean;
}

export interface TaskOutcome {
  status: OutcomeStatus;
  /** Of a failure: whether another attempt may help. */
  retryable?: boolean;
}

export interface OutcomeInput {
  planId: string;
  taskId: string;
  /** Of a stored callback (`taskEvents.insert`). */
  eventId: string;
  outcome: TaskOutcome;
  /** Stored with the outcome, if that has an effect. */
  card?: NewCard;
}

export interface OutcomeResult {
  /** False where the event had no effect: applied before, plan cancelled, task superseded or already done. */
  applied: boolean;
  taskStatus: TaskStatus;
  planStatus: PlanStatus;
  /** Ids of tasks that became ready by it, in plan order; the task itself where it may be tried again. */
  newlyReady: string[];
}

export interface TasksRepository {
  /**
   * Stores the tasks of a revision that is being made, in place of what an earlier attempt staged; nobody sees them
   * until the revision is published. Array order is the plan's order. Throws where the revision has ended.
   */
  stage(scope: RequestScope, planId: string, revision: number, tasks: StagedTask[]): Promise<void>;
  /** In position order. */
  list(scope: TenantScope, planId: string, revision: number, query?: TaskListQuery): Promise<TaskRow[]>;
  /** Of the given revision, else of the current one. */
  get(scope: TenantScope, planId: string, taskId: string, revision?: number): Promise<TaskRow | null>;
  /** By task id alone, from the newest published revision that has it. */
  find(scope: TenantScope, taskId: string): Promise<FoundTask | null>;
  /** Tasks of the current revision that can be started now, in position order. */
  ready(scope: TenantScope, planId: string): Promise<TaskRow[]>;
  /** Keys of the tasks that a task waits for, directly or through one other, with the number of steps (1, 2) to each. */
  ancestors(scope: TenantScope, of: TaskSet & { taskId: string }): Promise<Map<string, number>>;
  countsByStatus(scope: TenantScope, planId: string, revision: number): Promise<Record<TaskStatus, number>>;
  /** Gives a stored callback its effect, once, in one transaction. Throws RecordNotFoundError. */
  applyOutcome(scope: RequestScope, input: OutcomeInput): Promise<OutcomeResult>;
}

interface TaskRecord {
  plan_id: string;
  revision: number;
  task_id: string;
  key: string;
  kind: TaskKind;
  position: number;
  status: TaskStatus;
  attempts: number;
  reopened: TaskRow['reopened'];
  findings: Finding[];
  content_hash: string;
  document: PlanTask;
  payload_blocks: ArtifactRef;
  updated_at: Date;
}

/** Tasks over a pool or a transaction. */
export function makeTasksRepository(db: Knex): TasksRepository {
  return {
    stage: (scope, planId, revision, tasks) => stageTasks(db, scope, { planId, revision }, tasks),
    list: (scope, planId, revision, query) => listTasks(db, scope, { planId, revision }, query ?? {}),
    get: (scope, planId, taskId, revision) => getTask(db, scope, planId, taskId, revision),
    find: (scope, taskId) => findTask(db, scope, taskId),
    ready: async (scope, planId) => {
      const records = await publishedTasks(db, scope)
        .whereRaw('t.revision = p.current_revision')
        .andWhere({ 't.plan_id': planId, 't.status': 'ready' })
        .orderBy('t.position')
        .select<TaskRecord[]>('t.*');
      return records.map(toTaskRow);
    },
    ancestors: (scope, of) => findAncestors(db, scope, of),
    countsByStatus: (scope, planId, revision) => countByStatus(db, scope, { planId, revision }),
    applyOutcome: (scope, input) => inTransaction(db, (trx) => applyOutcome(trx, scope, input)),
  };
}

/** Tasks with their plan and their revision: what is staged and not yet published is not among them. */
function publishedTasks(db: Knex, scope: TenantScope): Knex.QueryBuilder {
  return db('tasks as t')
    .join('plans as p', { 'p.tenant_id': 't.tenant_id', 'p.id': 't.plan_id' })
    .join('revisions as r', { 'r.tenant_id': 't.tenant_id', 'r.plan_id': 't.plan_id', 'r.n': 't.revision' })
    .where('t.tenant_id', scope.tenantId)
    .whereNotNull('r.published_at');
}

async function listTasks(
  db: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
  query: TaskListQuery,
): Promise<TaskRow[]> {
  const rows = publishedTasks(db, scope).andWhere({ 't.plan_id': planId, 't.revision': revision });
  if (query.status !== undefined) rows.andWhere('t.status', query.status);
  if (query.kind !== undefined) rows.andWhere('t.kind', query.kind);
  if (query.afterPosition !== undefined) rows.andWhere('t.position', '>', query.afterPosition);
  if (query.limit !== undefined) rows.limit(query.limit);
  const records = await rows.orderBy('t.position').select<TaskRecord[]>('t.*');
  return records.map(toTaskRow);
}

async function getTask(
  db: Knex,
  scope: TenantScope,
  planId: string,
  taskId: string,
  revision: number | undefined,
): Promise<TaskRow | null> {
  const record = await publishedTasks(db, scope)
    .andWhere({ 't.plan_id': planId, 't.task_id': taskId })
    .andWhere('t.revision', revision ?? db.ref('p.current_revision'))
    .first<TaskRecord | undefined>('t.*');
  return record === undefined ? null : toTaskRow(record);
}

async function findTask(db: Knex, scope: TenantScope, taskId: string): Promise<FoundTask | null> {
  const record = await publishedTasks(db, scope)
    .andWhere('t.task_id', taskId)
    .orderBy('t.revision', 'desc')
    .first<(TaskRecord & { current_revision: number }) | undefined>('t.*', 'p.current_revision');
  if (record === undefined) return null;
  return { planId: record.plan_id, row: toTaskRow(record), current: record.revision === record.current_revision };
}

async function findAncestors(
  db: Knex,
  scope: TenantScope,
  { planId, revision, taskId }: TaskSet & { taskId: string },
): Promise<Map<string, number>> {
  const { rows } = await db.raw<{ rows: { key: string; steps: number }[] }>(
    // Arrays, not joins: without statistics a join of the fresh rows is taken for small and done row by row.
    `with near as materialized (
       select depends_on as task_id from task_dependencies
       where tenant_id = :tenantId and plan_id = :planId and revision = :revision and task_id = :taskId
     ), far as materialized (
       select depends_on as task_id from task_dependencies
       where tenant_id = :tenantId and plan_id = :planId and revision = :revision
         and task_id = any(array(select task_id from near))
     )
     select key, case when task_id = any(array(select task_id from near)) then 1 else 2 end as steps
     from tasks
     where tenant_id = :tenantId and plan_id = :planId and revision = :revision
       and task_id = any(array(select task_id from near union select task_id from far))
     order by key`,
    { tenantId: scope.tenantId, planId, revision, taskId },
  );
  return new Map(rows.map((row) => [row.key, row.steps]));
}

async function countByStatus(
  db: Knex,
  scope: TenantScope,
  { planId, revision }: TaskSet,
): Promise<Record<TaskStatus, number>> {
  const counts = await publishedTasks(db, scope)
    .andWhere({ 't.plan_id': planId, 't.revision': revision })
    .groupBy('t.status')
    .select<{ status: TaskStatus; tasks: number }[]>('t.status', db.raw('count(*) as tasks'));
  const byStatus = new Map(counts.map(({ status, tasks }) => [status, tasks]));
  return Object.fromEntries(TASK_STATUSES.map((status) => [status, byStatus.get(status) ?? 0])) as Record<
    TaskStatus,
    number
  >;
}

function toTaskRow(record: TaskRecord): TaskRow {
  return {
    planId: record.plan_id,
    revision: record.revision,
    taskId: record.task_id,
    key: record.key,
    kind: record.kind,
    title: record.document.title,
    position: record.position,
    status: record.status,
    attempts: record.attempts,
    reopened: record.reopened,
    findings: record.findings,
    contentHash: record.content_hash,
    document: record.document,
    payloadBlocks: record.payload_blocks,
    updatedAt: record.updated_at,
  };
}
