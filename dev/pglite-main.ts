import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { loadConfig } from '../platform/config.js';
import type { Lifecycle } from '../platform/lifecycle.js';
import { makeLogger } from '../platform/logging.js';
import { runProcess } from '../platform/run-process.js';
import { chooseEndpoint } from './database-socket.js';
import { withExclusiveBatches } from './exclusive-batches.js';
import { takeLock } from './lock-file.js';

/**
 * The embedded database in a process of its own: a slow statement must not stall the API, and only one process may open
 * the folder. `--data-dir FOLDER` holds the database; without it everything is in memory.
 * Announces `{ databaseUrl }`, or `{ heldBy }` when another process has the folder open.
 */

const MAX_CONNECTIONS = 100;

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
const log = makeLogger(loadConfig().log, 'database');
await runProcess(log, (lifecycle) => serve(lifecycle, values['data-dir'] ?? null));

async function serve(lifecycle: Lifecycle, dataDir: string | null): Promise<void> {
  if (dataDir !== null) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const endpoint = await chooseEndpoint(dataDir, lifecycle);
  if (dataDir !== null) {
    const lock = await takeLock(join(dataDir, 'pglite.lock'), { databaseUrl: endpoint.url });
    if (!lock.held) {
      process.send?.({ heldBy: lock.holder });
      void lifecycle.stop('another process has the database open');
      return;
    }
    lifecycle.onStop('lock', () => lock.release());
  }
  const db = await PGlite.create({
    dataDir: dataDir === null ? 'memory://' : join(dataDir, 'pglite'),
    extensions: { vector },
  });
  lifecycle.onStop('database', async () => {
    await db.exec('checkpoint');
    await db.close();
  });
  // What a killed process left; nobody else can be listening there while we hold the lock.
  if ('path' in endpoint.listen) await rm(endpoint.listen.path, { force: true });
  const server = new PGLiteSocketServer({
    db: withExclusiveBatches(db),
    maxConnections: MAX_CONNECTIONS,
    ...endpoint.listen,
  });
  await server.start();
  if ('path' in endpoint.listen) await chmod(endpoint.listen.path, 0o600);
  lifecycle.onStop('socket', () => server.stop());
  log.info({ dataDir }, 'database is open');
  process.send?.({ ready: true, databaseUrl: endpoint.url });
}
