import assert from 'node:assert/strict';
import { EMBEDDING_DIMENSIONS } from '../../../db/cards.js';
import type { NewCard } from '../../../db/cards.js';
import {
  addPlan,
  newScope,
  publishTasks,
  report,
  sha256,
  stagedTask,
  statuses,
  taskIdFor,
  testRepositories,
} from './fixture.js';

const scope = newScope();

async function diamond(): Promise<string> {
  const db = testRepositories();
  const planId = await addPlan(db, scope);
  await publishTasks(db, scope, planId, [
    stagedTask(planId, 'top'),
    stagedTask(planId, 'left', ['top']),
    stagedTask(planId, 'right', ['top']),
    stagedTask(planId, 'bottom', ['left', 'right']),
  ]);
  return planId;
}

const cardOf = (id: string, axis: number): NewCard => ({
  id,
  outcome: 'succeeded',
  text: `card ${id}`,
  tokens: 3,
  document: { id },
  embedding: Array.from({ length: EMBEDDING_DIMENSIONS }, (_, index) => (index === axis ? 1 : 0)),
  embedder: 'test-1',
});

describe('what a task builds on', () => {
  it('is what it waits for, directly or through one other task, with the fewest steps', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const of = (key: string) => ({ planId, revision: 1, taskId: taskIdFor(planId, key) });
    assert.deepEqual(
      [...(await db.tasks.ancestors(scope, of('bottom')))],
      [
        ['left', 1],
        ['right', 1],
        ['top', 2],
      ],
    );
    assert.equal((await db.tasks.ancestors(scope, of('top'))).size, 0);
    assert.equal((await db.tasks.ancestors(newScope(), of('bottom'))).size, 0);
  });
});

