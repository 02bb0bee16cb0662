import type { Knex } from 'knex';
import type { ContractKind } from '../planning/contract/contract-model.js';
import type { PlanOptions } from '../planning/options.js';
import type { SummaryDocument } from '../planning/revision/summary-document.js';
import type { ArtifactRef } from './artifact-ref.js';
import { InconsistentStateError, RecordNotFoundError } from './errors.js';
import { lockPlan } from './plans.js';
import type { PlanError } from './plans.js';
import { publishRevision } from './publish-revision.js';
import { recordChange } from './record-change.js';
import type { RequestScope, TenantScope } from './scope.js';
import { RUNNING_REVISION_STATUSES } from './statuses.js';
import type { RevisionStatus } from './statuses.js';
import { encodeJson, encodeText } from './stored-text.js';
import { inTransaction } from './transactions.js';

export interface RevisionPrd extends ArtifactRef {
  format: 'markdown' | 'text';
}

export interface RevisionContract extends ArtifactRef {
  format: ContractKind | 'auto';
  filename?: string;
}

export interface NewRevision {
  planId: string;
  /** 1 + the plan's latest revision. */
  n: number;
  options: PlanOptions;
  prd: RevisionPrd;
  contract: RevisionContract;
  /** Why it is made, in words: `first plan`, `changed contract`, … */
  because: string;
}

export interface RevisionProgress {
  phase: string;
  trial: number;
  trials: number;
  /** 0 … 100 */
  percent: number;
}

/** The part of the plan summary that is fixed once a revision is published; publishing checks `tasks.total`. */
export type RevisionSummary = SummaryDocument;

export interface RevisionRow extends NewRevision {
  status: RevisionStatus;
  progress: RevisionProgress | null;
  error: PlanError | null;
  summary: RevisionSummary | null;
  createdAt: Date;
  publishedAt: Date | null;
  /** Who asked for it, as its scope said. */
  principal: string;
  correlationId: string;
}

/** A revision is published by `publish` alone. */
export type SettableRevisionStatus = Exclude<RevisionStatus, 'published'>;

export type PublishResult =
  | { published: true; carried: number; reopened: number; superseded: number }
  | { published: false; because: 'cancelled' | 'already-published' | 'missing' | 'failed' | 'superseded' };

export interface RevisionsRepository {
  /** Adds a revision in status `importing` and makes it the plan's latest. Throws RecordNotFoundError without the plan. */
  create(scope: RequestScope, revision: NewRevision): Promise<void>;
  get(scope: TenantScope, planId: string, n: number): Promise<RevisionRow | null>;
  latest(scope: TenantScope, planId: string): Promise<RevisionRow | null>;
  /** Moves a running revision on; one that has ended stays as it is, the same status again changes nothing. */
  setStatus(
    scope: RequestScope,
    planId: string,
    n: number,
    status: SettableRevisionStatus,
    error?: PlanError,
  ): Promise<void>;
  /** Tells clients how far a running revision is; ignored after its end. */
  setProgress(scope: RequestScope, planId: string, n: number, progress: RevisionProgress): Promise<void>;
  /**
   * Makes the staged tasks of a revision the plan's current ones, in one transaction (architecture, "Across revisions"):
   * states are carried over by key and content hash, readiness is computed, the revision before is superseded.
   * A second call changes nothing. Throws where the staged tasks are not as many as `summary.tasks.total`.
   */
  publish(scope: RequestScope, input: { planId: string; n: number; summary: RevisionSummary }): Promise<PublishResult>;
}

interface RevisionRecord {
  tenant_id: string;
  plan_id: string;
  n: number;
  status: RevisionStatus;
  progress: RevisionProgress | null;
  error: PlanError | null;
  options: PlanOptions;
  prd: RevisionPrd;
  contract: RevisionContract;
  because: string;
  summary: RevisionSummary | null;
  principal: string;
  correlation_id: string;
  created_at: Date;
  published_at: Date | null;
}

