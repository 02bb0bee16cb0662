import type { Knex } from 'knex';
import type { Requirement } from '../planning/prd/prd-analysis.js';
import { chunksOf } from './chunks.js';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';
import { inTransaction } from './transactions.js';

/** A clause of the PRD as planning found it. */
export type RequirementRow = Requirement;

export interface RequirementsRepository {
  /** Replaces all requirements of a revision, keeping their order. */
  replace(scope: RequestScope, planId: string, revision: number, rows: RequirementRow[]): Promise<void>;
  /** In the order given to `replace`. */
  list(scope: TenantScope, planId: string, revision: number): Promise<RequirementRow[]>;
}

/** Requirements over a pool or a transaction. */
export function makeRequirementsRepository(db: Knex): RequirementsRepository {
  return {
    replace: (scope, planId, revision, rows) =>
      inTransaction(db, async (trx) => {
        const set = { tenant_id: scope.tenantId, plan_id: planId, revision };
        await trx('requirements').where(set).delete();
        for (const { offset, chunk } of chunksOf(rows)) {
          await trx.raw(
            `insert into requirements (tenant_id, plan_id, revision, position, document)
             select :tenantId, :planId, :revision, cast(:offset as integer) + r.n, r.document
             from jsonb_array_elements(cast(:rows as jsonb)) with ordinality as r (document, n)`,
            { tenantId: scope.tenantId, planId, revision, offset, rows: encodeJson(chunk) },
          );
        }
      }),
    list: (scope, planId, revision) =>
      db('requirements')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderBy('position')
        .pluck<RequirementRow[]>('document'),
  };
}
