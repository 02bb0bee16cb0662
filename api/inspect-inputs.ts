import type { ContractMeta } from '../db/plans.js';
import type { ApiDeps } from './deps.js';
import type { ContractInput, PlanInputs } from './plan-inputs.js';
import { problemOfRefusal } from './problem-of-refusal.js';
import { sha256Hex } from './stable-json.js';

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
  const { maxContractBytes, maxOperations, maxSchemas, maxDepth, maxTokens } = config.limits;
  const inspection = await threads.run(
    'inspect',
    {
      contract: contractText(contract),
      limits: { maxBytes: maxContractBytes, maxOperations, maxSchemas, maxDepth, maxTokens },
    },
    { timeoutMs },
  );
  if (!inspection.ok) throw problemOfRefusal(inspection.refusal);
  const { kind, version, title, operations, entities } = inspection;
  return {
    kind,
    version,
    title: title.slice(0, MAX_TITLE),
    sha256: sha256Hex(contract.bytes),
    bytes: contract.bytes.byteLength,
    operations,
    entities,
  };
}

function contractText({ text, format, filename }: ContractInput): {
  text: string;
  format: ContractInput['format'];
  filename?: string;
} {
  return { text, format, ...(filename === undefined ? {} : { filename }) };
}
