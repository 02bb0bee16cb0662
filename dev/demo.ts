import { relative, resolve } from 'node:path';

import { CliError, ServiceProblem } from '../cli/cli-error.js';
import { EXIT } from '../cli/exit-codes.js';
import type { ExitCode } from '../cli/exit-codes.js';
import { pairs } from '../cli/render/layout.js';
import { renderProblem } from '../cli/render/problem.js';
import { printableJson, safeText } from '../cli/safe.js';
import { makeTerminal } from '../cli/terminal.js';
import type { Terminal } from '../cli/terminal.js';
import { hang, secondsText } from '../cli/text.js';
import { loadConfig } from '../platform/config.js';
import type { Config } from '../platform/config.js';
import { makeLogger } from '../platform/logging.js';
import { DEMO_HELP, parseDemoArguments } from './demo-arguments.js';
import type { DemoArguments } from './demo-arguments.js';
import { readDemoInputs } from './demo-inputs.js';
import { renderPlaces } from './demo-render.js';
import { runDemo } from './demo-run.js';
import type { DemoResult } from './demo-run.js';
import { findFreePort } from './free-port.js';
import { startStack } from './stack.js';
import type { Stack } from './stack.js';

type ApiStack = Stack & { apiUrl: string };

async function main(terminal: Terminal, args: DemoArguments, interrupt: Promise<void>): Promise<ExitCode> {
  const config = loadConfig();
  const inputs = await readDemoInputs(args, config.limits);
  const say = args.json ? (): void => undefined : terminal.print;
  say(...hang('', introduction(args), terminal.width), '');

  const begin = performance.now();
  const stack = await unlessInterrupted(interrupt, start(terminal, config));
  let result: DemoResult;
  try {
    say(`Database, Temporal server, API and worker started in ${secondsText(performance.now() - begin)}.`);
    const run = runDemo({ terminal, say, apiUrl: stack.apiUrl, inputs, out: args.out });
    result = await unlessInterrupted(interrupt, unlessLost(stack, run));
    say(...renderPlaces(terminal, { ...placesOf(stack, config, result), keep: args.keep }));
    if (args.json)
      terminal.print(printableJson({ ...result, apiUrl: stack.apiUrl, temporalUiUrl: stack.temporalUiUrl }));
    if (args.keep) {
      terminal.note('Everything keeps running until Ctrl-C.');
      await unlessLost(stack, interrupt);
    }
  } finally {
    await stop(terminal, stack);
  }
  say('', `Done in ${secondsText(performance.now() - begin)}, all stopped.`);
  return result.bundle.verification.violations.length === 0 ? EXIT.ok : EXIT.failed;
}

/** A path as short as it can be said from here. */
function shown(path: string): string {
  const short = relative('', path);
  return short === '' || short.startsWith('..') ? resolve(path) : short;
}

function introduction({ bundled, prd, contract }: DemoArguments): string {
  const whose = bundled ? 'the lending library that comes with the planner' : 'your own files';
  return `TaskMaster Planner demo: ${whose}. PRD ${shown(prd)}, contract ${shown(contract)}.`;
}

async function start(terminal: Terminal, config: Config): Promise<ApiStack> {
  const begin = performance.now();
  const words = 'Starting database, Temporal server, API and worker';
  if (!terminal.interactive) terminal.note(`${words} …`);
  const show = (): void => terminal.status(`${words} … ${secondsText(performance.now() - begin)}`);
  const ticker = setInterval(show, 200);
  try {
    const port = await findFreePort([config.api.port]);
    const log = makeLogger({ level: 'error', format: 'pretty' }, 'demo');
    return await startStack({ config: { ...config, api: { ...config.api, port } }, api: true, worker: true, log });
  } finally {
    clearInterval(ticker);
    terminal.status('');
  }
}

/** The work's value, or the end of a part of the stack as an error: the work would wait for it in vain. */
async function unlessLost<T>(stack: ApiStack, work: Promise<T>): Promise<T> {
  const lost = stack.lost.then((what): never => {
    throw new CliError(EXIT.failed, `A part of the stack has ended: ${what}.`, 'See the logs in the data folder.');
  });
  return Promise.race([work, lost]);
}

/** The work's value, or an error at Ctrl-C: what was started is then stopped in order. */
async function unlessInterrupted<T>(interrupt: Promise<void>, work: Promise<T>): Promise<T> {
  const interrupted = interrupt.then((): never => {
    throw new CliError(EXIT.interrupted, 'Interrupted.');
  });
  return Promise.race([work, interrupted]);
}

async function stop(terminal: Terminal, stack: ApiStack): Promise<void> {
  terminal.status('Stopping …');
  const clean = await stack.stop();
  terminal.status('');
  if (!clean) terminal.note('Not everything stopped cleanly; see the logs in the data folder.');
}

function placesOf(
  stack: ApiStack,
  config: Config,
  { bundle }: DemoResult,
): { apiUrl: string; temporalUiUrl: string | null; bundle: string; dataDir: string } {
  const { apiUrl, temporalUiUrl } = stack;
  return { apiUrl, temporalUiUrl, bundle: shown(bundle.path), dataDir: shown(config.dataDir) };
}

function showError(terminal: Terminal, error: unknown): void {
  terminal.status('');
  if (error instanceof ServiceProblem) {
    for (const line of renderProblem(terminal, error.problem)) terminal.note(line);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.note(`${terminal.colours.red('Error')}: ${safeText(message)}`);
  const remedy = error instanceof CliError && error.remedy !== '' ? safeText(error.remedy) : null;
  for (const line of pairs(terminal, [['remedy', remedy]])) terminal.note(line);
}

/** Resolves at the first Ctrl-C or SIGTERM; the second ends the process, and with it all that it started. */
function firstInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    let interrupted = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (interrupted) process.exit(EXIT.interrupted);
        interrupted = true;
        resolve();
      });
    }
  });
}

const terminal = makeTerminal(process);
try {
  const args = parseDemoArguments(process.argv.slice(2));
  if (args.help) terminal.write(DEMO_HELP);
  else process.exitCode = await main(terminal, args, firstInterrupt());
} catch (error) {
  showError(terminal, error);
  // What was being started ends with this process; nothing is left to wait for.
  process.exit(error instanceof CliError ? error.exitCode : EXIT.failed);
}
