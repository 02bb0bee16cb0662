import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { LENDING_CONTRACT, LENDING_PRD } from '../fixtures/lending.js';
import type { Json } from '../support/http.js';
import { call, eventually, makePlan } from '../support/http.js';
import type { TestProcess } from '../support/processes.js';
import { startProcess } from '../support/processes.js';
import type { TestStack } from '../support/stack.js';
import { getStack } from '../support/stack.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

const SCOPE = { tenantId: 'default' };

describe('a request whose API process is killed', () => {
  let stack: TestStack;
  let proxy: TcpProxy;
  let api: TestProcess;
  let alive = false;
  before(async function () {
    this.timeout(120_000);
    stack = await getStack();
  });
  afterEach(async () => {
    if (alive) await api.kill();
    alive = false;
    await proxy.close();
  });

  const start = async (settings: Record<string, string>): Promise<void> => {
    api = await startProcess('api', { ...stack.environment, ...settings });
    alive = true;
  };
  const startBehindDatabaseProxy = async (): Promise<void> => {
    const url = new URL(stack.config.storage.databaseUrl);
    const path = `${url.searchParams.get('host') ?? ''}/.s.PGSQL.${url.searchParams.get('port') ?? ''}`;
    proxy = await startTcpProxy({ path });
    await start({
      PLANNER_STORAGE__DATABASE_URL: `postgresql://${url.username}@127.0.0.1:${proxy.port}${url.pathname}`,
    });
  };
  const startBehindTemporalProxy = async (): Promise<void> => {
    const [host = '', port = ''] = stack.config.temporal.address.split(':');
    proxy = await startTcpProxy({ host, port: Number(port) });
    await start({ TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}` });
    // The probe connects, so that what follows on the connection is the request's own call.
    await eventually(
      () => call('GET', `${api.url}/readyz`),
      (answer) => answer.status === 200,
    );
  };
  const kill = async (): Promise<void> => {
    await api.kill();
    alive = false;
  };

  const request = (): { title: string; key: string; body: Json } => {
    const title = `Lending ${randomUUID()}`;
    const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT }, options: { title } };
    return { title, key: randomUUID(), body };
  };
  /** Sends without caring for the answer: the process will be killed before it comes. */
  const send = (path: string, body: Json, headers: Record<string, string>): Promise<unknown> =>
    call('POST', `${api.url}${path}`, body, headers).catch((error: unknown) => error);
  const planTitled = async (title: string): Promise<string | undefined> =>
    (await stack.repositories.plans.list(SCOPE, { limit: 200 })).find((p) => p.title === title)?.id;
  const madePlan = async (title: string): Promise<string> =>
    (await eventually(
      () => planTitled(title),
      (id) => id !== undefined,
    )) ?? '';
  const unsent = async (planId: string): Promise<number> =>
    (await stack.repositories.outbox.unsent(0, 500)).filter((row) => row.planId === planId).length;
  const published = (planId: string): Promise<Json> =>
    eventually(
      () => call('GET', `${stack.url}/plans/${planId}`),
      (answer) => answer.body.status === 'ready',
      60,
    );
  const runsOf = async (planId: string): Promise<number> => {
    const query = `WorkflowId = "plan/${planId}/rev/1"`;
    return (await stack.temporal.workflow.count(query)).count;
  };

  it('before its transaction commits leaves nothing, and the same key then makes the plan', async () => {
    await startBehindDatabaseProxy();
    const { title, key, body } = request();
    proxy.toServer = (bytes) => (/commit/iu.test(bytes.toString('latin1')) ? 'hold' : 'forward');
    const lost = send('/plans', body, { 'idempotency-key': key });
    await proxy.held;
    await kill();
    await lost;
    assert.equal(await planTitled(title), undefined);
    const again = await call('POST', `${stack.url}/plans`, body, { 'idempotency-key': key, prefer: 'wait=60' });
    assert.equal(again.status, 201);
    assert.equal(await planTitled(title), again.body.id);
  }).timeout(90_000);

  it('after the commit and before Temporal was told is carried on by the relay', async () => {
    await startBehindTemporalProxy();
    const { title, key, body } = request();
    proxy.toServer = () => 'hold';
    const lost = send('/plans', body, { 'idempotency-key': key });
    await proxy.held;
    const planId = await madePlan(title);
    await kill();
    await lost;
    await published(planId);
    assert.equal(await unsent(planId), 0);
  }).timeout(90_000);

  it('after Temporal was told and before that is noted gives one plan, made once', async () => {
    await startBehindTemporalProxy();
    const { title, key, body } = request();
    proxy.toClient = () => 'hold';
    const lost = send('/plans', body, { 'idempotency-key': key });
    await proxy.held;
    const planId = await madePlan(title);
    await kill();
    await lost;
    await published(planId);
    await eventually(
      () => unsent(planId),
      (rows) => rows === 0,
    );
    const again = await call('POST', `${stack.url}/plans`, body, { 'idempotency-key': key, prefer: 'wait=60' });
    assert.equal(again.body.id, planId);
    assert.equal(await runsOf(planId), 1);
  }).timeout(90_000);

  it('after all is noted and before the answer gives the same plan to the same key', async () => {
    await startBehindTemporalProxy();
    const { title, key, body } = request();
    const lost = send('/plans', body, { 'idempotency-key': key, prefer: 'wait=60' });
    const planId = await madePlan(title);
    await eventually(
      () => unsent(planId),
      (rows) => rows === 0,
    );
    await kill();
    await lost;
    const again = await call('POST', `${stack.url}/plans`, body, { 'idempotency-key': key, prefer: 'wait=60' });
    assert.equal(again.status, 201);
    assert.equal(again.body.id, planId);
    assert.equal(await runsOf(planId), 1);
  }).timeout(90_000);

  it('in the middle of a callback keeps the callback, and its card is made once', async () => {
    const plan = await makePlan(stack.url, LENDING_PRD, LENDING_CONTRACT);
    const { body: ready } = await call('GET', `${stack.url}/plans/${plan.id}/ready`);
    const taskId = ready.tasks[0].id;
    await startBehindTemporalProxy();
    proxy.toClient = () => 'hold';
    const callback = { eventId: 'killed', status: 'succeeded', summary: 'Made before the crash.' };
    const lost = send(`/executor/callbacks/${taskId}`, callback, {});
    await proxy.held;
    await kill();
    await lost;
    await eventually(
      () => unsent(plan.id),
      (rows) => rows === 0,
    );
    const again = await call('POST', `${stack.url}/executor/callbacks/${taskId}`, callback);
    assert.equal(again.body.duplicate, true);
    const { body: cards } = await eventually(
      () => call('GET', `${stack.url}/plans/${plan.id}/cards`),
      (answer) => answer.body.cards.length > 0,
    );
    assert.equal(cards.cards.length, 1);
  }).timeout(90_000);
});
