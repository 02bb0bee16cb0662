import knex from 'knex';
import type { Knex } from 'knex';
import { MIGRATIONS } from './migrations/index.js';
import { storedTypes } from './stored-text.js';

/** A client gives a statement up after this; the pool waits this long for a free connection. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** SQLSTATEs of `create table if not exists` where another session makes the same table at the same moment. */
const MADE_MEANWHILE = new Set(['23505', '42P07']);

export interface DatabaseOptions {
  /** `postgresql://user@host:port/name`; a Unix socket as `postgresql://user@localhost/name?host=/dir&port=5432`. */
  url: string;
  /** Most connections at a time. */
  poolMax: number;
}

/** Opens a connection pool to PostgreSQL or PGlite; nothing is sent before the first statement. End it with `destroy()`. */
export function openDatabase({ url, poolMax }: DatabaseOptions): Knex {
  return knex({
    client: 'pg',
    // Timeouts of the client: a session setting would reach every other client of PGlite.
    connection: {
      connectionString: url,
      types: storedTypes,
      query_timeout: STATEMENT_TIMEOUT_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    },
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: STATEMENT_TIMEOUT_MS,
  });
}

/**
 * Applies what is missing, oldest first, and returns the names of what it applied. Each migration is one transaction
 * that first locks the table of applied ones: of two processes one waits, then finds the work done; what a killed
 * process leaves behind is rolled back by the server.
 */
export async function migrateToLatest(db: Knex): Promise<string[]> {
  await createMigrationsTable(db);
  const applied: string[] = [];
  for (const migration of MIGRATIONS) {
    const done = await db.transaction(async (trx) => {
      await trx.raw('lock table schema_migrations in exclusive mode');
      if (await trx('schema_migrations').where({ name: migration.name }).first()) return false;
      await trx.raw(migration.sql);
      await trx('schema_migrations').insert({ name: migration.name });
      return true;
    });
    if (done) applied.push(migration.name);
  }
  return applied;
}

/** Names of the migrations that this database lacks, oldest first. */
export async function pendingMigrations(db: Knex): Promise<string[]> {
  const names = MIGRATIONS.map((migration) => migration.name);
  const { rows } = await db.raw<{ rows: { known: boolean }[] }>(
    `select to_regclass('schema_migrations') is not null as known`,
  );
  if (rows[0]?.known !== true) return names;
  const applied = new Set(await db('schema_migrations').pluck<string[]>('name'));
  return names.filter((name) => !applied.has(name));
}

async function createMigrationsTable(db: Knex): Promise<void> {
  const sql = `create table if not exists schema_migrations (
    name text primary key,
    applied_at timestamptz not null default now()
  )`;
  try {
    await db.raw(sql);
  } catch (error) {
    // `if not exists` does not cover a table that another session commits between the look and the making.
    if (!MADE_MEANWHILE.has((error as { code?: string }).code ?? '')) throw error;
  }
}