describe('applying an outcome', () => {
  it('makes a task ready once all it depends on are done, and completes the plan with the last one', async () => {
    const db = testRepositories();
    const planId = await diamond();

    const top = await report(db, scope, planId, 'top', 'succeeded');
    assert.deepEqual(top.newlyReady, [taskIdFor(planId, 'left'), taskIdFor(planId, 'right')]);
    assert.equal(top.planStatus, 'executing');
    const left = await report(db, scope, planId, 'left', 'succeeded');
    assert.deepEqual(left.newlyReady, []);
    const right = await report(db, scope, planId, 'right', 'succeeded');
    assert.deepEqual(right.newlyReady, [taskIdFor(planId, 'bottom')]);
    const bottom = await report(db, scope, planId, 'bottom', 'succeeded');
    assert.equal(bottom.planStatus, 'completed');

    assert.equal((await db.plans.get(scope, planId))?.status, 'completed');
    const counts = await db.tasks.countsByStatus(scope, planId, 1);
    assert.equal(counts.succeeded, 4);
    assert.equal(counts.pending, 0);
  });

  it('loses nothing where two outcomes come at the same moment', async () => {
    const db = testRepositories();
    const planId = await diamond();
    await report(db, scope, planId, 'top', 'succeeded');
    const results = await Promise.all([
      report(db, scope, planId, 'left', 'succeeded'),
      report(db, scope, planId, 'right', 'succeeded'),
    ]);
    assert.deepEqual(
      results.flatMap((result) => result.newlyReady),
      [taskIdFor(planId, 'bottom')],
    );
  });

  it('finds the task that waits for many outcomes exactly once, in whatever order they come', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const branches = Array.from({ length: 12 }, (_, index) => `branch-${index}`);
    const tasks = [...branches.map((key) => stagedTask(planId, key)), stagedTask(planId, 'end', branches)];
    await publishTasks(db, scope, planId, tasks);
    const results = await Promise.all(branches.map((key) => report(db, scope, planId, key, 'succeeded')));
    assert.deepEqual(
      results.flatMap((result) => result.newlyReady),
      [taskIdFor(planId, 'end')],
    );
  });

  it('has one effect for one event, however often it is applied', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const taskId = taskIdFor(planId, 'top');
    const event = { planId, taskId, eventId: 'event-1', bodyHash: sha256('body'), body: {} };
    const input = {
      planId,
      taskId,
      eventId: 'event-1',
      outcome: { status: 'failed' as const, retryable: true },
      card: cardOf(`crd-${planId}`, 0),
    };
    assert.deepEqual(await db.taskEvents.insert(scope, event), { inserted: true });
    const [first, second] = await Promise.all([
      db.tasks.applyOutcome(scope, input),
      db.tasks.applyOutcome(scope, input),
    ]);
    assert.deepEqual([first.applied, second.applied].sort(), [false, true]);
    assert.equal((await db.tasks.get(scope, planId, taskId))?.attempts, 1);
    assert.equal((await db.cards.list(scope, planId, { limit: 10 })).length, 1);
    const repeated = await db.taskEvents.insert(scope, { ...event, bodyHash: 'other' });
    assert.equal(repeated.inserted, false);
    assert.equal(repeated.existing.bodyHash, sha256('body'));
    assert.equal(repeated.existing.taskStatus, 'ready');
    assert.equal(repeated.existing.cardId, `crd-${planId}`);
  });

  it('tries a retryable failure three times, then gives up', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const taskId = taskIdFor(planId, 'top');
    for (const attempt of [1, 2]) {
      const result = await report(db, scope, planId, 'top', 'failed', { retryable: true });
      assert.equal(result.taskStatus, 'ready', `attempt ${attempt}`);
      assert.deepEqual(result.newlyReady, [taskId]);
    }
    const last = await report(db, scope, planId, 'top', 'failed', { retryable: true });
    assert.equal(last.taskStatus, 'failed');
    assert.equal(last.planStatus, 'executing');
    assert.equal((await db.tasks.get(scope, planId, taskId))?.attempts, 3);
  });

  it('fails for good at once without retry, and still takes a late success', async () => {
    const db = testRepositories();
    const planId = await diamond();
    assert.equal((await report(db, scope, planId, 'top', 'failed')).taskStatus, 'failed');
    assert.equal((await report(db, scope, planId, 'top', 'failed', { retryable: true })).taskStatus, 'failed');
    assert.equal((await report(db, scope, planId, 'top', 'succeeded')).taskStatus, 'succeeded');
    assert.equal((await statuses(db, scope, planId, 1)).left, 'ready');
  });

  it('takes success of a pending task with the finding executed-early', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const result = await report(db, scope, planId, 'left', 'succeeded');
    assert.equal(result.taskStatus, 'succeeded');
    const task = await db.tasks.get(scope, planId, taskIdFor(planId, 'left'));
    assert.deepEqual(
      task?.findings.map((finding) => finding.code),
      ['executed-early'],
    );
  });

  it('leaves a task that is done alone', async () => {
    const db = testRepositories();
    const planId = await diamond();
    await report(db, scope, planId, 'top', 'succeeded');
    for (const status of ['failed', 'blocked', 'progress', 'succeeded'] as const) {
      const result = await report(db, scope, planId, 'top', status);
      assert.equal(result.applied, false, status);
      assert.equal(result.taskStatus, 'succeeded', status);
    }
    assert.equal((await db.tasks.get(scope, planId, taskIdFor(planId, 'top')))?.attempts, 1);
  });

  it('starts the plan with progress, which changes no task', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const result = await report(db, scope, planId, 'top', 'progress');
    assert.deepEqual([result.applied, result.taskStatus, result.planStatus], [true, 'ready', 'executing']);
  });

  it('has no effect on a cancelled plan, a superseded task and another revision of a task', async () => {
    const db = testRepositories();
    const cancelled = await diamond();
    await db.plans.cancel(scope, cancelled);
    const late = await report(db, scope, cancelled, 'top', 'succeeded', { eventId: 'late' });
    assert.deepEqual([late.applied, late.taskStatus, late.planStatus], [false, 'ready', 'cancelled']);
    assert.notEqual((await db.taskEvents.get(scope, taskIdFor(cancelled, 'top'), 'late'))?.appliedAt, null);

    const planId = await diamond();
    await publishTasks(db, scope, planId, [stagedTask(planId, 'top')], 2);
    const gone = await report(db, scope, planId, 'bottom', 'succeeded');
    assert.deepEqual([gone.applied, gone.taskStatus], [false, 'superseded']);
    await report(db, scope, planId, 'top', 'succeeded');
    assert.deepEqual(await statuses(db, scope, planId, 1), {
      top: 'ready',
      left: 'superseded',
      right: 'superseded',
      bottom: 'superseded',
    });
  });

  it('refuses an event that was never stored', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const input = {
      planId,
      taskId: taskIdFor(planId, 'top'),
      eventId: 'none',
      outcome: { status: 'succeeded' as const },
    };
    await assert.rejects(db.tasks.applyOutcome(scope, input), { name: 'RecordNotFoundError' });
  });

  it('tells clients and the audit log of every change, and raises the version with each', async () => {
    const db = testRepositories();
    const planId = await diamond();
    const before = await db.plans.get(scope, planId);
    await report(db, scope, planId, 'top', 'succeeded');
    const after = await db.plans.get(scope, planId);
    assert.ok((after?.version ?? 0) > (before?.version ?? 0));
    const events = await db.planEvents.list(scope, planId, { limit: 100 });
    const told = events.find((event) => event.type === 'task.status');
    assert.deepEqual(told?.data['newlyReady'], [taskIdFor(planId, 'left'), taskIdFor(planId, 'right')]);
    assert.deepEqual(
      events.map((event) => event.id),
      events.map((event) => event.id).sort((a, b) => a - b),
    );
    const later = await db.planEvents.list(scope, planId, { afterId: told.id, limit: 100 });
    assert.deepEqual(
      later.map((event) => [event.type, event.data['status']]),
      [['plan.status', 'executing']],
    );
    const audit = await db.audit.list(scope, planId, { limit: 100 });
    assert.deepEqual(
      audit.map((row) => row.action),
      [
        'plan.created',
        'revision.created',
        'revision.published',
        'plan.ready',
        'task.callback-accepted',
        'task.succeeded',
        'plan.executing',
      ],
    );
    assert.ok(audit.every((row) => row.principal === scope.principal && row.correlationId === scope.correlationId));
  });
});

