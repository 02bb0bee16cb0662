import type { Knex } from 'knex';
import type { ArtifactRef } from './artifact-ref.js';
import type { TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';
import { inTransaction } from './transactions.js';

/** Who wants an answer. Answers that turned out useless, or were not judged yet, are known to the same revision only. */
export interface AnswerClaim {
  /** SHA-256 of what is asked. */
  key: string;
  owner: string;
  planId: string;
  revision: number;
  /** How long others wait for the owner before one of them takes its place. */
  leaseMs: number;
}

/** Names one taking of the lease: a write with an older fence than that of the row changes nothing. */
export interface AnswerLease {
  key: string;
  owner: string;
  fence: number;
}

export type ClaimedAnswer =
  | { kind: 'done'; answer: ArtifactRef }
  /** Somebody else is asking. */
  | { kind: 'pending' }
  /** To be asked by the one who claimed it. */
  | { kind: 'claimed'; fence: number };

export interface StudioAnswersRepository {
  /** The answer, if it may be used for this revision; else the lease, if nobody holds it. */
  claim(scope: TenantScope, claim: AnswerClaim): Promise<ClaimedAnswer>;
  /** Prolongs a lease; false when it has passed to another. */
  extend(scope: TenantScope, lease: AnswerLease, leaseMs: number): Promise<boolean>;
  /** Stores the answer under a lease, to be judged; false when the lease has passed to another. */
  commit(scope: TenantScope, lease: AnswerLease, answer: ArtifactRef): Promise<boolean>;
  /** Ends a lease without an answer, so that nobody waits for it. */
  release(scope: TenantScope, lease: AnswerLease): Promise<void>;
  /** Says whether answers were of use. Those that were are used again by everyone in the tenant until `reuseMs` from now. */
  judge(scope: TenantScope, keys: readonly string[], verdict: { usable: boolean; reuseMs: number }): Promise<void>;
}

interface AnswerRecord {
  status: 'pending' | 'done';
  usable: boolean | null;
  fence: number;
  plan_id: string;
  revision: number;
  answer: ArtifactRef | null;
  leased: boolean;
  fresh: boolean;
}

const FROM_NOW = `clock_timestamp() + ? * interval '1 millisecond'`;

/** Remembered answers over a pool or a transaction. Times are those of the database: clocks of workers differ. */
export function makeStudioAnswersRepository(db: Knex): StudioAnswersRepository {
  const held = (scope: TenantScope, { key, owner, fence }: AnswerLease): Knex.QueryBuilder =>
    db('studio_answers').where({ tenant_id: scope.tenantId, key, owner, fence, status: 'pending' });
  return {
    claim: (scope, claim) => inTransaction(db, (trx) => claimAnswer(trx, scope, claim)),
    extend: async (scope, lease, leaseMs) =>
      (await held(scope, lease).update({ lease_until: db.raw(FROM_NOW, [leaseMs]) })) > 0,
    commit: async (scope, lease, answer) =>
      (await held(scope, lease).update({
        status: 'done',
        answer: encodeJson(answer),
        updated_at: db.raw('clock_timestamp()'),
      })) > 0,
    release: async (scope, lease) => {
      await held(scope, lease).update({ lease_until: db.raw('clock_timestamp()') });
    },
    judge: async (scope, keys, { usable, reuseMs }) => {
      await db('studio_answers')
        .where({ tenant_id: scope.tenantId, status: 'done' })
        .whereIn('key', [...keys])
        .whereNull('usable')
        .update({
          usable,
          expires_at: db.raw(FROM_NOW, [reuseMs]),
          updated_at: db.raw('clock_timestamp()'),
        });
    },
  };
}

async function claimAnswer(trx: Knex, scope: TenantScope, claim: AnswerClaim): Promise<ClaimedAnswer> {
  const { key, owner, planId, revision, leaseMs } = claim;
  const mine = { owner, plan_id: planId, revision, lease_until: trx.raw(FROM_NOW, [leaseMs]) };
  const made = await trx('studio_answers')
    .insert({ tenant_id: scope.tenantId, key, status: 'pending', fence: 1, ...mine })
    .onConflict(['tenant_id', 'key'])
    .ignore()
    .returning<{ fence: number }[]>('fence');
  if (made.length > 0) return { kind: 'claimed', fence: 1 };
  const row = await trx('studio_answers')
    .where({ tenant_id: scope.tenantId, key })
    .forUpdate()
    .first<AnswerRecord | undefined>(
      'status',
      'usable',
      'fence',
      'plan_id',
      'revision',
      'answer',
      trx.raw('lease_until > clock_timestamp() as leased'),
      trx.raw('coalesce(expires_at > clock_timestamp(), false) as fresh'),
    );
  if (row === undefined) return { kind: 'pending' };
  const own = row.plan_id === planId && row.revision === revision;
  if (row.answer !== null && (own || (row.usable === true && row.fresh))) return { kind: 'done', answer: row.answer };
  // An answer of another revision that is not judged yet will be within its lease, or never.
  if (row.leased && row.usable === null) return { kind: 'pending' };
  const fence = row.fence + 1;
  await trx('studio_answers')
    .where({ tenant_id: scope.tenantId, key })
    .update({
      ...mine,
      fence,
      status: 'pending',
      usable: null,
      answer: null,
      expires_at: null,
      updated_at: trx.raw('clock_timestamp()'),
    });
  return { kind: 'claimed', fence };
}
