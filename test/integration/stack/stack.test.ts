import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../../../db/database.js';
import { DatabaseHeld, startPglite } from '../../../dev/pglite.js';
import { identifyProcess } from '../../../dev/process-identity.js';
import { ApiPortTaken, startStack } from '../../../dev/stack.js';
import type { Stack } from '../../../dev/stack.js';
import { startTemporalServer, useTemporalServer } from '../../../dev/temporal-server.js';
import { loadConfig } from '../../../platform/config.js';
import { TemporalUnreachable } from '../../../platform/temporal-client.js';
import {
  dataFolder,
  ended,
  killScripts,
  servicesOf,
  settings,
  startScript,
  temporalOf,
  untilGone,
  untilPrinted,
} from './processes.js';

const HOLDER = 'test/integration/stack/stack-holder.ts';

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const db = openDatabase({ url: databaseUrl, poolMax: 1 });
  try {
    const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(sql);
    return rows;
  } finally {
    await db.destroy();
  }
}

async function withTemporal<T>(
  address: string,
  use: (client: Client, connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }), connection);
  } finally {
    await connection.close();
  }
}

/** The database asks for no password: only we may enter the folder of its socket. */
async function assertPrivate(databaseUrl: string): Promise<void> {
  const { mode } = await stat(new URL(databaseUrl).searchParams.get('host') ?? '');
  assert.equal(mode & 0o777, 0o700);
}

describe('embedded stack', function () {
  this.timeout(180_000);
  let dataDir: string;
  const start = (): Promise<Stack> => startStack({ config: loadConfig(settings(dataDir)), api: false, worker: false });

  beforeEach(async () => {
    dataDir = await dataFolder();
  });
  afterEach(async () => {
    killScripts();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('leaves no process behind when the one that started it is killed, and loses nothing', async () => {
    const holder = startScript(HOLDER, settings(dataDir));
    await untilPrinted(holder, /databaseUrl.*\n/);
    const { databaseUrl } = JSON.parse(holder.output()) as { databaseUrl: string };
    await query(databaseUrl, 'create table kept (n int); insert into kept values (7)');
    const { database, temporal } = await servicesOf(dataDir);
    holder.child.kill('SIGKILL');
    await ended(holder.child);
    await untilGone([database, temporal], 20_000);

    const stack = await start();
    assert.deepEqual(await query(stack.databaseUrl, 'select n from kept'), [{ n: 7 }]);
    assert.equal(await stack.stop(), true);
  });

  it('keeps rows and workflows over a restart', async () => {
    const first = await start();
    await query(first.databaseUrl, 'create table kept (n int); insert into kept values (1)');
    const options = { workflowId: 'kept', taskQueue: 'nobody', args: [], searchAttributes: { PlanId: ['pln_kept'] } };
    await withTemporal(first.temporalAddress, (client) => client.workflow.start('waits', options));
    const { database, temporal } = await servicesOf(dataDir);
    assert.equal(await first.stop(), true);
    await untilGone([database, temporal], 1_000);

    const second = await start();
    assert.deepEqual(await query(second.databaseUrl, 'select n from kept'), [{ n: 1 }]);
    const { status } = await withTemporal(second.temporalAddress, (client) =>
      client.workflow.getHandle('kept').describe(),
    );
    assert.equal(status.name, 'RUNNING');
    await second.stop();
  });

  it('uses what already runs on the same data folder, leaves it running, and notices its end', async () => {
    const [first, second] = [await start(), await start()];
    assert.deepEqual(
      [second.databaseUrl, second.temporalAddress, second.temporalUiUrl],
      [first.databaseUrl, first.temporalAddress, first.temporalUiUrl],
    );
    const third = await start();
    await second.stop();
    assert.deepEqual(await query(first.databaseUrl, 'select 1 as one'), [{ one: 1 }]);
    await first.stop();
    assert.match(await third.lost, /has ended with process \d+, which had started it/);
    await third.stop();
  });

  it('finds a Temporal server again that has lost both its owner and its guard, and ends it in the end', async () => {
    const holder = startScript(HOLDER, settings(dataDir));
    await untilPrinted(holder, /databaseUrl.*\n/);
    const temporal = await temporalOf(dataDir);
    const parent = Number(/^PPid:\s*(\d+)$/m.exec(await readFile(`/proc/${temporal.pid}/status`, 'utf8'))?.[1]);
    process.kill(parent, 'SIGKILL');
    holder.child.kill('SIGKILL');
    await ended(holder.child);

    const server = await startTemporalServer({ dataDir, ui: true });
    assert.deepEqual(await temporalOf(dataDir), temporal);
    await server.stop();
    await untilGone([temporal], 10_000);
  });

  it('says who holds a database that does not answer', async () => {
    const holder = { ...identifyProcess(process.pid), since: '2026-01-01T00:00:00.000Z' };
    const databaseUrl = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(dataDir)}`;
    await writeFile(join(dataDir, 'pglite.lock'), JSON.stringify({ ...holder, details: { databaseUrl } }));
    await assert.rejects(startPglite({ dataDir, answerMs: 300 }), (error: Error) => {
      assert.ok(error instanceof DatabaseHeld);
      assert.match(error.message, new RegExp(`open in process ${process.pid} since 2026-01-01.+PLANNER_DATA_DIR`));
      return true;
    });
  });

  it('takes over the lock of a process that is gone', async () => {
    const gone = { pid: process.pid, started: '1', since: '2026-01-01T00:00:00.000Z', details: { databaseUrl: 'x' } };
    await writeFile(join(dataDir, 'pglite.lock'), JSON.stringify(gone));
    const database = await startPglite({ dataDir });
    assert.equal(database.owned, true);
    await assertPrivate(database.databaseUrl);
    await database.stop();
  });

  it('keeps the database private also where the path of the data folder is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(120));
    const database = await startPglite({ dataDir: long });
    await assertPrivate(database.databaseUrl);
    assert.deepEqual(await query(database.databaseUrl, 'select 1 as one'), [{ one: 1 }]);
    await database.stop();
  });

  it('refuses to start when the port of the API is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const config = loadConfig(settings(dataDir, { PLANNER_API__PORT: String(port) }));
    await assert.rejects(startStack({ config, api: true, worker: true }), ApiPortTaken);
    other.close();
  });

  it('stops the database again when the Temporal server cannot be reached', async () => {
    const config = loadConfig(settings(dataDir, { TEMPORAL_ADDRESS: '127.0.0.1:9' }));
    await assert.rejects(startStack({ config, api: false, worker: false }), TemporalUnreachable);
    await assert.rejects(stat(join(dataDir, 'pglite.lock')), { code: 'ENOENT' });
  });

  it('adds the search attributes that a named server lacks', async () => {
    const server = await startTemporalServer({ dataDir: null, ui: false });
    const named = loadConfig(settings(dataDir, { TEMPORAL_ADDRESS: server.address })).temporal;
    const listed = await withTemporal(server.address, async (_, { operatorService }) => {
      await operatorService.removeSearchAttributes({ namespace: 'default', searchAttributes: ['Coverage'] });
      await useTemporalServer(named);
      return operatorService.listSearchAttributes({ namespace: 'default' });
    });
    assert.equal(listed.customAttributes['Coverage'], 4);
    await server.stop();
  });
});
