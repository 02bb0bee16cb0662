import { readFileSync } from 'node:fs';

import { Command, CommanderError } from 'commander';

import { CliError, ServiceProblem } from './cli-error.js';
import { addCheckCommand } from './commands/check.js';
import { addCompleteCommand } from './commands/complete.js';
import { addExportCommand } from './commands/export.js';
import { addPayloadCommand } from './commands/payload.js';
import { addPlanCommand } from './commands/plan.js';
import { addReadCommands } from './commands/read.js';
import { addRerunCommand } from './commands/rerun.js';
import { addVerifyCommand } from './commands/verify.js';
import { EXIT, EXIT_HELP } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { pairs } from './render/layout.js';
import { renderProblem } from './render/problem.js';
import { printableJson, safeText } from './safe.js';
import type { Session } from './session.js';
import { makeTerminal } from './terminal.js';
import type { Streams, Terminal } from './terminal.js';

const DEFAULT_URL = 'http://127.0.0.1:8080';

/**
 * Runs the command line client: `argv` without the program's own name. Gives the exit code (exit-codes.ts) and never
 * throws for what a user or a service does wrong.
 */
export async function run(argv: string[], streams: Streams): Promise<number> {
  const terminal = makeTerminal(streams);
  let code: ExitCode = EXIT.ok;
  const program = makeProgram({ terminal, settle: (settled) => (code = settled) });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const asJson = argv.includes('--json');
    if (error instanceof CommanderError) return settleUsage(terminal, error, asJson);
    if (!(error instanceof CliError)) throw error;
    showError(terminal, error, asJson);
    return error.exitCode;
  }
}

function makeProgram(session: Session): Command {
  const { terminal } = session;
  const program = new Command('planner')
    .description('Client of TaskMaster Planner: a PRD and an API contract in, a plan for code-generation agents out.')
    .version(packageVersion())
    .option('--url <url>', 'address of the service', DEFAULT_URL)
    .option('--json', 'print one JSON document on stdout and nothing else; an error is {"error": …}')
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: (text) => terminal.note(text.trimEnd()) })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError('(planner --help says more)')
    .addHelpText('afterAll', EXIT_HELP);
  addPlanCommand(program, session);
  addReadCommands(program, session);
  addPayloadCommand(program, session);
  addCheckCommand(program, session);
  addCompleteCommand(program, session);
  addRerunCommand(program, session);
  addExportCommand(program, session);
  addVerifyCommand(program, session);
  return program;
}

/** Commander has said what is wrong on stderr; help and version end well when they were asked for. */
function settleUsage(terminal: Terminal, { code, exitCode, message }: CommanderError, asJson: boolean): ExitCode {
  const asked = code === 'commander.helpDisplayed' || code === 'commander.version';
  if (asked && exitCode === 0) return EXIT.ok;
  if (asJson) terminal.print(printableJson({ error: errorDocument(new CliError(EXIT.usage, message)) }));
  return EXIT.usage;
}

function showError(terminal: Terminal, error: CliError, asJson: boolean): void {
  if (asJson) terminal.print(printableJson({ error: errorDocument(error) }));
  else for (const line of errorLines(terminal, error)) terminal.note(line);
}

function errorDocument(error: CliError): object {
  if (error instanceof ServiceProblem) return error.problem;
  return { exitCode: error.exitCode, detail: error.message, remediation: error.remedy };
}

function errorLines(terminal: Terminal, error: CliError): string[] {
  if (error instanceof ServiceProblem) return renderProblem(terminal, error.problem);
  const { red } = terminal.colours;
  const remedy = error.remedy === '' ? null : safeText(error.remedy);
  return [`${red('Error')}: ${safeText(error.message)}`, ...pairs(terminal, [['remedy', remedy]])];
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
