import assert from 'node:assert/strict';
import { LENDING_CONTRACT, LENDING_PRD, LENDING_SDL } from '../fixtures/lending.js';
import type { Json } from '../support/http.js';
import { call, complete, eventually, makePlan } from '../support/http.js';
import type { TestStack } from '../support/stack.js';
import { getStack } from '../support/stack.js';

describe('a plan from its inputs to its completion', () => {
  let stack: TestStack;
  let url: string;
  before(async function () {
    this.timeout(120_000);
    stack = await getStack();
    url = stack.url;
  });

  const tasksOf = async (planId: string): Promise<Json[]> =>
    (await call('GET', `${url}/plans/${planId}/tasks.json`)).body.tasks;
  const readyOf = async (planId: string): Promise<Json[]> =>
    (await call('GET', `${url}/plans/${planId}/ready`)).body.tasks;
  const cover = (task: Json, ref: string): boolean => task.covers.includes(ref);

  for (const [kind, contract, operations] of [
    ['OpenAPI', LENDING_CONTRACT, 5],
    ['GraphQL', LENDING_SDL, 4],
  ] as const) {
    it(`covers every element of a ${kind} contract with at least three candidates, a winner and a fallback`, async () => {
      const plan = await makePlan(url, LENDING_PRD, contract);
      assert.equal(plan.status, 'ready');
      assert.deepEqual(plan.coverage.operations, { total: operations, covered: operations });
      assert.equal(plan.coverage.complete, true);
      assert.ok(plan.search.candidates >= 3, `candidates: ${plan.search.candidates}`);
      assert.ok(plan.fallbacks.length >= 1);
      assert.notEqual(plan.fallbacks[0].strategy, plan.winner.strategy);
    });
  }

  it('puts an item before its loan, a creation before a reading, and every task within its budget', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const tasks = await tasksOf(plan.id);
    const position = (ref: string): number => tasks.findIndex((t) => t.kind !== 'test' && cover(t, ref));
    assert.ok(position('entity:Item') < position('entity:Loan'));
    assert.ok(position('entity:Item') <= position('op:POST /items'));
    const ids = tasks.map((t) => t.id);
    for (const task of tasks) {
      assert.ok(task.budget.tokens <= task.budget.limit);
      for (const d of task.dependsOn)
        assert.ok(ids.indexOf(d.task) < ids.indexOf(task.id), `${task.key} before its dependency`);
    }
  });

  it('gives equal inputs equal tasks, whatever the plan', async () => {
    const [a, b] = [
      await makePlan(url, LENDING_PRD, LENDING_CONTRACT),
      await makePlan(url, LENDING_PRD, LENDING_CONTRACT),
    ];
    assert.equal(a.winner.candidateId, b.winner.candidateId);
    const named = async (planId: string): Promise<Json> => {
      const tasks = await tasksOf(planId);
      const keyOf = new Map<string, string>(tasks.map((task) => [task.id, task.key]));
      const text = JSON.stringify(tasks).replaceAll(planId, 'pln');
      return JSON.parse(text.replaceAll(/tsk_[a-z2-7]{26}/gu, (id) => keyOf.get(id) ?? id));
    };
    assert.deepEqual(await named(a.id), await named(b.id));
  });

  it('is carried out task by task until it is completed; cards reach the payloads of what depends on them', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const summary = 'Items live in table lending_items; ids are ULIDs.';
    let done = 0;
    let cardSeen = false;
    for (let ready = await readyOf(plan.id); ready.length > 0; ready = await readyOf(plan.id)) {
      for (const { id } of ready) {
        const { body: payload } = await call('GET', `${url}/plans/${plan.id}/tasks/${id}/payload`);
        assert.ok(payload.budget.tokens <= payload.budget.limit);
        if (payload.rendered.includes(summary)) cardSeen = true;
        const { card, taskStatus } = await complete(url, id, { summary });
        assert.match(card.id ?? card, /^crd_/u);
        assert.equal(taskStatus, 'succeeded');
        done += 1;
      }
    }
    assert.equal(done, plan.tasks.total);
    assert.ok(cardSeen, 'no payload held a card of an earlier task');
    const { body } = await call('GET', `${url}/plans/${plan.id}`);
    assert.equal(body.status, 'completed');
    const { body: cards } = await call('GET', `${url}/plans/${plan.id}/cards?limit=200`);
    assert.equal(cards.cards.length, done);
  }).timeout(120_000);

  it('tries a task again after a retryable failure, and gives it up after the third', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const [first] = await readyOf(plan.id);
    const fail = (n: number): Promise<Json> =>
      complete(url, first.id, {
        eventId: `try-${n}`,
        status: 'failed',
        error: { code: 'tests-red', message: 'two tests failed', retryable: true },
      });
    assert.equal((await fail(1)).taskStatus, 'ready');
    assert.equal((await fail(2)).taskStatus, 'ready');
    assert.equal((await fail(3)).taskStatus, 'failed');
    const { body } = await call('GET', `${url}/plans/${plan.id}`);
    assert.equal(body.status, 'executing');
  });

  it('gives a repeated callback no second effect and refuses another body under its id', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const [{ id }] = await readyOf(plan.id);
    await complete(url, id);
    const again = await complete(url, id);
    assert.equal(again.duplicate, true);
    const other = await call('POST', `${url}/executor/callbacks/${id}`, { eventId: `done-${id}`, status: 'failed' });
    assert.equal(other.status, 422);
    assert.equal(other.body.code, 'event-id-reused');
    const { body } = await call('GET', `${url}/plans/${plan.id}/cards`);
    assert.equal(body.cards.length, 1);
  });

  it('applies what was executed early and says so; progress after the end changes nothing', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const late = (await tasksOf(plan.id)).at(-1);
    assert.equal(late.status, 'pending');
    assert.equal((await complete(url, late.id)).taskStatus, 'succeeded');
    await call('POST', `${url}/executor/callbacks/${late.id}`, { eventId: 'late', status: 'progress' });
    const { body } = await call('GET', `${url}/plans/${plan.id}/tasks/${late.id}`);
    assert.equal(body.task.status, 'succeeded');
    assert.ok(body.task.findings.some((f: Json) => f.code === 'executed-early'));
  });

  it('keeps done work in a rerun, reopens what changed and supersedes what is gone', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    for (const task of await readyOf(plan.id)) await complete(url, task.id);
    const contract = JSON.parse(LENDING_CONTRACT);
    delete contract.paths['/loans/{loanId}/return'];
    contract.components.schemas.Loan.properties.note = { type: 'string' };
    const before = await tasksOf(plan.id);
    const rerun = await call('POST', `${url}/plans/${plan.id}/rerun`, { contract: { document: contract } });
    assert.equal(rerun.status, 202);
    assert.equal(rerun.body.revision, 2);
    const after = await eventually(
      () => call('GET', `${url}/plans/${plan.id}`),
      (a) => a.body.revision === 2,
    );
    assert.equal(after.body.coverage.operations.total, 4);
    const tasks = await tasksOf(plan.id);
    const scaffold = tasks.find((t) => t.kind === 'scaffold');
    assert.equal(scaffold.status, 'succeeded');
    assert.equal(scaffold.id, before.find((t) => t.key === scaffold.key).id);
    assert.ok(!tasks.some((t) => cover(t, 'op:POST /loans/{loanId}/return')));
    const gone = before.find((t) => t.kind !== 'test' && t.covers.includes('op:POST /loans/{loanId}/return'));
    const callback = await call('POST', `${url}/executor/callbacks/${gone.id}`, { eventId: 'x', status: 'succeeded' });
    assert.equal(callback.status, 409, 'a superseded task takes no callback');
  });

  it('that fails says why within the wait, and a rerun with mended options makes it', async () => {
    const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT }, options: { tokenBudget: 256 } };
    const failed = await call('POST', `${url}/plans`, body, { prefer: 'wait=60' });
    assert.equal(failed.status, 422);
    assert.equal(failed.body.code, 'budget-infeasible');
    assert.match(failed.body.remediation, /tokenBudget/u);
    const path = `${url}/plans/${failed.body.planId}`;
    assert.equal((await call('GET', path)).body.status, 'failed');
    assert.equal((await call('POST', `${path}/rerun`, { options: { tokenBudget: 4000 } })).status, 202);
    const mended = await eventually(
      () => call('GET', path),
      (answer) => answer.body.revision === 2,
    );
    assert.equal(mended.body.status, 'ready');
    assert.equal(mended.body.error, undefined);
  });

  it('goes on as it was when a later revision fails', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    for (const task of await readyOf(plan.id)) await complete(url, task.id);
    const rerun = await call('POST', `${url}/plans/${plan.id}/rerun`, { options: { tokenBudget: 256 } });
    assert.equal(rerun.status, 202);
    const after = await eventually(
      () => call('GET', `${url}/plans/${plan.id}`),
      (answer) => answer.body.lastRevision.status === 'failed',
    );
    assert.equal(after.body.lastRevision.n, 2);
    assert.equal(after.body.revision, 1);
    assert.equal(after.body.status, 'executing');
  });

  it('goes on when its workflow is told of a callback that nobody stored', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const [first] = await readyOf(plan.id);
    const handle = stack.temporal.workflow.getHandle(`plan/${plan.id}`);
    const { runId } = await handle.describe();
    const event = { kind: 'taskOutcome', eventId: 'forged', taskId: first.id, principal: 'x', correlationId: 'x' };
    await handle.signal('planEvent', event);
    assert.equal((await complete(url, first.id)).taskStatus, 'succeeded');
    const run = await stack.temporal.workflow.getHandle(`plan/${plan.id}`, runId).describe();
    assert.notEqual(run.status.name, 'FAILED');
  });

  it('is cancelled for good, repeatably', async () => {
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    for (let round = 0; round < 2; round += 1) {
      const answer = await call('DELETE', `${url}/plans/${plan.id}`);
      assert.equal(answer.status, 202);
      assert.equal(answer.body.status, 'cancelled');
    }
    const rerun = await call('POST', `${url}/plans/${plan.id}/rerun`, {});
    assert.equal(rerun.status, 409);
    const handle = stack.temporal.workflow.getHandle(`plan/${plan.id}`);
    await eventually(
      () => handle.describe(),
      (d) => d.status.name === 'COMPLETED',
    );
  });
});
