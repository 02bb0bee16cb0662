import assert from 'node:assert/strict';
import { LENDING_CONTRACT, LENDING_PRD } from '../fixtures/lending.js';
import { call, complete, eventually, makePlan } from '../support/http.js';
import type { TestStack } from '../support/stack.js';
import { getStack } from '../support/stack.js';

describe('a lifecycle that continues as new', () => {
  let stack: TestStack;
  before(async function () {
    this.timeout(120_000);
    stack = await getStack();
  });

  it('applies every event once: those before, those after, and repeated ones from before', async () => {
    const { url } = stack;
    const plan = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
    const handle = stack.temporal.workflow.getHandle(`plan/${plan.id}`);
    const firstRun = (await handle.describe()).runId;
    const done: string[] = [];
    const runId = async (): Promise<string> => (await handle.describe()).runId;
    while ((await runId()) === firstRun) {
      const { body } = await call('GET', `${url}/plans/${plan.id}/ready`);
      assert.ok(body.tasks.length > 0, 'the plan ended before its workflow continued as new');
      for (const { id } of body.tasks) {
        await complete(url, id);
        done.push(id);
      }
    }
    // The same signal again, as the relay would send it after a crash, to the run that never saw it.
    const [first = ''] = done;
    await handle.signal('planEvent', {
      kind: 'taskOutcome',
      eventId: `done-${first}`,
      taskId: first,
      principal: 'anonymous',
      correlationId: 'again',
    });
    const { body: next } = await call('GET', `${url}/plans/${plan.id}/ready`);
    for (const { id } of next.tasks) {
      await complete(url, id);
      done.push(id);
    }
    const { body: cards } = await eventually(
      () => call('GET', `${url}/plans/${plan.id}/cards?limit=200`),
      (answer) => answer.body.cards.length >= done.length,
    );
    assert.equal(cards.cards.length, done.length);
  }).timeout(120_000);
});
