import type { Knex } from 'knex';
import type { TenantScope } from './scope.js';

export interface AuditRow {
  /** Rises with time: the paging cursor. */
  position: number;
  at: Date;
  principal: string;
  correlationId: string;
  /** What was done: `plan.created`, `revision.published`, `task.succeeded`, … */
  action: string;
  planId: string;
  detail: Record<string, unknown>;
}

export interface AuditRepository {
  /** Oldest first. Rows are written by the repositories themselves, with the change they tell of. */
  list(scope: TenantScope, planId: string, query: { limit: number; afterPosition?: number }): Promise<AuditRow[]>;
}

interface AuditRecord {
  position: number;
  at: Date;
  principal: string;
  correlation_id: string;
  action: string;
  detail: Record<string, unknown>;
}

/** The audit log over a pool or a transaction. */
export function makeAuditRepository(db: Knex): AuditRepository {
  return {
    list: async (scope, planId, { limit, afterPosition }) => {
      const records = await db('audit_log')
        .where({ tenant_id: scope.tenantId, plan_id: planId })
        .andWhere('position', '>', afterPosition ?? 0)
        .orderBy('position')
        .limit(limit)
        .select<AuditRecord[]>('position', 'at', 'principal', 'correlation_id', 'action', 'detail');
      return records.map((record) => ({
        position: record.position,
        at: record.at,
        principal: record.principal,
        correlationId: record.correlation_id,
        action: record.action,
        planId,
        detail: record.detail,
      }));
    },
  };
}
