import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChild, tailOf } from '../../../dev/child-process.js';
import type { RunningChild } from '../../../dev/child-process.js';
import { findFreePort, isPortFree } from '../../../dev/free-port.js';
import { langflowEnvironment, langflowPython } from './python.js';

const GUARD = fileURLToPath(new URL('../../../dev/guard.mjs', import.meta.url));
const USER = 'planner';
const READY_MS = 120_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Langflow {
  url: string;
  user: string;
  password: string;
  /** kill -9 of all its processes; waits until they are gone and the port is free. */
  kill(): Promise<void>;
  /** After `kill`: the same server with the same data on the same port. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Starts a Langflow with an empty database on a free port. It ends with this process, whatever ends that. */
export async function startLangflow(): Promise<Langflow> {
  const folder = await mkdtemp(join(tmpdir(), 'planner-langflow-'));
  const password = randomBytes(16).toString('hex');
  const port = await findFreePort([]);
  const url = `http://127.0.0.1:${port}`;
  let child: RunningChild | null = null;

  const kill = async (): Promise<void> => {
    if (child === null) return;
    killGroup(child.pid);
    await child.exited;
    child = null;
    await portIsFree(port);
  };
  const start = async (): Promise<void> => {
    const logFile = join(folder, 'langflow.log');
    child = await startServer({ folder, password, port, logFile });
    try {
      await isReady(url, password, child);
    } catch (error) {
      const tail = await tailOf(logFile);
      await kill();
      throw new Error(`Langflow did not start on port ${port}; the end of its log:\n${tail}`, { cause: error });
    }
  };
  // Mocha runs no hooks when it is told to end.
  const onSignal = (): void => {
    if (child !== null) killGroup(child.pid);
    process.exit(1);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const close = async (): Promise<void> => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return { url, user: USER, password, kill, restart: start, close };
}

async function startServer(options: {
  folder: string;
  password: string;
  port: number;
  logFile: string;
}): Promise<RunningChild> {
  const { folder, password, port, logFile } = options;
  const python = langflowPython();
  const server = ['-m', 'langflow', 'run', '--backend-only', '--host', '127.0.0.1', '--port', String(port)];
  const settings = {
    LANGFLOW_SUPERUSER: USER,
    LANGFLOW_SUPERUSER_PASSWORD: password,
    LANGFLOW_AUTO_LOGIN: 'false',
    LANGFLOW_CONFIG_DIR: folder,
    LANGFLOW_SAVE_DB_IN_CONFIG_DIR: 'true',
    // A traceback in colours costs seconds.
    LANGFLOW_PRETTY_LOGS: 'false',
  };
  return startChild({
    name: 'Langflow',
    args: [GUARD, python, ...server],
    env: { ...langflowEnvironment(), ...settings },
    logFile,
    readyMs: READY_MS,
  });
}

/** A busy port is replaced by another without a word: only the server that takes our password is ours. */
async function isReady(url: string, password: string, child: RunningChild): Promise<void> {
  const ended = child.exited.then((how) => assert.fail(`it ended: ${how}`));
  const until = performance.now() + READY_MS;
  while (!(await Promise.race([isHealthy(url), ended]))) {
    assert.ok(performance.now() < until, `not healthy after ${READY_MS / 1000} s`);
    await sleep(200);
  }
  const form = new URLSearchParams({ username: USER, password });
  const answer = await fetch(`${url}/api/v1/login`, { method: 'POST', body: form });
  assert.equal(answer.status, 200, 'another server answers on the port');
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health_check`, { signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch (error) {
    // Not listening yet, or too busy with its start to answer.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return false;
    throw error;
  }
}

/** The guard leads a group, and the server and its workers are in it. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function portIsFree(port: number): Promise<void> {
  const until = performance.now() + 10_000;
  while (!(await isPortFree(port))) {
    assert.ok(performance.now() < until, `port ${port} is still taken after Langflow was killed`);
    await sleep(50);
  }
}
