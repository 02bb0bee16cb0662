import type { Knex } from 'knex';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeText } from './stored-text.js';
import { inTransaction } from './transactions.js';

/** What calls take: only calls that may have run count. */
export interface CallSpending {
  calls: number;
  tokens: number;
  cost: number;
}

/** The step of a revision that calls are made for. */
export interface CallStep {
  planId: string;
  revision: number;
  step: string;
}

/** What is known of a call before it is sent. */
export interface NewStudioCall extends CallStep {
  op: string;
  key: string;
  /** Of the lease under which it is made; 0 for an answer that was remembered. */
  fence: number;
  promptVersion: string;
  promptSha256: string;
  schemaId: string;
  /** 0 for a first question, then the number of the repair. */
  repair: number;
  promptTokens: number;
  answerTokens: number;
  cost: number;
}

/** How a call ended. `calls` is 0 where nothing can have run. */
export interface CallEnd {
  status: 'settled' | 'failed';
  /** `ok` or the reason of the failure. */
  outcome: string;
  calls: number;
  requests: number;
  promptTokens: number;
  answerTokens: number;
  cost: number;
  milliseconds: number;
}

export interface StudioCallRow extends NewStudioCall {
  seq: number;
  /** `lost`: reserved by a worker that is gone; it may have run. */
  status: 'reserved' | 'settled' | 'failed' | 'lost';
  cacheHit: boolean;
  outcome: string | null;
  calls: number;
  requests: number;
  milliseconds: number;
  createdAt: Date;
  settledAt: Date | null;
}

export interface CallTotals {
  calls: { op: string; outcome: string; cacheHit: boolean; count: number }[];
  tokens: number;
}

export interface StudioCallsRepository {
  /**
   * Writes a call down before it is sent, if the allowance of its step pays for it: what others have reserved counts as
   * spent. Calls with the same key and an older fence are lost from now on. Null when the allowance does not pay.
   */
  reserve(scope: RequestScope, call: NewStudioCall, allowance: CallSpending): Promise<number | null>;
  /** Says how a reserved call ended, also when it was thought lost. */
  settle(scope: RequestScope, seq: number, end: CallEnd): Promise<void>;
  /** Notes that a remembered answer was used; once for a step, and not where the step has paid for it itself. */
  recordHit(scope: RequestScope, call: NewStudioCall): Promise<void>;
  /** What a step has spent, with what is reserved or lost. */
  spent(scope: TenantScope, step: CallStep): Promise<CallSpending>;
  /** All calls of a revision in the order in which they were written down. */
  list(scope: TenantScope, planId: string, revision: number): Promise<StudioCallRow[]>;
  /** Sums over all tenants. */
  totals(): Promise<CallTotals>;
}

interface CallRecord {
  seq: number;
  plan_id: string;
  revision: number;
  step: string;
  op: string;
  key: string;
  fence: number;
  prompt_version: string;
  prompt_sha256: string;
  schema_id: string;
  repair: number;
  status: StudioCallRow['status'];
  cache_hit: boolean;
  outcome: string | null;
  calls: number;
  requests: number;
  prompt_tokens: number;
  answer_tokens: number;
  cost: number;
  milliseconds: number;
  created_at: Date;
  settled_at: Date | null;
}

/** The ledger of calls over a pool or a transaction. */
export function makeStudioCallsRepository(db: Knex): StudioCallsRepository {
  return {
    reserve: (scope, call, allowance) => inTransaction(db, (trx) => reserveCall(trx, scope, call, allowance)),
    settle: async (scope, seq, { promptTokens, answerTokens, ...end }) => {
      await db('studio_calls')
        .where({ tenant_id: scope.tenantId, seq })
        .whereIn('status', ['reserved', 'lost'])
        .update({
          ...end,
          prompt_tokens: promptTokens,
          answer_tokens: answerTokens,
          settled_at: db.raw('clock_timestamp()'),
        });
    },
    recordHit: (scope, call) =>
      inTransaction(db, async (trx) => {
        await lockRevision(trx, scope, call);
        const known: unknown = await trx('studio_calls')
          .where({ ...ofStep(scope, call), key: call.key })
          .whereNot({ status: 'failed' })
          .first('seq');
        if (known !== undefined) return;
        const settled = { status: 'settled', cache_hit: true, outcome: 'ok', calls: 0 };
        await trx('studio_calls').insert({
          ...columnsOf(scope, call),
          ...settled,
          settled_at: trx.raw('clock_timestamp()'),
        });
      }),
    spent: (scope, step) => spendingOf(db, scope, step),
    list: async (scope, planId, revision) => {
      const records = await db('studio_calls')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderBy('seq')
        .select<CallRecord[]>('*');
      return records.map(toRow);
    },
    totals: () => totalsOf(db),
  };
}

