import { fileURLToPath } from 'node:url';
import type { RunningChild } from '../../dev/child-process.js';
import { startChild } from '../../dev/child-process.js';
import { childEnvironment } from '../../platform/config.js';

const READY_MS = 60_000;

export interface TestProcess {
  /** Of an API; empty for a worker. */
  url: string;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `api/main.ts` or `worker/main.ts` as a process of its own that a test can kill. */
export async function startProcess(name: 'api' | 'worker', settings: Record<string, string>): Promise<TestProcess> {
  const main = fileURLToPath(new URL(`../../${name}/main.ts`, import.meta.url));
  const child: RunningChild = await startChild({
    name: `the ${name} under test`,
    args: ['--import', 'tsx', main],
    env: { ...childEnvironment(), ...settings },
    logFile: null,
    readyMs: READY_MS,
  });
  const { url } = child.announcement;
  return {
    url: typeof url === 'string' ? url : '',
    async kill() {
      process.kill(child.pid, 'SIGKILL');
      await child.exited;
    },
  };
}
