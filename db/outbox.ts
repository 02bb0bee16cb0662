import type { Knex } from 'knex';
import type { PlanEvent } from '../workflows/messages.js';
import type { RequestScope } from './scope.js';
import { encodeJson } from './stored-text.js';

/** Something that Temporal must be told, stored with the change that caused it. */
export interface OutboxMessage {
  planId: string;
  kind: 'start' | 'signal';
  /** Null for a start. */
  event: PlanEvent | null;
}

export interface OutboxRow extends OutboxMessage {
  id: string;
  scope: RequestScope;
  createdAt: Date;
}

export interface OutboxRepository {
  /** Stores a message and returns its id. */
  add(scope: RequestScope, message: OutboxMessage): Promise<string>;
  markSent(scope: RequestScope, id: string): Promise<void>;
  /** Messages of all tenants that were not sent within the given time, oldest first: for the relay alone. */
  unsent(olderThanSeconds: number, limit: number): Promise<OutboxRow[]>;
}

interface OutboxRecord {
  tenant_id: string;
  id: number;
  plan_id: string;
  kind: OutboxMessage['kind'];
  event: PlanEvent | null;
  principal: string;
  correlation_id: string;
  created_at: Date;
}

/** The outbox over a pool or a transaction. Sending is no change of the plan: it is neither audited nor versioned. */
export function makeOutboxRepository(db: Knex): OutboxRepository {
  return {
    add: async (scope, { planId, kind, event }) => {
      const [row] = await db('outbox')
        .insert({
          tenant_id: scope.tenantId,
          plan_id: planId,
          kind,
          event: encodeJson(event),
          principal: scope.principal,
          correlation_id: scope.correlationId,
        })
        .returning<{ id: number }[]>('id');
      return String(row?.id);
    },
    markSent: async (scope, id) => {
      await db('outbox')
        .where({ tenant_id: scope.tenantId, id })
        .whereNull('sent_at')
        .update({ sent_at: db.raw('clock_timestamp()') });
    },
    unsent: async (olderThanSeconds, limit) => {
      const records = await db<OutboxRecord>('outbox')
        .whereNull('sent_at')
        .andWhereRaw('created_at <= clock_timestamp() - make_interval(secs => ?)', [olderThanSeconds])
        .orderBy('id')
        .limit(limit);
      return records.map(toOutboxRow);
    },
  };
}

function toOutboxRow(record: OutboxRecord): OutboxRow {
  return {
    id: String(record.id),
    scope: { tenantId: record.tenant_id, principal: record.principal, correlationId: record.correlation_id },
    planId: record.plan_id,
    kind: record.kind,
    event: record.event,
    createdAt: record.created_at,
  };
}
