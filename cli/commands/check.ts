import { writeFile } from 'node:fs/promises';

import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import { countResults, evidenceOf } from '../check/check-result.js';
import type { TaskResults } from '../check/check-result.js';
import { checksOfBundle, checksOfPlan, chosenTasks } from '../check/load-checks.js';
import type { CheckSource } from '../check/load-checks.js';
import { runChecks } from '../check/run-checks.js';
import type { CommandFolders } from '../check/run-commands.js';
import { makeTarget } from '../check/target.js';
import type { CheckTarget } from '../check/target.js';
import { CliError } from '../cli-error.js';
import { makeClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { readUpload } from '../inputs.js';
import { renderChecks } from '../render/checks.js';
import { printableJson, safeText } from '../safe.js';
import { wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { isTaskId } from '../task-id.js';
import { fit, oneLine } from '../text.js';
import { BundleError } from '../verify/read-bundle.js';

interface CheckFlags {
  planner: string;
  plan?: string;
  bundle?: string;
  token?: string;
  header?: [string, string][];
  input?: [string, string][];
  runCommands?: boolean;
  dir?: [string, string][];
  timeout: number;
  requestTimeout: number;
  evidence?: string;
  all?: boolean;
}

const HELP = `
Examples:
  planner check pln_… --url http://127.0.0.1:3000            all tasks of a plan
  planner check operation.notes --plan pln_… --url http://127.0.0.1:3000 --token "$TOKEN" --evidence ev.json
  planner complete operation.notes --plan pln_… --summary "Done" --evidence ev.json
  planner check scaffold.service --bundle plan.zip --run-commands --dir ./service
`;

/** `planner check`: runs acceptance checks against a service and prints the evidence. */
export function addCheckCommand(program: Command, session: Session): void {
  program
    .command('check')
    .description(
      'Run the acceptance checks of a task, or of all tasks of a plan, against the service that was built. Exits 0 if ' +
        'some ran and none failed, else 1. What is checked is changed by it: use a deployment without data of worth.',
    )
    .argument('[task-or-plan]', 'id of a plan; or a task, by id or key, together with --plan or --bundle')
    .option('--planner <url>', 'address of the planner that has the plan', 'http://127.0.0.1:8080')
    .option('--plan <plan>', 'id of the plan a task belongs to')
    .option('--bundle <path>', 'take the checks from a bundle (zip or folder) instead of a planner')
    .option('--token <token>', 'credentials that requests are sent with; @file reads them from a file')
    .option('--header <name: value>', 'a header GraphQL requests are sent with, repeatable', collectHeader)
    .option('--input <name=value>', 'a value that checks ask for, repeatable', collectPair)
    .option('--run-commands', 'run the commands that check documents name; they are listed as not run without this')
    .option(
      '--dir <folder>',
      'where commands run; name=folder for a repository of that name, repeatable',
      collectFolder,
    )
    .addOption(seconds('--timeout <seconds>', 'for the workflows of a task, and for a command', 600))
    .addOption(seconds('--request-timeout <seconds>', 'for one request', 30))
    .option('--evidence <file>', 'write the evidence for `planner complete` to this file')
    .option('--all', 'list described checks too, which people look at')
    .addHelpText('after', HELP)
    .configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: () => [
        new Option('--url <url>', 'base address of the service under test; of a GraphQL service its endpoint'),
        new Option('--json', 'print one JSON document on stdout and nothing else'),
      ],
    })
    .action(async (name: string | undefined, flags: CheckFlags, command: Command) => {
      const target = await targetOf(flags, command);
      const folders = foldersOf(flags);
      const { source, task } = await sourceOf(name, flags);
      const tasks = chosenTasks(source, task);
      const progress = progressOf(session, tasks.length);
      const results = await runChecks(source, tasks, { target, folders, timeoutMs: flags.timeout * 1000, progress });
      session.terminal.status('');
      await show(session, source, results, task !== null, flags, wantsJson(command));
    });
}

/** Null where no address was given. The global --url names what is checked here; its default, the planner, never does. */
async function targetOf(
  { token, header = [], input = [], requestTimeout }: CheckFlags,
  command: Command,
): Promise<CheckTarget | null> {
  if (command.parent?.getOptionValueSource('url') !== 'cli') return null;
  const { url } = command.optsWithGlobals<{ url: string }>();
  const secret = token?.startsWith('@') === true ? await readToken(token.slice(1)) : token;
  return makeTarget({ url, token: secret, headers: header, inputs: input, requestTimeoutMs: requestTimeout * 1000 });
}

async function readToken(path: string): Promise<string> {
  const { content } = await readUpload(path, 'token file');
  return new TextDecoder().decode(content).trim();
}

