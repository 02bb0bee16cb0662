import type { Knex } from 'knex';
import type { ArtifactRef } from './artifact-ref.js';
import type { RequestScope, TenantScope } from './scope.js';
import { encodeJson } from './stored-text.js';

/** What an import depends on. */
export interface ContractKey {
  /** Of the contract as received. */
  sha256: string;
  importerVersion: string;
  /** As asked for: the same bytes read as another kind of contract give another model. */
  format: string;
}

/** An imported contract: the model planning works on and the parsed document that slices are cut from. */
export interface ImportedContract {
  model: ArtifactRef;
  document: ArtifactRef;
  operations: number;
  entities: number;
}

export interface ContractsRepository {
  get(scope: TenantScope, key: ContractKey): Promise<ImportedContract | null>;
  /** Remembers an import; the first one stays. */
  put(scope: RequestScope, key: ContractKey, contract: ImportedContract): Promise<void>;
}

/** Imported contracts over a pool or a transaction. */
export function makeContractsRepository(db: Knex): ContractsRepository {
  const columns = (scope: TenantScope, key: ContractKey) => ({
    tenant_id: scope.tenantId,
    sha256: key.sha256,
    importer_version: key.importerVersion,
    format: key.format,
  });
  return {
    get: async (scope, key) => {
      const record = await db('contracts')
        .where(columns(scope, key))
        .first<ImportedContract | undefined>('model', 'document', 'operations', 'entities');
      return record ?? null;
    },
    put: async (scope, key, contract) => {
      await db('contracts')
        .insert({
          ...columns(scope, key),
          model: encodeJson(contract.model),
          document: encodeJson(contract.document),
          operations: contract.operations,
          entities: contract.entities,
        })
        .onConflict()
        .ignore();
    },
  };
}
