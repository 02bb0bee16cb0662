import type { Knex } from 'knex';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';

export interface TrialRow {
  planId: string;
  revision: number;
  /** Counts from 1 in the order the search asked. */
  n: number;
  /** A trial as formats, "GET …/search" has it. */
  document: unknown;
}

export interface TrialsRepository {
  /** Stores trial `n`, in place of what was stored for it before. Clients see it once its revision is published. */
  upsert(scope: RequestScope, trial: TrialRow): Promise<void>;
  /** How many trials are stored. */
  count(scope: TenantScope, planId: string, revision: number): Promise<number>;
  /** By rising `n`. */
  list(scope: TenantScope, planId: string, revision: number): Promise<TrialRow[]>;
}

/** Trials over a pool or a transaction. */
export function makeTrialsRepository(db: Knex): TrialsRepository {
  return {
    upsert: async (scope, trial) => {
      await db('trials')
        .insert({
          tenant_id: scope.tenantId,
          plan_id: trial.planId,
          revision: trial.revision,
          n: trial.n,
          document: encodeJson(trial.document),
        })
        .onConflict(['tenant_id', 'plan_id', 'revision', 'n'])
        .merge(['document']);
    },
    count: async (scope, planId, revision) => {
      const [row] = await db('trials')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .count<{ trials: number }[]>({ trials: '*' });
      return row?.trials ?? 0;
    },
    list: async (scope, planId, revision) => {
      const records = await db('trials')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderBy('n')
        .select<{ n: number; document: unknown }[]>('n', 'document');
      return records.map(({ n, document }) => ({ planId, revision, n, document }));
    },
  };
}
