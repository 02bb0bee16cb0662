import type { Knex } from 'knex';
import { chunksOf } from './chunks.js';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';
import { inTransaction } from './transactions.js';

/** One line of the coverage matrix. */
export interface CoverageRow {
  kind: 'operation' | 'entity' | 'requirement';
  /** Contract element or requirement id, without prefix. */
  element: string;
  /** Keys of the tasks that implement it. */
  implementedBy: string[];
  /** Keys of the tasks that test it. */
  testedBy: string[];
  /** The whole line as formats, "GET …/coverage" has it, with task keys for task ids. */
  document: unknown;
}

export interface CoverageRepository {
  /** Replaces the matrix of a revision, keeping its order. */
  replace(scope: RequestScope, planId: string, revision: number, rows: CoverageRow[]): Promise<void>;
  /** In the order given to `replace`. */
  list(scope: TenantScope, planId: string, revision: number): Promise<CoverageRow[]>;
}

interface CoverageRecord {
  kind: CoverageRow['kind'];
  element: string;
  implemented_by: string[];
  tested_by: string[];
  document: unknown;
}

/** The coverage matrix over a pool or a transaction. */
export function makeCoverageRepository(db: Knex): CoverageRepository {
  return {
    replace: (scope, planId, revision, rows) =>
      inTransaction(db, async (trx) => {
        await trx('coverage').where({ tenant_id: scope.tenantId, plan_id: planId, revision }).delete();
        for (const { offset, chunk } of chunksOf(rows)) {
          await trx.raw(
            `insert into coverage
               (tenant_id, plan_id, revision, position, kind, element, implemented_by, tested_by, document)
             select :tenantId, :planId, :revision, r.*
             from jsonb_to_recordset(cast(:rows as jsonb)) as r (
               position integer, kind text, element text, "implementedBy" jsonb, "testedBy" jsonb, document jsonb
             )`,
            {
              tenantId: scope.tenantId,
              planId,
              revision,
              rows: encodeJson(chunk.map((row, index) => ({ ...row, position: offset + index }))),
            },
          );
        }
      }),
    list: async (scope, planId, revision) => {
      const records = await db('coverage')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderBy('position')
        .select<CoverageRecord[]>('kind', 'element', 'implemented_by', 'tested_by', 'document');
      return records.map((record) => ({
        kind: record.kind,
        element: record.element,
        implementedBy: record.implemented_by,
        testedBy: record.tested_by,
        document: record.document,
      }));
    },
  };
}