describe('context cards', () => {
  it('are found by page, by task and by nearness to an embedding of the same embedder', async () => {
    const db = testRepositories();
    const planId = await diamond();
    for (const [axis, key] of ['top', 'left', 'right'].entries()) {
      const taskId = taskIdFor(planId, key);
      await db.taskEvents.insert(scope, { planId, taskId, eventId: 'e', bodyHash: 'h', body: {} });
      const card = cardOf(`crd-${key}-${planId}`, axis);
      await db.tasks.applyOutcome(scope, { planId, taskId, eventId: 'e', outcome: { status: 'succeeded' }, card });
    }
    const [first, second] = await db.cards.list(scope, planId, { limit: 2 });
    assert.equal(first?.taskKey, 'top');
    assert.equal(second?.taskKey, 'left');
    const rest = await db.cards.list(scope, planId, { limit: 2, cursor: { position: second.position } });
    assert.deepEqual(
      rest.map((card) => card.taskKey),
      ['right'],
    );
    const some = await db.cards.forTasks(scope, planId, ['right', 'top', 'none']);
    assert.deepEqual(
      some.map((card) => card.taskKey),
      ['top', 'right'],
    );
    const query = Array.from({ length: EMBEDDING_DIMENSIONS }, (_, index) => (index === 1 ? 1 : index === 2 ? 0.5 : 0));
    const near = await db.cards.nearest(scope, planId, query, 2, 'test-1');
    assert.deepEqual(
      near.map((card) => card.taskKey),
      ['left', 'right'],
    );
    assert.ok((near[0]?.distance ?? 9) < (near[1]?.distance ?? 0));
    assert.deepEqual(await db.cards.nearest(scope, planId, query, 2, 'other'), []);
  });
});
