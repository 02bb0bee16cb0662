import type { ContractMeta } from '../db/plans.js';
import type { ApiDeps } from './deps.js';
import type { PlanInputs } from './plan-inputs.js';
import { problemOfRefusal } from './problem-of-refusal.js';

/** The longest title that is kept of a contract. */
const MAX_TITLE = 200;

/**
 * Checks all that can refuse the inputs, in a thread that is killed when it takes too long. Throws the problem that
 * says why they are refused; else tells what the contract is, null where none was given.
 */
export async function inspectInputs(
  { threads, config }: Pick<ApiDeps, 'threads' | 'config'>,
  { prd, contract }: PlanInputs,
): Promise<ContractMeta | null> {
  const timeoutMs = config.limits.inspectionSeconds * 1000;
  if (prd !== undefined) {
    const input = { text: prd.text, maxBytes: config.limits.maxPrdBytes };
    const refusal = await threads.run('inspectPrd', input, { timeoutMs });
    if (refusal !== null) throw problemOfRefusal(refusal);
  }
  if (contract === undefined) return null;
  const limits = { ...config.limits, maxBytes: config.limits.maxContractBytes };
  const inspection = await threads.run('inspect', { contract, limits }, { timeoutMs });
  if (!inspection.ok) throw problemOfRefusal(inspection.refusal);
  const { kind, version, title, sha256, bytes, operations, entities } = inspection;
  return {
    kind,
    version,
    title: title.slice(0, MAX_TITLE),
    sha256,
    bytes,
    operations,
    entities,
  };
}
