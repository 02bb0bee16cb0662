import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient } from './api-client.js';
import type { Answer, Json } from './api-client.js';
import { CHANGED_CONTRACT, planRequest } from './inputs.js';

describe('carrying out a plan', function () {
  this.timeout(90_000);
  let call: ReturnType<typeof makeClient>;
  before(async () => {
    call = makeClient((await getStack()).url);
  });

  const newPlan = async (): Promise<string> => {
    const headers = { Prefer: 'wait=50' };
    const answer = await call('/plans', { method: 'POST', body: planRequest({ search: { maxTrials: 4 } }), headers });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.id;
  };
  const report = (taskId: string, body: object): Promise<Answer> =>
    call(`/executor/callbacks/${taskId}`, { method: 'POST', body });
  /** Asks until the answer is as wanted. */
  const until = async (path: string, isThere: (json: Json) => boolean): Promise<Json> => {
    for (let n = 0; n < 200; n++) {
      const { json } = await call(path);
      if (isThere(json)) return json;
      await sleep(100);
    }
    throw new assert.AssertionError({ message: `${path} never became as wanted` });
  };

  it('takes a report, makes a card of it and makes what depends on it ready, once', async () => {
    const id = await newPlan();
    const base = `/plans/${id}`;
    const [first] = (await call(`${base}/ready`)).json.tasks;
    const body = {
      eventId: 'done-1',
      status: 'succeeded',
      summary: 'The repository stands.',
      interfaces: ['npm run dev', { kind: 'setting', name: 'PORT', default: 3000 }],
      decisions: [{ what: 'Fastify', why: 'The PRD leaves it open.' }],
    };
    const accepted = await report(first.id, body);
    assert.equal(accepted.status, 202);
    assert.deepEqual(
      { ...accepted.json },
      { eventId: 'done-1', planId: id, taskId: first.id, accepted: true, duplicate: false, taskStatus: 'ready' },
    );
    const { cards } = await until(`${base}/cards`, (json) => json.cards.length > 0);
    assert.match(cards[0].text, /The repository stands/);
    await until(`${base}/tasks/${first.id}`, (json) => json.task.status === 'succeeded');
    assert.equal((await call(base)).json.status, 'executing');

    const again = await report(first.id, body);
    assert.equal(again.status, 202);
    assert.equal(again.json.duplicate, true);
    assert.equal(again.json.card, cards[0].id);
    assert.equal((await call(`${base}/cards`)).json.cards.length, 1);
    assertProblem(await report(first.id, { ...body, summary: 'Other' }), 422, 'event-id-reused');

    const tasks = (await call(`${base}/tasks.json`)).json.tasks;
    const next = tasks.find((task: Json) => task.dependsOn.some((d: Json) => d.task === first.id));
    const payload = (await call(`${base}/tasks/${next.id}/payload`)).json;
    assert.deepEqual(
      payload.cards.map((card: Json) => card.id),
      [cards[0].id],
    );
    const dependency = payload.dependencies.find((d: Json) => d.task === first.id);
    assert.ok(dependency.interfaces.includes('npm run dev'));
  });

  it('serves a payload as JSON and as Markdown, within its limit, and cuts it again for another model', async () => {
    const base = `/plans/${await newPlan()}`;
    const task = (await call(`${base}/tasks.json`)).json.tasks.find((t: Json) => t.kind === 'operation');
    const path = `${base}/tasks/${task.id}/payload`;
    const payload = await call(path);
    assert.equal(payload.headers.get('vary'), 'Accept');
    assert.ok(payload.json.budget.tokens <= payload.json.budget.limit);
    const markdown = await call(path, { headers: { Accept: 'text/markdown' } });
    assert.match(markdown.headers.get('content-type')!, /^text\/markdown/);
    assert.equal(markdown.text, payload.json.rendered);
    assert.notEqual(markdown.headers.get('etag'), payload.headers.get('etag'));
    const other = await call(`${path}?model=gpt-4.1`);
    assert.equal(other.json.budget.model, 'gpt-4.1');
    assertProblem(await call(path, { headers: { Accept: 'image/png' } }), 406, 'not-acceptable');
  });

  it('refuses reports that say too little or something else', async () => {
    const base = `/plans/${await newPlan()}`;
    const [task] = (await call(`${base}/ready`)).json.tasks;
    const missing = await report(task.id, { status: 'succeeded' });
    assertProblem(missing, 400, 'invalid-request');
    assert.equal(missing.json.errors[0].pointer, '/eventId');
    assertProblem(await report(task.id, { eventId: 'e', status: 'perfect' }), 400, 'invalid-request');
    assertProblem(await report(task.id, { eventId: 'e', status: 'failed', extra: 1 }), 400, 'invalid-request');
    assertProblem(
      await report(task.id, { eventId: 'e', status: 'failed', error: { code: 'x' } }),
      400,
      'invalid-request',
    );
    assertProblem(
      await report('tsk_aaaaaaaaaaaaaaaaaaaaaaaaaa', { eventId: 'e', status: 'failed' }),
      404,
      'unknown-task',
    );
    assertProblem(await report('nope', { eventId: 'e', status: 'failed' }), 404, 'unknown-task');
    assertProblem(await report(task.id, { eventId: 'e', status: 'failed', revision: 9 }), 404, 'unknown-revision');
  });

  it('stores odd text of an executor as it is', async () => {
    const base = `/plans/${await newPlan()}`;
    const [task] = (await call(`${base}/ready`)).json.tasks;
    const body = { eventId: 'odd-\u0000-\ud800', status: 'succeeded', summary: 'a\u0000b\udc00' };
    assert.equal((await report(task.id, body)).status, 202);
    assert.equal((await report(task.id, body)).json.duplicate, true);
    await until(`${base}/tasks/${task.id}`, (json) => json.task.status === 'succeeded');
  });

  it('takes the same event id on two tasks for two reports', async () => {
    const base = `/plans/${await newPlan()}`;
    const [first, second] = (await call(`${base}/tasks.json`)).json.tasks;
    for (const { id } of [first, second]) {
      assert.equal((await report(id, { eventId: 'final', status: 'succeeded' })).json.duplicate, false);
    }
    for (const { id } of [first, second]) {
      await until(`${base}/tasks/${id}`, (json) => json.task.status === 'succeeded');
    }
  });

  it('takes no report on a cancelled plan', async () => {
    const base = `/plans/${await newPlan()}`;
    const [task] = (await call(`${base}/ready`)).json.tasks;
    await call(base, { method: 'DELETE' });
    assertProblem(await report(task.id, { eventId: 'late', status: 'succeeded' }), 409, 'plan-cancelled');
  });

  it('plans again with a changed contract: done work stays, changed and gone tasks are refused with what to do', async () => {
    const id = await newPlan();
    const base = `/plans/${id}`;
    const before = (await call(`${base}/tasks.json`)).json.tasks;
    const page = (await call(`${base}/tasks.json?limit=2`)).json;
    const [done] = (await call(`${base}/ready`)).json.tasks;
    await report(done.id, { eventId: 'done', status: 'succeeded' });
    await until(`${base}/tasks/${done.id}`, (json) => json.task.status === 'succeeded');

    const body = { contract: { text: CHANGED_CONTRACT }, options: { search: { seed: 1 } } };
    const rerun = await call(`${base}/rerun`, { method: 'POST', body });
    assert.equal(rerun.status, 202);
    assert.deepEqual(rerun.json, { planId: id, revision: 2 });
    const early = await call(`${base}/rerun`, { method: 'POST' });
    if (early.status !== 202) assertProblem(early, 409, 'revision-running');
    const summary = await until(base, (json) => json.revision >= 2 && json.lastRevision.status === 'published');
    assert.equal(summary.contract.operations, 4);
    assert.equal(summary.search.trials, 4, 'options of the first revision are kept');

    const after = (await call(`${base}/tasks.json`)).json.tasks;
    const status = new Map(after.map((task: Json) => [task.id, task.status]));
    assert.equal(status.get(done.id), 'succeeded');
    const gone = before.find((task: Json) => !status.has(task.id));
    assertProblem(await report(gone.id, { eventId: 'late', status: 'succeeded' }), 409, 'task-superseded');
    const hashes = new Map(after.map((task: Json) => [task.id, task.contentHash]));
    const changed = before.find((task: Json) => hashes.has(task.id) && hashes.get(task.id) !== task.contentHash);
    const stale = await report(changed.id, { eventId: 'stale', status: 'succeeded', revision: 1 });
    assertProblem(stale, 409, 'task-changed');
    assert.match(stale.json.remediation, new RegExp(`/plans/${id}/tasks/${changed.id}/payload`));

    const rest = (await call(`${base}/tasks.json?limit=200&cursor=${page.nextCursor}`)).json;
    assert.equal(rest.revision, 1, 'a cursor stays on its revision');
    assert.deepEqual([...page.tasks, ...rest.tasks].length, before.length);
    assert.equal((await call(`${base}/bundle?revision=1`)).status, 200);
  });
});
