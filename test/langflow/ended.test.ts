import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { identifyProcess } from '../../dev/process-identity.js';
import type { ProcessIdentity } from '../../dev/process-identity.js';
import { untilGone } from '../integration/stack/processes.js';
import { eventually } from '../support/http.js';
import { langflowEnvironment, langflowPython } from './support/python.js';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/langflow.mjs');
/** One that needs a Langflow, so that there is something to end. */
const SOME_TEST = 'can be asked by the name of the endpoint';
const GONE_MS = 30_000;
const START_SECONDS = 120;

describe('the tests with a real Langflow, ended before their time', function () {
  this.timeout(300_000);
  let folder: string;
  let run: ChildProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planner-ended-'));
    // A group of its own stands for the foreground of a terminal.
    run = spawn(process.execPath, [SCRIPT, '--grep', SOME_TEST], {
      env: {
        ...langflowEnvironment(),
        TMPDIR: folder,
        PLANNER_LANGFLOW_DIR: dirname(dirname(dirname(langflowPython()))),
      },
      stdio: 'ignore',
      detached: true,
    });
  });
  afterEach(async () => {
    if (run.exitCode === null && run.signalCode === null) process.kill(-(run.pid ?? 0), 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** All processes that the script has started, once Langflow, or the guard that is about to start it, is one of them. */
  const whenLangflowRuns = async (): Promise<ProcessIdentity[]> => {
    const listed = await eventually(
      () => Promise.resolve(descendantsOf(run.pid ?? 0)),
      (processes) => processes.some(({ command }) => /-m langflow run/.test(command)),
      START_SECONDS,
    );
    return listed.flatMap(({ pid }) => identifyProcess(pid) ?? []);
  };

  const endings: [string, (pid: number) => void][] = [
    ['Ctrl-C', (pid) => process.kill(-pid, 'SIGINT')],
    ['SIGTERM', (pid) => process.kill(pid, 'SIGTERM')],
  ];
  for (const [name, end] of endings) {
    it(`leave no process and no file behind: ${name}`, async () => {
      const processes = await whenLangflowRuns();
      assert.ok(processes.length >= 3);
      const exited = once(run, 'exit');
      end(run.pid ?? 0);
      const [code] = await exited;
      assert.notEqual(code, 0);
      await untilGone(processes, GONE_MS);
      assert.deepEqual(await readdir(folder), []);
    });
  }
});

interface Listed {
  pid: number;
  command: string;
}

/** Processes that a process has started, and those that they have started. */
function descendantsOf(root: number): Listed[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const all = lines.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const found: Listed[] = [];
  const parents = [root];
  for (const one of parents) {
    const children = all.filter(({ parent }) => parent === one);
    found.push(...children);
    parents.push(...children.map(({ pid }) => pid));
  }
  return found;
}
