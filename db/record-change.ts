import type { Knex } from 'knex';
import { RecordNotFoundError } from './errors.js';
import type { RequestScope } from './scope.js';
import { encodeJson } from './stored-text.js';

export interface Change {
  planId: string;
  /** For clients that follow the plan. */
  event?: { type: string; data: Record<string, unknown> };
  /** For those who ask later who did what. */
  audit?: { action: string; detail: Record<string, unknown> };
}

/**
 * Raises the plan's version and writes what is told of the change, in one statement. The plan row is locked by it until
 * the transaction ends, so that event ids rise in commit order. Throws RecordNotFoundError.
 */
export async function recordChange(trx: Knex, scope: RequestScope, change: Change): Promise<void> {
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(
    `with bumped as (
       update plans set version = version + 1, updated_at = clock_timestamp()
       where tenant_id = :tenantId and id = :planId
       returning version
     ), event as (
       insert into plan_events (tenant_id, plan_id, version, type, data)
       select :tenantId, :planId, version, cast(:type as text), cast(:data as jsonb)
       from bumped where cast(:type as text) is not null
     ), audit as (
       insert into audit_log (tenant_id, plan_id, principal, correlation_id, action, detail)
       select :tenantId, :planId, :principal, :correlationId, cast(:action as text), cast(:detail as jsonb)
       from bumped where cast(:action as text) is not null
     )
     select version from bumped`,
    {
      tenantId: scope.tenantId,
      principal: scope.principal,
      correlationId: scope.correlationId,
      planId: change.planId,
      type: change.event?.type ?? null,
      data: encodeJson(change.event?.data ?? null),
      action: change.audit?.action ?? null,
      detail: encodeJson(change.audit?.detail ?? null),
    },
  );
  if (rows.length === 0) throw new RecordNotFoundError('plan', change.planId);
}