/** Revisions over a pool or a transaction. */
export function makeRevisionsRepository(db: Knex): RevisionsRepository {
  return {
    create: (scope, revision) => inTransaction(db, (trx) => createRevision(trx, scope, revision)),
    get: async (scope, planId, n) => {
      const record = await db<RevisionRecord>('revisions')
        .where({ tenant_id: scope.tenantId, plan_id: planId, n })
        .first();
      return record === undefined ? null : toRevisionRow(record);
    },
    latest: async (scope, planId) => {
      const record = await db<RevisionRecord>('revisions')
        .where({ tenant_id: scope.tenantId, plan_id: planId })
        .orderBy('n', 'desc')
        .first();
      return record === undefined ? null : toRevisionRow(record);
    },
    setStatus: (scope, planId, n, status, error) =>
      inTransaction(db, (trx) => setRevisionStatus(trx, scope, planId, n, status, error ?? null)),
    setProgress: (scope, planId, n, progress) =>
      inTransaction(db, (trx) => setRevisionProgress(trx, scope, planId, n, progress)),
    publish: (scope, input) => inTransaction(db, (trx) => publishRevision(trx, scope, input)),
  };
}

async function createRevision(trx: Knex, scope: RequestScope, revision: NewRevision): Promise<void> {
  const { planId, n } = revision;
  const plan = await lockPlan(trx, scope, planId);
  if (plan === null) throw new RecordNotFoundError('plan', planId);
  if (n !== plan.latestRevision + 1) {
    throw new InconsistentStateError(`revision ${n} of plan ${planId} cannot follow ${plan.latestRevision}`);
  }
  await trx('revisions').insert({
    tenant_id: scope.tenantId,
    plan_id: planId,
    n,
    status: 'importing',
    options: encodeJson(revision.options),
    prd: encodeJson(revision.prd),
    contract: encodeJson(revision.contract),
    because: encodeText(revision.because),
    principal: scope.principal,
    correlation_id: scope.correlationId,
  });
  await trx('plans').where({ tenant_id: scope.tenantId, id: planId }).update({ latest_revision: n });
  await recordChange(trx, scope, {
    planId,
    event: { type: 'revision.status', data: { revision: n, status: 'importing' } },
    audit: {
      action: 'revision.created',
      detail: {
        revision: n,
        because: revision.because,
        prd: revision.prd.sha256,
        contract: revision.contract.sha256,
      },
    },
  });
}

async function setRevisionStatus(
  trx: Knex,
  scope: RequestScope,
  planId: string,
  n: number,
  status: SettableRevisionStatus,
  error: PlanError | null,
): Promise<void> {
  await lockPlan(trx, scope, planId);
  const moved = await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId, n })
    .whereIn('status', [...RUNNING_REVISION_STATUSES])
    .whereNot({ status })
    .update({ status, error: encodeJson(error) });
  if (moved === 0) return;
  const data = { revision: n, status, ...(error === null ? {} : { error: error.code }) };
  await recordChange(trx, scope, {
    planId,
    event: { type: 'revision.status', data },
    audit: { action: `revision.${status}`, detail: data },
  });
}

async function setRevisionProgress(
  trx: Knex,
  scope: RequestScope,
  planId: string,
  n: number,
  progress: RevisionProgress,
): Promise<void> {
  await lockPlan(trx, scope, planId);
  const moved = await trx('revisions')
    .where({ tenant_id: scope.tenantId, plan_id: planId, n })
    .whereIn('status', [...RUNNING_REVISION_STATUSES])
    .update({ progress: encodeJson(progress) });
  if (moved === 0) return;
  const data = { revision: n, ...progress };
  await recordChange(trx, scope, { planId, event: { type: 'revision.progress', data } });
}

function toRevisionRow(record: RevisionRecord): RevisionRow {
  return {
    planId: record.plan_id,
    n: record.n,
    status: record.status,
    progress: record.progress,
    error: record.error,
    options: record.options,
    prd: record.prd,
    contract: record.contract,
    because: record.because,
    summary: record.summary,
    createdAt: record.created_at,
    publishedAt: record.published_at,
    principal: record.principal,
    correlationId: record.correlation_id,
  };
}