function foldersOf({ runCommands, dir = [] }: CheckFlags): CommandFolders {
  if (runCommands !== true) return null;
  if (dir.length > 0) return new Map(dir);
  throw new CliError(EXIT.usage, 'Commands run in a folder that you name.', 'Give --dir <folder>.');
}

/** Where the checks come from, and the one task that is meant, null for all. */
async function sourceOf(
  name: string | undefined,
  flags: CheckFlags,
): Promise<{ source: CheckSource; task: string | null }> {
  if (flags.bundle !== undefined) return { source: await openBundle(flags.bundle), task: taskIn(name) };
  const planId = flags.plan ?? name;
  if (planId === undefined || isTaskId(planId)) {
    throw new CliError(EXIT.usage, 'Which plan is not said.', 'Name a plan, or a task with --plan, or give --bundle.');
  }
  const source = await checksOfPlan(makeClient(flags.planner), planId);
  return { source, task: flags.plan === undefined ? null : taskIn(name) };
}

/** A bundle holds one plan: its id means all of it. */
function taskIn(name: string | undefined): string | null {
  return name === undefined || name.startsWith('pln_') ? null : name;
}

async function openBundle(path: string): Promise<CheckSource> {
  try {
    return await checksOfBundle(path);
  } catch (error) {
    if (error instanceof CliError || !(error instanceof Error)) throw error;
    const code = error instanceof BundleError ? EXIT.failed : EXIT.usage;
    throw new CliError(code, `The bundle ${path} cannot be read: ${error.message}.`, '', { cause: error });
  }
}

function progressOf({ terminal }: Session, tasks: number): (task: string, number: number, done: string) => void {
  return (task, number, done) => {
    const line = oneLine(safeText(`checking ${number} of ${tasks}: ${task} ${done}`));
    if (terminal.interactive) terminal.status(fit(line, terminal.width - 1));
    else if (done === '' && tasks > 1) terminal.note(line);
  };
}

async function show(
  { terminal, settle }: Session,
  source: CheckSource,
  results: TaskResults[],
  single: boolean,
  { evidence: file, all = false }: CheckFlags,
  json: boolean,
): Promise<void> {
  const counts = countResults(results);
  const run = [counts.arazzo, counts.graphql, counts.command];
  const failed = run.some((one) => one.failed > 0);
  const passed = run.some((one) => one.passed > 0);
  if (failed || !passed) settle(EXIT.failed);
  const tasks = results.map((task) => ({ ...task, evidence: evidenceOf(task) }));
  const only = single ? tasks[0] : undefined;
  if (file !== undefined) {
    const content =
      only === undefined ? { planId: source.planId, tasks: tasks.map(withoutResults) } : withoutResults(only);
    await save(file, `${printableJson(content)}\n`);
  }
  if (json) {
    terminal.print(printableJson({ planId: source.planId, counts, ...(only && { evidence: only.evidence }), tasks }));
    return;
  }
  terminal.print(...renderChecks(terminal, results, all));
  if (only !== undefined && only.evidence.length > 0) terminal.print(`evidence: ${printableJson(only.evidence)}`);
  if (!failed && !passed) terminal.note('No check was run.');
}

function withoutResults<T extends TaskResults>({ results: _results, ...rest }: T): Omit<T, 'results'> {
  return rest;
}

async function save(path: string, content: string): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(EXIT.usage, `${path} cannot be written: ${error.message}.`, '', { cause: error });
  }
}

function seconds(flags: string, what: string, value: number): Option {
  return new Option(flags, what).default(value).argParser((given: string) => {
    const number = Number(given);
    if (!(number > 0 && number <= 86_400)) throw new InvalidArgumentError('Give seconds, up to a day.');
    return number;
  });
}

type Pairs = [string, string][];

function collectPair(given: string, previous: Pairs = []): Pairs {
  const match = /^([^=]+)=(.*)$/s.exec(given);
  if (match?.[1] === undefined || match[2] === undefined) throw new InvalidArgumentError('Write it as name=value.');
  return [...previous, [match[1], match[2]]];
}

function collectHeader(given: string, previous: Pairs = []): Pairs {
  const match = /^([\w-]+): *([\x20-\x7e]*)$/.exec(given);
  if (match?.[1] === undefined || match[2] === undefined) throw new InvalidArgumentError('Write it as "Name: value".');
  return [...previous, [match[1], match[2]]];
}

function collectFolder(given: string, previous: Pairs = []): Pairs {
  const match = /^([a-z][\w-]*)=(.+)$/s.exec(given);
  return [...previous, match?.[1] === undefined || match[2] === undefined ? ['', given] : [match[1], match[2]]];
}
