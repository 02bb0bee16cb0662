import type { Knex } from 'knex';
import type { ArtifactRef } from './artifact-ref.js';
import { chunksOf } from './chunks.js';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson, encodeText } from './stored-text.js';

export interface NewArtifact {
  planId: string;
  revision: number;
  /** Unique in the revision: `report.json`, `payloads/operation.pets.json`, … */
  name: string;
  ref: ArtifactRef;
  mediaType: string;
}

export interface ArtifactRow extends NewArtifact {
  createdAt: Date;
}

export interface ArtifactsRepository {
  /** Names artifacts; the same name again points to the new bytes. Names must be unique in the call. */
  put(scope: RequestScope, artifacts: NewArtifact[]): Promise<void>;
  get(scope: TenantScope, planId: string, revision: number, name: string): Promise<ArtifactRow | null>;
  /** By name, in code-unit order. */
  list(scope: TenantScope, planId: string, revision: number): Promise<ArtifactRow[]>;
}

interface ArtifactRecord {
  tenant_id: string;
  plan_id: string;
  revision: number;
  name: string;
  ref: ArtifactRef;
  media_type: string;
  created_at: Date;
}

/** Named artifacts over a pool or a transaction. */
export function makeArtifactsRepository(db: Knex): ArtifactsRepository {
  return {
    put: async (scope, artifacts) => {
      for (const { chunk } of chunksOf(artifacts)) {
        const rows = chunk.map(({ planId, revision, name, ref, mediaType }) => ({
          tenant_id: scope.tenantId,
          plan_id: planId,
          revision,
          name: encodeText(name),
          ref: encodeJson(ref),
          media_type: mediaType,
        }));
        await db('artifacts')
          .insert(rows)
          .onConflict(['tenant_id', 'plan_id', 'revision', 'name'])
          .merge(['ref', 'media_type']);
      }
    },
    get: async (scope, planId, revision, name) => {
      const record = await db<ArtifactRecord>('artifacts')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision, name: encodeText(name) })
        .first();
      return record === undefined ? null : toArtifactRow(record);
    },
    list: async (scope, planId, revision) => {
      const records = await db<ArtifactRecord>('artifacts')
        .where({ tenant_id: scope.tenantId, plan_id: planId, revision })
        .orderByRaw('name collate "C"');
      return records.map(toArtifactRow);
    },
  };
}

function toArtifactRow(record: ArtifactRecord): ArtifactRow {
  return {
    planId: record.plan_id,
    revision: record.revision,
    name: record.name,
    ref: record.ref,
    mediaType: record.media_type,
    createdAt: record.created_at,
  };
}
