import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SCRIPTS = resolve(import.meta.dirname, '../../../scripts');

export interface SetupRun {
  code: number | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

/** Runs setup to its end. `root` is the project it belongs to; `env` is its whole environment. */
export function runSetup(args: string[], env: NodeJS.ProcessEnv, root = resolve(SCRIPTS, '..')): Promise<SetupRun> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts/setup.mjs'), ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, stdout, stderr, milliseconds: performance.now() - start }));
  });
}

/** A folder of its own for one test. */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'planner-setup-'));
}

/** A project with our setup, one package in its lock file, and a stand-in for npm that does what the shell lines say. */
export async function makeProject(npmLines: string): Promise<{ root: string; env: NodeJS.ProcessEnv }> {
  const root = await scratchFolder();
  await cp(join(SCRIPTS, 'setup.mjs'), join(root, 'scripts/setup.mjs'));
  await cp(join(SCRIPTS, 'setup'), join(root, 'scripts/setup'), { recursive: true });
  await writeLock(root, '1.0.0');
  const npm = join(root, 'npm.js');
  await writeFile(npm, npmLines);
  const env = {
    npm_execpath: npm,
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    XDG_CACHE_HOME: join(root, 'cache'),
    HOME: root,
  };
  return { root, env };
}

/** The lock file of such a project: one package `wanted`, in this version. */
export async function writeLock(root: string, version: string): Promise<void> {
  const packages = {
    '': {},
    'node_modules/wanted': { version },
    'node_modules/elsewhere': { version, optional: true },
  };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}

/** A folder for PATH that holds only what is given: name → lines of a shell script. */
export async function makePath(programs: Record<string, string>): Promise<string> {
  const folder = join(await scratchFolder(), 'bin');
  await mkdir(folder);
  for (const [name, lines] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${lines}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}
