import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { arazzoInputs } from './arazzo-inputs.js';
import type { CheckResult } from './check-result.js';
import { guardArazzo } from './guard-arazzo.js';
import { list, member, text } from './json.js';
import { runProgram } from './run-program.js';
import type { CheckTarget } from './target.js';

const ARAZZO_FILE = 'checks.arazzo.json';
const CONTRACT_FILE = 'contract.openapi.json';
const OUTPUT_FILE = 'results.json';
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_FAULTS = 3;

/**
 * Runs the workflows of an Arazzo document with Redocly's `respect`, in a folder of its own that is removed afterwards. One
 * result per workflow: its id is the criterion's with `_` for dots. Never throws for what a server or a document does.
 */
export async function runArazzo(
  arazzo: Record<string, unknown>,
  contract: Record<string, unknown> | null,
  target: CheckTarget,
  timeoutMs: number,
): Promise<CheckResult[]> {
  const { values, missing } = arazzoInputs(arazzo, target);
  const lacking = [...missing].map(([id, names]): CheckResult => {
    const detail = `it needs ${names.map((name) => `--input ${name}=…`).join(' and ')}`;
    return { checkId: criterionOf(id), kind: 'arazzo', outcome: 'skipped', detail };
  });
  const workflows = list(arazzo['workflows']).filter((one) => !missing.has(text(member(one, 'workflowId'))));
  if (workflows.length === 0) return lacking;
  const results = await respect({ ...arazzo, workflows }, contract, values, target, timeoutMs);
  return [...results, ...lacking];
}

async function respect(
  arazzo: Record<string, unknown>,
  contract: Record<string, unknown> | null,
  inputs: Record<string, string>,
  target: CheckTarget,
  timeoutMs: number,
): Promise<CheckResult[]> {
  const ids = list(arazzo['workflows']).map((workflow) => text(member(workflow, 'workflowId')));
  const all = (outcome: CheckResult['outcome'], detail: string): CheckResult[] =>
    ids.map((id) => ({
      checkId: criterionOf(id),
      kind: 'arazzo',
      outcome,
      detail: target.hide(detail),
      url: target.url,
    }));
  if (contract === null) return all('skipped', 'the contract of the check document is missing');
  const guarded = guardArazzo(arazzo, contract, target.url, CONTRACT_FILE);
  if ('refused' in guarded) return all('skipped', `the check document is not run: ${guarded.refused}`);
  const source = text(member(list(guarded.arazzo['sourceDescriptions'])[0], 'name'));
  const folder = await mkdtemp(join(tmpdir(), 'planner-check-'));
  try {
    await writeFile(join(folder, ARAZZO_FILE), JSON.stringify(guarded.arazzo));
    await writeFile(join(folder, CONTRACT_FILE), JSON.stringify(guarded.contract));
    await writeFile(join(folder, 'redocly.yaml'), 'telemetry: off\n');
    const end = await runProgram({
      argv: [process.execPath, respectBin(), 'respect', ARAZZO_FILE, ...respectOptions(target, timeoutMs)],
      cwd: folder,
      env: respectEnvironment(folder, `${source}=${target.url}`, inputs),
      timeoutMs: timeoutMs + 10_000,
    });
    const output = await readOutput(join(folder, OUTPUT_FILE));
    if (output === null) return all('failed', `respect gave no results: ${end.fault ?? firstWords(end.output)}`);
    return resultsOf(output, ids, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function criterionOf(workflowId: string): string {
  return workflowId.replaceAll('_', '.');
}

function respectOptions(target: CheckTarget, timeoutMs: number): string[] {
  return [
    '--json-output',
    OUTPUT_FILE,
    '--max-fetch-timeout',
    String(target.requestTimeoutMs),
    '--execution-timeout',
    String(timeoutMs),
  ];
}

/**
 * All of it: nothing of ours is passed on. What is secret goes in here rather than in arguments, which other users of the
 * machine can see. Nothing is sent to the makers of the tool, and its home is the folder that is removed.
 */
function respectEnvironment(folder: string, server: string, inputs: Record<string, string>): Record<string, string> {
  return {
    HOME: folder,
    USERPROFILE: folder,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    CI: 'true',
    NO_COLOR: '1',
    NODE_NO_WARNINGS: '1',
    REDOCLY_CLI_RESPECT_SERVER: server,
    REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs),
  };
}

/** Where the installed package says its program is. */
function respectBin(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
}

async function readOutput(path: string): Promise<unknown> {
  try {
    if ((await stat(path)).size > MAX_OUTPUT_BYTES) return null;
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

function resultsOf(output: unknown, ids: readonly string[], target: CheckTarget): CheckResult[] {
  const executed = list(member(member(member(output, 'files'), ARAZZO_FILE), 'executedWorkflows'));
  const byId = new Map(executed.map((workflow) => [text(member(workflow, 'workflowId')), workflow]));
  return ids.map((id): CheckResult => {
    const base = { checkId: criterionOf(id), kind: 'arazzo' as const };
    const workflow = byId.get(id);
    if (workflow === undefined)
      return { ...base, outcome: 'failed', detail: 'respect did not run it', url: target.url };
    const passed = ['success', 'warn', 'warning'].includes(text(member(workflow, 'status')));
    const { detail, url } = faultsOf(workflow);
    return {
      ...base,
      outcome: passed ? 'passed' : 'failed',
      detail: passed ? '' : target.hide(detail || 'respect calls it failed without a reason'),
      url: url || target.url,
    };
  });
}

/** What went wrong, in which step, and the address that was asked there (of the last step where nothing went wrong). */
function faultsOf(workflow: unknown): { detail: string; url: string } {
  const faults: string[] = [];
  let failedAt = '';
  let last = '';
  for (const step of list(member(workflow, 'executedSteps'))) {
    last = text(member(member(step, 'request'), 'url')) || last;
    for (const check of list(member(step, 'checks'))) {
      if (member(check, 'passed') !== false || text(member(check, 'severity')) !== 'error') continue;
      failedAt ||= last;
      faults.push(`${text(member(step, 'stepId'))}: ${faultText(check, step)}`);
    }
  }
  return { detail: faults.slice(0, MAX_FAULTS).join('; '), url: failedAt || last };
}

function faultText(check: unknown, step: unknown): string {
  const status = member(member(step, 'response'), 'statusCode');
  const got = typeof status === 'number' ? ` (answered ${status})` : '';
  const condition = text(member(check, 'condition'));
  if (condition !== '') return `${condition} does not hold${got}`;
  return `${text(member(check, 'name'))}: ${firstWords(text(member(check, 'message')))}${got}`;
}

function firstWords(output: string): string {
  return output.replace(/\s+/g, ' ').trim().slice(0, 300);
}
