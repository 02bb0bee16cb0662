import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** A lock whose owner never wrote its name, or which is this old, was left by a process that was killed. */
const NAMELESS_MS = 3_000;
const OLDEST_MS = 60 * 60_000;

/** Our folder of downloads, one per user: XDG_CACHE_HOME, else ~/.cache; on Windows LOCALAPPDATA. */
export function cacheFolder(env = process.env) {
  const local = process.platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  const base = local && isAbsolute(local) ? local : join(env.HOME || homedir(), '.cache');
  return join(base, 'taskmaster-planner');
}

/** A new folder inside the cache, to be renamed into place when it is complete. What killed processes left is removed. */
export function temporaryFolder(cache) {
  for (const name of readdirSync(cache)) {
    const owner = /^tmp-(\d+)-/.exec(name);
    if (owner && !isAlive(Number(owner[1]))) rmSync(join(cache, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(cache, `tmp-${process.pid}-`));
}

/** Runs `work` while no other process does so under the same name; waits for one that does, calling `onWait` once. */
export async function underLock(cache, name, onWait, work) {
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const folder = join(cache, `${name}.lock`);
  let waited = false;
  while (!tryLock(folder)) {
    const holder = lockHolder(folder);
    if (holder === null) continue;
    if (holder.stale) {
      removeStale(folder, holder);
      await pause(10);
      continue;
    }
    if (!waited) onWait(holder.pid);
    waited = true;
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function tryLock(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, since: Date.now() }));
  return true;
}

/** Null when the lock has just been released. */
function lockHolder(folder) {
  const age = readOrNull(() => Date.now() - statSync(folder).mtimeMs);
  if (age === null) return null;
  const text = readOrNull(() => readFileSync(join(folder, 'owner.json'), 'utf8'));
  // Between making the folder and writing the name there is a moment: the file is missing or empty.
  if (!text) return { pid: null, text, stale: age > NAMELESS_MS };
  const { pid } = JSON.parse(text);
  return { pid, text, stale: !isAlive(pid) || age > OLDEST_MS };
}

/**
 * Removes a lock whose owner is gone. Only one process at a time may do so, and it looks again first: otherwise a slow one
 * would remove the lock of a quick one that has taken over meanwhile.
 */
function removeStale(folder, holder) {
  const takeover = `${folder}.takeover`;
  try {
    mkdirSync(takeover);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const age = readOrNull(() => Date.now() - statSync(takeover).mtimeMs);
    if (age > NAMELESS_MS) rmSync(takeover, { recursive: true, force: true });
    return;
  }
  const now = lockHolder(folder);
  if (now?.stale && now.text === holder.text) rmSync(folder, { recursive: true, force: true });
  rmSync(takeover, { recursive: true, force: true });
}

function readOrNull(read) {
  try {
    return read() ?? true;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
