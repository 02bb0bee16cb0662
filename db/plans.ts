import type { Knex } from 'knex';
import type { ContractKind } from '../planning/contract/contract-model.js';
import type { PlanOptions } from '../planning/options.js';
import { InconsistentStateError, RecordNotFoundError } from './errors.js';
import { recordChange } from './record-change.js';
import type { RequestScope, TenantScope } from './scope.js';
import { isCancelledPlan, RUNNING_REVISION_STATUSES } from './statuses.js';
import type { PlanStatus } from './statuses.js';
import { encodeJson, encodeText } from './stored-text.js';
import { inTransaction } from './transactions.js';

/** Why a plan or a revision failed, as clients see it. */
export interface PlanError {
  code: string;
  message: string;
  remediation: string;
  where: string | null;
}

/** What can be said of a contract in one line. */
export interface ContractMeta {
  kind: ContractKind;
  version: string;
  title: string;
  sha256: string;
  bytes: number;
  operations: number;
  entities: number;
}

export interface NewPlan {
  id: string;
  title: string;
  options: PlanOptions;
  labels: Record<string, string>;
  contract: ContractMeta;
  prd: { sha256: string; bytes: number };
}

export interface PlanRow extends NewPlan {
  /** Rises with creation and never ties: the paging cursor. */
  position: number;
  status: PlanStatus;
  /** Rises in every transaction that changes something of the plan. */
  version: number;
  /** The published revision that clients see; 0 before the first. */
  currentRevision: number;
  /** The newest revision asked for, whatever became of it; 0 before the first. */
  latestRevision: number;
  error: PlanError | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface PlanListQuery {
  /** Rows wanted, at least 1. */
  limit: number;
  /** `position` of the last row of the page before. */
  cursor?: { position: number };
  status?: PlanStatus;
  /** Only plans with this label, as [name, value]. */
  label?: [string, string];
}

export interface PlansRepository {
  /** Adds a plan: `queued`, version 1, no revision yet. */
  create(scope: RequestScope, plan: NewPlan): Promise<void>;
  get(scope: TenantScope, planId: string): Promise<PlanRow | null>;
  /** Newest first. A page stays the same while plans are added, because they come before its cursor. */
  list(scope: TenantScope, query: PlanListQuery): Promise<PlanRow[]>;
  /** Reads and locks the plan until the transaction ends; throws outside of one. */
  lock(scope: TenantScope, planId: string): Promise<PlanRow | null>;
  /** Moves the plan on. A cancelled plan stays cancelled; the same status again changes nothing. */
  setStatus(scope: RequestScope, planId: string, status: PlanStatus, error?: PlanError): Promise<void>;
  /** Cancels the plan and the revision being made. Repeatable. Throws RecordNotFoundError. */
  cancel(scope: RequestScope, planId: string): Promise<PlanRow>;
  /** Who made the plan: for workflows, which know the plan id alone. */
  scopeOf(planId: string): Promise<RequestScope | null>;
}

interface PlanRecord {
  tenant_id: string;
  id: string;
  position: number;
  title: string;
  status: PlanStatus;
  version: number;
  current_revision: number;
  latest_revision: number;
  options: PlanOptions;
  labels: Record<string, string>;
  contract: ContractMeta;
  prd: { sha256: string; bytes: number };
  error: PlanError | null;
  principal: string;
  correlation_id: string;
  created_at: Date;
  updated_at: Date;
}

/** Plans over a pool or a transaction. */
export function makePlansRepository(db: Knex): PlansRepository {
  const byId = async (scope: TenantScope, planId: string): Promise<PlanRow | null> => {
    const record = await db<PlanRecord>('plans').where({ tenant_id: scope.tenantId, id: planId }).first();
    return record === undefined ? null : toPlanRow(record);
  };
  return {
    create: (scope, plan) => inTransaction(db, (trx) => createPlan(trx, scope, plan)),
    get: byId,
    list: (scope, query) => listPlans(db, scope, query),
    lock: (scope, planId) => lockPlan(db, scope, planId),
    setStatus: (scope, planId, status, error) =>
      inTransaction(db, (trx) => setPlanStatus(trx, scope, planId, status, error ?? null)),
    cancel: (scope, planId) => inTransaction(db, (trx) => cancelPlan(trx, scope, planId)),
    scopeOf: async (planId) => {
      const record = await db<PlanRecord>('plans').where({ id: planId }).first();
      return record === undefined
        ? null
        : { tenantId: record.tenant_id, principal: record.principal, correlationId: record.correlation_id };
    },
  };
}

/** Reads a plan and locks it against other changes until the transaction ends; reads and foreign keys go on. */
export async function lockPlan(trx: Knex, scope: TenantScope, planId: string): Promise<PlanRow | null> {
  if (trx.isTransaction !== true) throw new InconsistentStateError('a plan can only be locked inside a transaction');
  const record = await trx<PlanRecord>('plans')
    .where({ tenant_id: scope.tenantId, id: planId })
    .forNoKeyUpdate()
    .first();
  return record === undefined ? null : toPlanRow(record);
}

/** Moves a plan on within a transaction; see PlansRepository.setStatus. */
export async function setPlanStatus(
  trx: Knex,
  scope: RequestScope,
  planId: string,
  status: PlanStatus,
  error: PlanError | null,
): Promise<void> {
  const plan = await lockPlan(trx, scope, planId);
  if (plan === null) throw new RecordNotFoundError('plan', planId);
  if (plan.status === status || isCancelledPlan(plan.status)) return;
  await trx('plans')
    .where({ tenant_id: scope.tenantId, id: planId })
    .update({ status, error: encodeJson(error) });
  const data = { status, from: plan.status, ...(error === null ? {} : { error: error.code }) };
  await recordChange(trx, scope, {
    planId,
    event: { type: 'plan.status', data },
    audit: { action: `plan.${status}`, detail: data },
  });
}

async function createPlan(trx: Knex, scope: RequestScope, plan: NewPlan): Promise<void> {
  await trx('plans').insert({
    tenant_id: scope.tenantId,
    id: plan.id,
    title: encodeText(plan.title),
    status: 'queued',
    options: encodeJson(plan.options),
    labels: encodeJson(plan.labels),
    contract: encodeJson(plan.contract),
    prd: encodeJson(plan.prd),
    principal: scope.principal,
    correlation_id: scope.correlationId,
  });
  await recordChange(trx, scope, {
    planId: plan.id,
    event: { type: 'plan.status', data: { status: 'queued' } },
    audit: { action: 'plan.created', detail: { prd: plan.prd.sha256, contract: plan.contract.sha256 } },
  });
}

async function listPlans(db: Knex, scope: TenantScope, query: PlanListQuery): Promise<PlanRow[]> {
  const { cursor, status, label } = query;
  const rows = db<PlanRecord>('plans').where({ tenant_id: scope.tenantId });
  if (cursor !== undefined) rows.andWhere('position', '<', cursor.position);
  if (status !== undefined) rows.andWhere({ status });
  if (label !== undefined) rows.andWhereRaw('labels @> cast(? as jsonb)', [encodeJson({ [label[0]]: label[1] })]);
  const records = await rows.orderBy('position', 'desc').limit(query.limit);
  return records.map(toPlanRow);
}

async function cancelPlan(trx: Knex, scope: RequestScope, planId: string): Promise<PlanRow> {
  const plan = await lockPlan(trx, scope, planId);
  if (plan === null) throw new RecordNotFoundError('plan', planId);
  await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId })
    .whereIn('status', [...RUNNING_REVISION_STATUSES])
    .update({ status: 'cancelled' });
  await setPlanStatus(trx, scope, planId, 'cancelled', null);
  const cancelled = await lockPlan(trx, scope, planId);
  return cancelled ?? plan;
}

function toPlanRow(record: PlanRecord): PlanRow {
  return {
    id: record.id,
    position: record.position,
    title: record.title,
    status: record.status,
    version: record.version,
    currentRevision: record.current_revision,
    latestRevision: record.latest_revision,
    options: record.options,
    labels: record.labels,
    contract: record.contract,
    prd: record.prd,
    error: record.error,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  };
}
