import { CliError } from '../cli/cli-error.js';
import type { Upload } from '../cli/client.js';
import { EXIT } from '../cli/exit-codes.js';
import { readUpload } from '../cli/inputs.js';
import { placeText } from '../cli/render/findings.js';
import type { Config } from '../platform/config.js';
import { inspectReceived } from '../planning/contract/inspect-contract.js';
import type { Refusal } from '../planning/finding.js';
import { inspectPrd } from '../planning/prd/inspect-prd.js';
import type { DemoArguments } from './demo-arguments.js';

export interface DemoInputs {
  prd: Upload;
  contract: readonly Upload[];
}

/**
 * Reads the two files and looks at them as the service will, so that inputs that cannot be planned are told at once,
 * before anything is started. Throws CliError (usage).
 */
export async function readDemoInputs(args: DemoArguments, limits: Config['limits']): Promise<DemoInputs> {
  const prd = await readUpload(args.prd, 'PRD');
  const contract = await readUpload(args.contract, 'contract');
  const prdRefusal = inspectPrd(textOf(prd, args.prd), limits.maxPrdBytes);
  if (prdRefusal !== null) throw refused('PRD', args.prd, prdRefusal);
  const inspection = inspectReceived(
    { bytes: contract.content, format: 'auto', filename: contract.name },
    { ...limits, maxBytes: limits.maxContractBytes },
  );
  if (!inspection.ok) throw refused('contract', args.contract, inspection.refusal);
  return { prd, contract: [contract] };
}

function textOf({ content }: Upload, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    throw new CliError(EXIT.usage, `${path} is not UTF-8.`, 'Convert it to UTF-8.', { cause: error });
  }
}

function refused(what: string, path: string, { message, remediation, where }: Refusal): CliError {
  const place = where === null ? '' : ` (${placeText(where)})`;
  return new CliError(EXIT.usage, `The ${what} ${path} cannot be planned: ${message}${place}`, remediation);
}
