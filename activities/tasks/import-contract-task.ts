import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { ContractKind, ContractLimits } from '../../planning/contract/contract-model.js';
import type { UnzipLimits } from '../../planning/contract/files/unzip.js';
import { importContract as importOpened } from '../../planning/contract/import-contract.js';
import { openContract } from '../../planning/contract/open-contract.js';
import type { Refusal } from '../../planning/finding.js';
import type { ImportedContract } from '../activity-types.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

/** The contract as the API stored it. */
export type StoredContract = ArtifactRef & { format: ContractKind | 'auto'; filename?: string };

/** Reads a contract into its model and the document that slices are cut from, and stores both. */
export async function importContract(
  input: TaskBase & { contract: StoredContract; limits: ContractLimits & UnzipLimits },
): Promise<ImportedContract | { refusal: Refusal }> {
  const storage = openTaskStorage(input);
  const { contract, limits } = input;
  const { format, filename } = contract;
  const bytes = await storage.readBytes(contract);
  const opened = openContract({ bytes, format, ...(filename === undefined ? {} : { filename }) }, limits);
  if ('refusal' in opened) return opened;
  const imported = importOpened(opened, limits);
  if ('refusal' in imported) return imported;
  const [model, document] = await Promise.all([
    storage.writeJson('contract-model', imported.model),
    storage.writeJson('contract-document', imported.document),
  ]);
  const { operations, entities } = imported.model;
  return { model, document, operations: operations.length, entities: entities.length };
}
