import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { ContractKind, ContractLimits } from '../../planning/contract/contract-model.js';
import { importContract as importContractText } from '../../planning/contract/import-contract.js';
import type { Refusal } from '../../planning/finding.js';
import type { ImportedContract } from '../activity-types.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

/** The contract as the API stored it. */
export type StoredContract = ArtifactRef & { format: ContractKind | 'auto'; filename?: string };

/** Reads a contract into its model and the document that slices are cut from, and stores both. */
export async function importContract(
  input: TaskBase & { contract: StoredContract; limits: ContractLimits },
): Promise<ImportedContract | { refusal: Refusal }> {
  const storage = openTaskStorage(input);
  const { contract, limits } = input;
  const text = await storage.readText(contract);
  const imported = importContractText(
    { text, format: contract.format, ...(contract.filename === undefined ? {} : { filename: contract.filename }) },
    limits,
  );
  if ('refusal' in imported) return imported;
  const [model, document] = await Promise.all([
    storage.writeJson('contract-model', imported.model),
    storage.writeJson('contract-document', imported.document),
  ]);
  const { operations, entities } = imported.model;
  return { model, document, operations: operations.length, entities: entities.length };
}
