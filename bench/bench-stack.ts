import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../dev/child-process.js';
import { startStack } from '../dev/stack.js';
import type { Stack } from '../dev/stack.js';
import { childEnvironment, loadConfig } from '../platform/config.js';

const STOP_GRACE_MS = 10_000;

/**
 * Runs `measure` against an embedded stack of its own (API and worker are processes), which is gone afterwards.
 * @param settings environment variables beside ours
 */
export async function withStack<T>(
  measure: (stack: Stack & { apiUrl: string }) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'planner-bench-'));
  const env = {
    ...childEnvironment(),
    PLANNER_DATA_DIR: dataDir,
    PLANNER_API__PORT: '0',
    PLANNER_LOG__LEVEL: 'warn',
    ...settings,
  };
  try {
    const stack = await startStack({ config: loadConfig(env), api: true, worker: true });
    try {
      return await measure(stack);
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A baseline in a process of its own; it ends no later than we do. */
export interface Baseline {
  /** Where it listens, if it does. */
  url: string;
  stop(): Promise<void>;
}

/** Starts a module of this folder and waits until it says it is ready. Throws when it ends before. */
export async function startBaseline(module: string, args: readonly string[]): Promise<Baseline> {
  const child = await startChild({
    name: module,
    args: ['--import', 'tsx', fileURLToPath(new URL(module, import.meta.url)), ...args],
    env: childEnvironment(),
    logFile: null,
    readyMs: 30_000,
  });
  const { url } = child.announcement;
  return { url: typeof url === 'string' ? url : '', stop: () => child.stop(STOP_GRACE_MS) };
}

/** The demo's PRD and contract. `salt` ends up in a comment, so that each plan imports a contract not seen before. */
export async function demoInput(salt: string): Promise<{ prd: { text: string }; contract: { text: string } }> {
  const folder = new URL('../dev/demo-input/', import.meta.url);
  const [prd, contract] = await Promise.all(
    ['prd.md', 'contract.yaml'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  return { prd: { text: prd ?? '' }, contract: { text: `${contract ?? ''}\n# ${salt}\n` } };
}

/** Posts a plan and waits until it is published. Throws, with the answer, when it is anything but that. */
export async function makePlan(apiUrl: string, salt: string): Promise<{ id: string; milliseconds: number }> {
  const body = JSON.stringify(await demoInput(salt));
  const start = performance.now();
  const response = await fetch(new URL('/plans', apiUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=60' },
    body,
  });
  const answer = await response.text();
  const milliseconds = performance.now() - start;
  if (response.status !== 201) throw new Error(`POST /plans: ${response.status} ${answer}`);
  const { id } = JSON.parse(answer) as { id: string };
  return { id, milliseconds };
}
