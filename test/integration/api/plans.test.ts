import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient } from './api-client.js';
import type { Json } from './api-client.js';
import { CONTRACT, PRD, planRequest, SDL } from './inputs.js';

describe('making and reading plans', function () {
  this.timeout(60_000);
  let call: ReturnType<typeof makeClient>;
  before(async () => {
    call = makeClient((await getStack()).url);
  });

  /** Makes a plan and waits until it is ready. */
  const planned = async (body: unknown = planRequest(), headers: Record<string, string> = {}) => {
    const answer = await call('/plans', { method: 'POST', body, headers: { Prefer: 'wait=50', ...headers } });
    assert.equal(answer.status, 201, answer.text);
    return answer;
  };

  it('answers 202 with where to look while the plan is being made', async () => {
    const answer = await call('/plans', { method: 'POST', body: planRequest({ title: 'Notes service' }) });
    assert.equal(answer.status, 202);
    assert.equal(answer.headers.get('location'), `/plans/${answer.json.id}`);
    assert.match(answer.json.id, /^pln_[a-z2-7]{26}$/);
    assert.equal(answer.json.title, 'Notes service');
    assert.equal(answer.json.revision, 0);
    assert.equal(answer.json.contract.operations, 5);
    const early = await call(`/plans/${answer.json.id}/tasks.json`);
    if (early.status !== 200) {
      assertProblem(early, 409, 'plan-not-ready');
      assert.equal(early.headers.get('retry-after'), '1');
    }
  });

  it('answers 201 with the winner when the plan is ready within the wait', async () => {
    const answer = await planned();
    assert.equal(answer.headers.get('preference-applied'), 'wait=50');
    const { status, revision, coverage, winner, fallbacks, tasks, contract, prd } = answer.json;
    assert.deepEqual({ status, revision }, { status: 'ready', revision: 1 });
    assert.equal(coverage.complete, true);
    assert.ok(winner.reward > 0 && fallbacks.length >= 1);
    assert.ok(tasks.byStatus.ready >= 1);
    assert.deepEqual(Object.keys(tasks.byStatus).sort(), ['pending', 'ready']);
    assert.equal(contract.sha256, createHash('sha256').update(CONTRACT).digest('hex'));
    assert.equal(prd.sha256, createHash('sha256').update(PRD).digest('hex'));
    assert.equal(prd.requirements, 4);
  });

  it('grants no longer wait than the setting allows and ignores preferences it does not know', async () => {
    const answer = await call('/plans', {
      method: 'POST',
      body: planRequest(),
      headers: { Prefer: 'handling=strict, wait=99999' },
    });
    assert.equal(answer.headers.get('preference-applied'), 'wait=60');
    const now = await call('/plans', { method: 'POST', body: planRequest(), headers: { Prefer: 'wait=soon' } });
    assert.equal(now.status, 202);
    assert.equal(now.headers.get('preference-applied'), null);
  });

  it('takes a form, as curl -F sends it', async () => {
    const form = new FormData();
    form.set('prd', new Blob([PRD]), 'prd.md');
    form.set('contract', new Blob([SDL]), 'schema.graphql');
    form.set('options', JSON.stringify({ title: 'By form', search: { maxTrials: 4 } }));
    const answer = await planned(form);
    assert.equal(answer.json.title, 'By form');
    assert.equal(answer.json.contract.kind, 'graphql');
    assert.equal(answer.json.search.trials, 4);
  });

  it('takes a contract as a document and hashes its canonical form', async () => {
    const document = {
      paths: { '/a': { get: { responses: { 200: { description: 'A' } } } } },
      info: { version: '1', title: 'A' },
      openapi: '3.0.3',
    };
    const answer = await planned({ prd: { text: PRD }, contract: { document } });
    const canonical =
      '{"info":{"title":"A","version":"1"},"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":"A"}}}}}}';
    assert.equal(answer.json.contract.sha256, createHash('sha256').update(canonical).digest('hex'));
    assert.equal(answer.json.title, 'A');
  });

  it('gives the same plan for the same Idempotency-Key and request, even at once, and refuses another request', async () => {
    const headers = { 'Idempotency-Key': `key-${Date.now()}` };
    const send = (body: unknown) => call('/plans', { method: 'POST', body, headers });
    const answers = await Promise.all([send(planRequest()), send(planRequest()), send(planRequest())]);
    const ids = new Set(answers.map(({ json }) => json.id));
    assert.equal(ids.size, 1);
    const again = await send({ options: {}, contract: { text: CONTRACT }, prd: { text: PRD } });
    assert.equal(again.json.id, answers[0].json.id, 'the order of members does not matter');
    assertProblem(await send(planRequest({ title: 'Other' })), 422, 'idempotency-key-reused');
  });

  it('serves the summary with a strong entity tag that a change makes stale', async () => {
    const { id } = (await planned()).json;
    const first = await call(`/plans/${id}`);
    const etag = first.headers.get('etag')!;
    assert.match(etag, /^"[\w-]+"$/);
    const same = await call(`/plans/${id}`, { headers: { 'If-None-Match': `"other", ${etag}` } });
    assert.equal(same.status, 304);
    assert.equal(same.headers.get('etag'), etag);
    await call(`/plans/${id}`, { method: 'DELETE' });
    const changed = await call(`/plans/${id}`, { headers: { 'If-None-Match': etag } });
    assert.equal(changed.status, 200);
    assert.ok(changed.json.version > first.json.version);
  });

  it('cancels, and cancelling again changes nothing', async () => {
    const { id } = (await call('/plans', { method: 'POST', body: planRequest() })).json;
    const first = await call(`/plans/${id}`, { method: 'DELETE' });
    assert.equal(first.status, 202);
    assert.equal(first.json.status, 'cancelled');
    const second = await call(`/plans/${id}`, { method: 'DELETE' });
    assert.equal(second.status, 202);
    assert.equal(second.json.version, first.json.version);
    assertProblem(await call(`/plans/${id}/rerun`, { method: 'POST' }), 409, 'plan-cancelled');
    assertProblem(await call(`/plans/${id}/tasks.json`), 409, 'plan-cancelled');
  });

  it('lists plans newest first, by status and by label, page by page', async () => {
    const labels = { team: `t${Date.now()}` };
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.unshift((await call('/plans', { method: 'POST', body: planRequest({ labels }) })).json.id);
    }
    const query = `label=team:${labels.team}&limit=2`;
    const first = await call(`/plans?${query}`);
    assert.deepEqual(
      first.json.plans.map((plan: Json) => plan.id),
      ids.slice(0, 2),
    );
    assert.match(first.headers.get('link')!, /rel="next"/);
    const second = await call(`/plans?${query}&cursor=${first.json.nextCursor}`);
    assert.deepEqual(
      second.json.plans.map((plan: Json) => plan.id),
      ids.slice(2),
    );
    assert.equal(second.json.nextCursor, null);
    const next = /<([^>]+)>/.exec(first.headers.get('link')!)![1]!;
    assert.deepEqual((await call(next)).json, second.json);
    await call(`/plans/${ids[0]}`, { method: 'DELETE' });
    const cancelled = await call(`/plans?label=team:${labels.team}&status=cancelled`);
    assert.deepEqual(
      cancelled.json.plans.map((plan: Json) => plan.id),
      [ids[0]],
    );
    assertProblem(await call(`/plans?limit=2&cursor=${first.json.nextCursor}`), 400, 'invalid-cursor');
  });

  it('refuses pages and filters that cannot be', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'status=odd', 'label=x', 'nope=1', 'cursor=%00']) {
      const answer = await call(`/plans?${query}`);
      assertProblem(answer, 400, 'invalid-request');
      assert.equal(answer.json.errors[0].parameter, query.split('=')[0]);
    }
    assertProblem(await call('/plans?cursor=abc'), 400, 'invalid-cursor');
  });

  it('answers 404 for a plan that is not there, whatever the id looks like', async () => {
    for (const id of ['pln_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'nope', '%00', "'; drop table plans; --"]) {
      for (const path of ['', '/tasks.json', '/graph', '/report', '/scaffold', '/coverage', '/search', '/candidates']) {
        assertProblem(await call(`/plans/${id}${path}`), 404, 'unknown-plan');
      }
    }
    const id = 'pln_aaaaaaaaaaaaaaaaaaaaaaaaaa';
    for (const path of ['/bundle', '/ready', '/cards', '/tasks/tsk_x', '/tasks/tsk_x/payload', '/candidates/x']) {
      assertProblem(await call(`/plans/${id}${path}`), 404, 'unknown-plan');
    }
    assertProblem(await call(`/plans/${id}`, { method: 'DELETE' }), 404, 'unknown-plan');
    assertProblem(await call(`/plans/${id}/rerun`, { method: 'POST' }), 404, 'unknown-plan');
  });
});
