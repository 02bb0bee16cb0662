import type { Knex } from 'knex';
import type { TenantScope } from './scope.js';

export interface PlanEventRow {
  /** Rises in commit order within a plan, so that `afterId` never skips one. */
  id: number;
  planId: string;
  /** The plan's version with this event. */
  version: number;
  /** `plan.status`, `revision.progress`, `revision.published`, `task.status`, … */
  type: string;
  data: Record<string, unknown>;
  createdAt: Date;
}

export interface PlanEventsRepository {
  /** Oldest first. Rows are written by the repositories themselves, with the change they tell of. */
  list(scope: TenantScope, planId: string, query: { afterId?: number; limit: number }): Promise<PlanEventRow[]>;
}

interface PlanEventRecord {
  id: number;
  version: number;
  type: string;
  data: Record<string, unknown>;
  created_at: Date;
}

/** Plan events over a pool or a transaction. */
export function makePlanEventsRepository(db: Knex): PlanEventsRepository {
  return {
    list: async (scope, planId, { afterId, limit }) => {
      const records = await db('plan_events')
        .where({ tenant_id: scope.tenantId, plan_id: planId })
        .andWhere('id', '>', afterId ?? 0)
        .orderBy('id')
        .limit(limit)
        .select<PlanEventRecord[]>('id', 'version', 'type', 'data', 'created_at');
      return records.map((record) => ({
        id: record.id,
        planId,
        version: record.version,
        type: record.type,
        data: record.data,
        createdAt: record.created_at,
      }));
    },
  };
}
