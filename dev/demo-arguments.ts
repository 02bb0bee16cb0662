import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { CliError } from '../cli/cli-error.js';
import { EXIT } from '../cli/exit-codes.js';

export const DEMO_HELP = `Usage: npm run demo -- [options]

Starts the planner with all it needs on this machine, plans a PRD and a contract, prints the plan, writes and verifies its
bundle, plays an executor for the first wave, and stops what it started. The plan stays in the data folder
(PLANNER_DATA_DIR, default .planner): "npm start" serves it again.

  --prd <file>       your own PRD, Markdown or text; needs --contract
  --contract <file>  your own contract, OpenAPI (JSON or YAML) or GraphQL SDL; needs --prd
  --out <folder>     where the bundle goes, as <folder>/<plan id>; default out
  --keep             leave everything running until Ctrl-C
  --json             print one JSON document on stdout and nothing else
  --help             this text

Exit codes: 0 done, 1 the plan failed, its bundle is faulty or the planner could not be started, 2 wrong arguments or
inputs that cannot be planned, 130 interrupted.
`;

export interface DemoArguments {
  prd: string;
  contract: string;
  /** The inputs are ours. */
  bundled: boolean;
  out: string;
  keep: boolean;
  json: boolean;
  help: boolean;
}

/** Reads the demo's command line. Throws CliError (usage). */
export function parseDemoArguments(args: string[]): DemoArguments {
  const { prd, contract, out = 'out', keep = false, json = false, help = false } = parse(args);
  if ((prd === undefined) !== (contract === undefined)) {
    throw new CliError(
      EXIT.usage,
      'A PRD and a contract belong together.',
      'Give both --prd and --contract, or neither.',
    );
  }
  const ours = (name: string): string => fileURLToPath(new URL(`demo-input/${name}`, import.meta.url));
  return {
    prd: prd ?? ours('prd.md'),
    contract: contract ?? ours('contract.yaml'),
    bundled: prd === undefined,
    out,
    keep,
    json,
    help,
  };
}

interface Flags {
  prd?: string | undefined;
  contract?: string | undefined;
  out?: string | undefined;
  keep?: boolean | undefined;
  json?: boolean | undefined;
  help?: boolean | undefined;
}

function parse(args: string[]): Flags {
  const text = { type: 'string' as const };
  const flag = { type: 'boolean' as const };
  try {
    const options = { prd: text, contract: text, out: text, keep: flag, json: flag, help: flag };
    return parseArgs({ args, options }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(EXIT.usage, message, 'See npm run demo -- --help.', { cause: error });
  }
}
