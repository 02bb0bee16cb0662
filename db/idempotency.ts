import type { Knex } from 'knex';
import { InconsistentStateError } from './errors.js';
import type { RequestScope } from './scope.js';
import { encodeText } from './stored-text.js';

export interface IdempotencyClaim {
  /** The client's key, at most 255 characters. */
  key: string;
  /** Hash of the request; another one under the same key is refused by the API. */
  fingerprint: string;
  planId: string;
}

export type IdempotencyResult = { claimed: true } | { claimed: false; fingerprint: string; planId: string };

export interface IdempotencyRepository {
  /**
   * Takes a key for the scope's tenant and principal, or tells who has it. Of two transactions that try at once the
   * second waits for the first to end.
   */
  claim(scope: RequestScope, claim: IdempotencyClaim): Promise<IdempotencyResult>;
}

interface ClaimRecord {
  fingerprint: string;
  plan_id: string;
}

/** Idempotency keys over a pool or a transaction. */
export function makeIdempotencyRepository(db: Knex): IdempotencyRepository {
  return {
    claim: async (scope, { key, fingerprint, planId }) => {
      const id = { tenant_id: scope.tenantId, principal: scope.principal, key: encodeText(key) };
      const claimed = await db('idempotency_keys')
        .insert({ ...id, fingerprint, plan_id: planId })
        .onConflict(['tenant_id', 'principal', 'key'])
        .ignore()
        .returning('key');
      if (claimed.length > 0) return { claimed: true };
      const holder = await db('idempotency_keys').where(id).first<ClaimRecord | undefined>('fingerprint', 'plan_id');
      if (holder === undefined) throw new InconsistentStateError('an idempotency key is taken and has no holder');
      return { claimed: false, fingerprint: holder.fingerprint, planId: holder.plan_id };
    },
  };
}
