import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { identifyProcess, isStillRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

const ABANDONED_MS = 5_000;

/** Who holds a lock, since when, and what it wants others to know. */
export interface LockHolder extends ProcessIdentity {
  since: string;
  details: Record<string, string>;
}

/** Either the lock, or who has it. */
export type LockResult = { held: true; release(): Promise<void> } | { held: false; holder: LockHolder };

/**
 * Takes the lock file at `path` for this process. A lock whose process is gone is taken over; a live holder is returned.
 * The file appears with its content in one step, so that nobody ever reads half of it.
 */
export async function takeLock(path: string, details: Record<string, string> = {}): Promise<LockResult> {
  const holder: LockHolder = {
    ...(identifyProcess(process.pid) ?? { pid: process.pid, started: null }),
    since: new Date().toISOString(),
    details,
  };
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    for (;;) {
      if (await linked(draft, path)) return { held: true, release: () => rm(path, { force: true }) };
      const other = await readLock(path);
      if (other !== null && isStillRunning(other)) return { held: false, holder: other };
      if (other !== null) await removeStale(path, other);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Who holds the lock file at `path`, alive or not; null when there is none. */
export async function readLock(path: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Runs `work` under the lock at `path`, waiting up to `timeoutMs` for a live holder. Throws naming the holder. */
export async function underLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let result = await takeLock(path);
  while (!result.held) {
    if (Date.now() > deadline) throw new LockTimeout(path, result.holder);
    await new Promise((resolve) => setTimeout(resolve, 100));
    result = await takeLock(path);
  }
  try {
    return await work();
  } finally {
    await result.release();
  }
}

/** Another live process kept a lock for too long. */
export class LockTimeout extends Error {
  constructor(path: string, holder: LockHolder) {
    super(`${path} has been held by process ${holder.pid} since ${holder.since}; end that process, or wait for it`);
    this.name = 'LockTimeout';
  }
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose process is gone. Only one process at a time may do so, and it looks again first: otherwise a slow
 * one would remove the lock of a quick one that has taken over meanwhile.
 */
async function removeStale(path: string, stale: LockHolder): Promise<void> {
  const takeover = `${path}.takeover`;
  if (!(await madeFolder(takeover))) {
    await removeAbandoned(takeover);
    return;
  }
  try {
    const now = await readLock(path);
    if (now !== null && JSON.stringify(now) === JSON.stringify(stale)) await rm(path, { force: true });
  } finally {
    await rmdir(takeover);
  }
}

async function madeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Taking over lasts milliseconds: one that lasts longer was killed in the middle. Else waits a moment. */
async function removeAbandoned(takeover: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
  try {
    const { mtimeMs } = await stat(takeover);
    if (Date.now() - mtimeMs > ABANDONED_MS) await rmdir(takeover);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
