import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { migrateToLatest, openDatabase, pendingMigrations } from '../../../db/database.js';
import { MIGRATIONS } from '../../../db/migrations/index.js';
import { startTestDatabase } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';

const NAMES = MIGRATIONS.map((migration) => migration.name);
const CHILD = fileURLToPath(new URL('./migrate-child.ts', import.meta.url));

const startChild = (url: string, mode: 'migrate' | 'hang'): ChildProcess =>
  fork(CHILD, [url, mode], { execArgv: ['--import', 'tsx'] });

describe('migrations', function () {
  this.timeout(60_000);
  let database: TestDatabase;

  beforeEach(async () => {
    database = await startTestDatabase();
  });
  afterEach(() => database.stop());

  it('are pending on an empty database and applied once', async () => {
    const db = openDatabase({ url: database.url, poolMax: 2 });
    try {
      assert.deepEqual(await pendingMigrations(db), NAMES);
      assert.deepEqual(await migrateToLatest(db), NAMES);
      assert.deepEqual(await pendingMigrations(db), []);
      assert.deepEqual(await migrateToLatest(db), []);
    } finally {
      await db.destroy();
    }
  });

  it('are each applied by one of two processes that start at once', async () => {
    const children = [startChild(database.url, 'migrate'), startChild(database.url, 'migrate')];
    const applied = await Promise.all(
      children.map(async (child) => {
        const [names] = (await once(child, 'message')) as [string[]];
        const [code] = (await once(child, 'exit')) as [number];
        assert.equal(code, 0);
        return names;
      }),
    );
    assert.deepEqual(applied.flat().sort(), [...NAMES].sort());
  });

  it('are each applied once by many that come at the same moment', async () => {
    const pools = Array.from({ length: 5 }, () => openDatabase({ url: database.url, poolMax: 1 }));
    try {
      // Connected first, so that they start together.
      await Promise.all(pools.map((db) => db.raw('select 1')));
      const applied = await Promise.all(pools.map((db) => migrateToLatest(db)));
      assert.deepEqual(applied.flat().sort(), [...NAMES].sort());
    } finally {
      await Promise.all(pools.map((db) => db.destroy()));
    }
  });

  it('go on after a process was killed in the middle of one', async () => {
    const child = startChild(database.url, 'hang');
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const db = openDatabase({ url: database.url, poolMax: 2 });
    try {
      assert.deepEqual(await migrateToLatest(db), NAMES);
    } finally {
      await db.destroy();
    }
  });
});
