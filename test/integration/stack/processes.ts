import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isStillRunning } from '../../../dev/process-identity.js';
import type { ProcessIdentity } from '../../../dev/process-identity.js';
import { childEnvironment } from '../../../platform/config.js';

const ROOT = resolve(import.meta.dirname, '../../..');

export function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'planner-stack-'));
}

/** Settings of a process that has a data folder of its own and nothing from the environment of the tests. */
export function settings(dataDir: string, more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '', XDG_CACHE_HOME = '' } = childEnvironment();
  return { PATH, HOME, XDG_CACHE_HOME, PLANNER_DATA_DIR: dataDir, PLANNER_LOG__LEVEL: 'error', ...more };
}

const started: ChildProcess[] = [];

/** Ends what a failed test has left running; what those processes started ends with them. */
export function killScripts(): void {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
}

/** Starts a script of ours (path from the project's root) and collects what it prints. */
export function startScript(path: string, env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, path)], { env, cwd: ROOT });
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  return { child, output: () => output };
}

/** Waits until the output matches; fails with the output when the process ends first. */
export async function untilPrinted(run: ReturnType<typeof startScript>, pattern: RegExp): Promise<void> {
  while (!pattern.test(run.output())) {
    assert.equal(run.child.exitCode ?? run.child.signalCode, null, `it ended early:\n${run.output()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** The processes of the database and the Temporal server of a data folder, while they run. */
export async function servicesOf(dataDir: string): Promise<{ database: ProcessIdentity; temporal: ProcessIdentity }> {
  const database = (await readJson(join(dataDir, 'pglite.lock'))) as ProcessIdentity;
  return { database, temporal: await temporalOf(dataDir) };
}

/** The process of the Temporal server that last ran on a data folder. */
export async function temporalOf(dataDir: string): Promise<ProcessIdentity> {
  const { server } = (await readJson(join(dataDir, 'temporal-server.json'))) as { server: ProcessIdentity };
  return server;
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Waits until none of the processes runs; fails naming those that do after `timeoutMs`. */
export async function untilGone(processes: readonly ProcessIdentity[], timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const left = processes.filter(isStillRunning).map(({ pid }) => pid);
    if (left.length === 0) return;
    assert.ok(Date.now() < deadline, `still running: ${left.join(', ')}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