async function reserveCall(
  trx: Knex,
  scope: RequestScope,
  call: NewStudioCall,
  allowance: CallSpending,
): Promise<number | null> {
  await lockRevision(trx, scope, call);
  await trx('studio_calls')
    .where({ tenant_id: scope.tenantId, key: call.key, status: 'reserved' })
    .andWhere('fence', '<', call.fence)
    .update({ status: 'lost' });
  const spent = await spendingOf(trx, scope, call);
  const tokens = spent.tokens + call.promptTokens + call.answerTokens;
  const pays =
    spent.calls + 1 <= allowance.calls && tokens <= allowance.tokens && spent.cost + call.cost <= allowance.cost;
  if (!pays) return null;
  const [row] = await trx('studio_calls')
    .insert({ ...columnsOf(scope, call), status: 'reserved', calls: 1 })
    .returning<{ seq: number }[]>('seq');
  return row?.seq ?? null;
}

/** Reservations of one revision are made one after another: two could else be paid with the same rest. */
async function lockRevision(trx: Knex, scope: TenantScope, { planId, revision }: CallStep): Promise<void> {
  await trx('revisions').where({ tenant_id: scope.tenantId, plan_id: planId, n: revision }).forNoKeyUpdate().first('n');
}

async function spendingOf(db: Knex, scope: TenantScope, step: CallStep): Promise<CallSpending> {
  const row = await db('studio_calls')
    .where(ofStep(scope, step))
    .first<CallSpending>(
      db.raw('coalesce(sum(calls), 0) as calls'),
      db.raw('cast(coalesce(sum(prompt_tokens + answer_tokens), 0) as bigint) as tokens'),
      db.raw('coalesce(sum(cost), 0) as cost'),
    );
  return { calls: row.calls, tokens: row.tokens, cost: row.cost };
}

async function totalsOf(db: Knex): Promise<CallTotals> {
  const rows = await db('studio_calls')
    .groupBy('op', 'cache_hit', db.raw('coalesce(outcome, status)'))
    .select<{ op: string; outcome: string; cache_hit: boolean; count: number; tokens: number }[]>(
      'op',
      'cache_hit',
      db.raw('coalesce(outcome, status) as outcome'),
      db.raw('count(*) as count'),
      db.raw('cast(coalesce(sum(prompt_tokens + answer_tokens), 0) as bigint) as tokens'),
    );
  return {
    calls: rows.map(({ op, outcome, cache_hit: cacheHit, count }) => ({ op, outcome, cacheHit, count })),
    tokens: rows.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function ofStep(scope: TenantScope, { planId, revision, step }: CallStep): Record<string, unknown> {
  return { tenant_id: scope.tenantId, plan_id: planId, revision, step: encodeText(step) };
}

function columnsOf(scope: TenantScope, call: NewStudioCall): Record<string, unknown> {
  return {
    ...ofStep(scope, call),
    op: call.op,
    key: call.key,
    fence: call.fence,
    prompt_version: call.promptVersion,
    prompt_sha256: call.promptSha256,
    schema_id: call.schemaId,
    repair: call.repair,
    prompt_tokens: call.promptTokens,
    answer_tokens: call.answerTokens,
    cost: call.cost,
  };
}

function toRow(record: CallRecord): StudioCallRow {
  const { plan_id, prompt_version, prompt_sha256, schema_id, cache_hit, prompt_tokens, answer_tokens, ...rest } =
    record;
  return {
    seq: rest.seq,
    planId: plan_id,
    revision: rest.revision,
    step: rest.step,
    op: rest.op,
    key: rest.key,
    fence: rest.fence,
    promptVersion: prompt_version,
    promptSha256: prompt_sha256,
    schemaId: schema_id,
    repair: rest.repair,
    status: rest.status,
    cacheHit: cache_hit,
    outcome: rest.outcome,
    calls: rest.calls,
    requests: rest.requests,
    promptTokens: prompt_tokens,
    answerTokens: answer_tokens,
    cost: rest.cost,
    milliseconds: rest.milliseconds,
    createdAt: rest.created_at,
    settledAt: rest.settled_at,
  };
}
