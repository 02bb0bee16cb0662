import type { CpuActivities, ImportedContract } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';
import { loadRevision } from './load-revision.js';
import { IMPORTER_VERSION } from '../planning/contract/import-contract.js';

/** Imports the contract (model, resources, findings) and stores it by hash; a rerun with the same contract finds it. */
export function makeImportContract(deps: ActivityDeps): CpuActivities['importContract'] {
  return async ({ planId, revision, scope }): Promise<ImportedContract> => {
    const { contract } = await loadRevision(deps, scope, planId, revision);
    // The file name and the stated format steer detection: the same bytes can mean another contract with another name.
    const format = `${contract.format} ${contract.filename ?? ''}`.trim();
    const key = { sha256: contract.sha256, importerVersion: IMPORTER_VERSION, format };
    const known = await deps.repositories.contracts.get(scope, key);
    if (known !== null) return known;
    const result = await deps.compute('importContract', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      contract,
      limits: { ...deps.config.limits, maxBytes: deps.config.limits.maxContractBytes },
    });
    if ('refusal' in result) throw failure('contract-refused', result.refusal.message);
    await deps.repositories.contracts.put(scope, key, result);
    return result;
  };
}
