import type { Command } from 'commander';

import { makeClient } from './client.js';
import type { PlannerClient } from './client.js';
import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** One run of the program. */
export interface Session {
  terminal: Terminal;
  /** Says how the run ends where it does not end well by an error. */
  settle: (code: ExitCode) => void;
}

/** What every command can be told: `--url` and `--json`. */
interface GlobalOptions {
  url: string;
  json?: boolean;
}

/** Client of the service that the command line names. Throws CliError (usage) for what is no address. */
export function clientOf(command: Command): PlannerClient {
  return makeClient(command.optsWithGlobals<GlobalOptions>().url);
}

/** Whether stdout must hold one JSON document and nothing else. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<GlobalOptions>().json === true;
}
