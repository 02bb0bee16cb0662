import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../db/database.js';
import { childEnvironment } from '../platform/config.js';
import { startChild } from './child-process.js';
import { SOCKET_NAME } from './database-socket.js';
import { readLock } from './lock-file.js';
import type { LockHolder } from './lock-file.js';
import { isStillRunning } from './process-identity.js';
import { attachedService, ownedService } from './service.js';
import type { Service } from './service.js';

const MAIN = fileURLToPath(new URL('./pglite-main.ts', import.meta.url));
const READY_MS = 60_000;
/** Time for the checkpoint and for closing the files. */
const STOP_MS = 15_000;

export interface Pglite extends Service {
  databaseUrl: string;
}

/** Another process has the database open and does not answer. */
export class DatabaseHeld extends Error {
  constructor(dataDir: string, holder: LockHolder, cause: unknown) {
    super(
      `the database in ${dataDir} has been open in process ${holder.pid} since ${holder.since}, which does not answer; ` +
        'end that process, or name another folder in PLANNER_DATA_DIR',
      { cause },
    );
    this.name = 'DatabaseHeld';
  }
}

/**
 * Starts the embedded database in a process that ends with this one; `dataDir` null keeps it in memory. When another
 * process has the same folder open, its database is used if it answers within `answerMs`. Throws ChildFailed, or DatabaseHeld when that one is stuck.
 */
export async function startPglite(options: { dataDir: string | null; answerMs?: number }): Promise<Pglite> {
  const { dataDir, answerMs = READY_MS / 2 } = options;
  const holder = dataDir === null ? null : await readLock(join(dataDir, 'pglite.lock'));
  if (dataDir !== null && holder !== null && isStillRunning(holder)) return attach(dataDir, holder, answerMs);
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'planner-database-')));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = await startChild({
    name: 'the embedded database',
    args: ['--import', 'tsx', MAIN, ...(dataDir === null ? [] : ['--data-dir', dataDir])],
    env: childEnvironment(),
    logFile: join(folder, 'database.log'),
    readyMs: READY_MS,
  });
  const { heldBy, databaseUrl } = child.announcement as { heldBy?: LockHolder; databaseUrl: string };
  if (heldBy !== undefined) {
    await child.stop(STOP_MS);
    return attach(folder, heldBy, answerMs);
  }
  const end = async (): Promise<void> => {
    await child.stop(STOP_MS);
    if (dataDir === null) await rm(folder, { recursive: true, force: true });
  };
  return { ...ownedService('the embedded database', child.exited, end), databaseUrl };
}

async function attach(dataDir: string, holder: LockHolder, answerMs: number): Promise<Pglite> {
  const databaseUrl = holder.details['databaseUrl'] ?? '';
  const deadline = Date.now() + answerMs;
  for (;;) {
    const fault = await answerFault(databaseUrl);
    if (fault === null) return { ...attachedService('the embedded database', holder), databaseUrl };
    if (Date.now() > deadline) throw new DatabaseHeld(dataDir, holder, fault);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Null when the database answers; one that is just being opened does not yet listen. */
async function answerFault(databaseUrl: string): Promise<unknown> {
  const refused = await connectFault(databaseUrl);
  if (refused !== null) return refused;
  const db = openDatabase({ url: databaseUrl, poolMax: 1 });
  try {
    await db.raw('select 1');
    return null;
  } catch (error) {
    return error;
  } finally {
    await db.destroy();
  }
}

/** Asked before the pool is: that one complains on the console about each attempt. */
function connectFault(databaseUrl: string): Promise<Error | null> {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  const folder = searchParams.get('host');
  return new Promise((resolve) => {
    const socket = connect(
      folder === null ? { host: hostname, port: Number(port) } : { path: join(folder, SOCKET_NAME) },
    );
    socket.once('error', resolve);
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
  });
}
