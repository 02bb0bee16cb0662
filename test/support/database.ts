import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import knex from 'knex';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withExclusiveBatches } from '../../dev/exclusive-batches.js';

export interface TestDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * An empty database of its own: on the PostgreSQL server that TEST_DATABASE_URL names (its user may create
 * databases there), else PGlite in memory behind a Unix socket in a private folder.
 */
export function startTestDatabase(): Promise<TestDatabase> {
  // eslint-disable-next-line no-restricted-properties -- chooses what the tests run on; no setting of the product
  const server = process.env['TEST_DATABASE_URL'];
  return server === undefined ? startPglite() : createDatabase(server);
}

async function startPglite(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'planner-db-'));
  const db = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({
    db: withExclusiveBatches(db),
    path: join(dir, '.s.PGSQL.5432'),
    maxConnections: 100,
  });
  await server.start();
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(dir)}&port=5432`,
    stop: async () => {
      await server.stop();
      await db.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function createDatabase(server: string): Promise<TestDatabase> {
  const name = `planner_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => administer(server, `drop database ${name} with (force)`) };
}

async function administer(server: string, statement: string): Promise<void> {
  const admin = knex({ client: 'pg', connection: server, pool: { min: 0, max: 1 } });
  try {
    await admin.raw(statement);
  } finally {
    await admin.destroy();
  }
}
