import assert from 'node:assert/strict';
import {
  addPlan,
  newRevision,
  newScope,
  publishTasks,
  report,
  stagedTask,
  statuses,
  summaryOf,
  taskIdFor,
  testRepositories,
} from './fixture.js';

describe('publishing a revision', () => {
  const scope = newScope();

  it('makes the staged tasks visible and those without open dependencies ready', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const tasks = [stagedTask(planId, 'a'), stagedTask(planId, 'b', ['a']), stagedTask(planId, 'c')];
    await db.tasks.stage(scope, planId, 1, tasks);
    assert.deepEqual(await db.tasks.list(scope, planId, 1), []);
    assert.equal(await db.tasks.find(scope, taskIdFor(planId, 'a')), null);

    const result = await db.revisions.publish(scope, { planId, n: 1, summary: summaryOf(3) });

    assert.deepEqual(result, { published: true, carried: 0, reopened: 0, superseded: 0 });
    assert.deepEqual(await statuses(db, scope, planId, 1), { a: 'ready', b: 'pending', c: 'ready' });
    assert.deepEqual(
      (await db.tasks.ready(scope, planId)).map((task) => task.key),
      ['a', 'c'],
    );
    const plan = await db.plans.get(scope, planId);
    assert.equal(plan?.status, 'ready');
    assert.equal(plan.currentRevision, 1);
    const revision = await db.revisions.get(scope, planId, 1);
    assert.equal(revision?.status, 'published');
    assert.notEqual(revision.publishedAt, null);
    assert.deepEqual(revision.summary, summaryOf(3));
  });

  it('keeps the state of unchanged tasks, reopens changed ones and supersedes those that are gone', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await publishTasks(db, scope, planId, [
      stagedTask(planId, 'done-same'),
      stagedTask(planId, 'done-changed'),
      stagedTask(planId, 'gone'),
      stagedTask(planId, 'failed-same'),
      stagedTask(planId, 'ready-same'),
    ]);
    await report(db, scope, planId, 'done-same', 'succeeded');
    await report(db, scope, planId, 'done-changed', 'succeeded');
    await report(db, scope, planId, 'gone', 'succeeded');
    await report(db, scope, planId, 'failed-same', 'failed');

    const result = await publishTasks(
      db,
      scope,
      planId,
      [
        stagedTask(planId, 'done-same'),
        stagedTask(planId, 'done-changed', [], 'other content'),
        stagedTask(planId, 'failed-same'),
        stagedTask(planId, 'new-after-same', ['done-same']),
        stagedTask(planId, 'new-after-changed', ['done-changed']),
        stagedTask(planId, 'ready-same'),
      ],
      2,
    );

    assert.deepEqual(result, { published: true, carried: 3, reopened: 1, superseded: 1 });
    assert.deepEqual(await statuses(db, scope, planId, 2), {
      'done-same': 'succeeded',
      'done-changed': 'ready',
      'failed-same': 'failed',
      'new-after-same': 'ready',
      'new-after-changed': 'pending',
      'ready-same': 'ready',
    });
    const changed = await db.tasks.get(scope, planId, taskIdFor(planId, 'done-changed'));
    assert.equal(changed?.reopened?.fromRevision, 1);
    assert.match(changed.reopened.because, /revision 2 \(a changed contract\)/);
    assert.equal(changed.attempts, 0);
    const same = await db.tasks.get(scope, planId, taskIdFor(planId, 'failed-same'));
    assert.equal(same?.attempts, 1);
    assert.equal(same.reopened, null);
    const gone = await db.tasks.find(scope, taskIdFor(planId, 'gone'));
    assert.equal(gone?.row.status, 'superseded');
    assert.equal(gone.current, false);
    assert.equal((await db.revisions.get(scope, planId, 1))?.status, 'superseded');
    assert.equal((await db.plans.get(scope, planId))?.status, 'executing');
  });

  it('takes readiness back from an unchanged task whose dependency was reopened', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await publishTasks(db, scope, planId, [stagedTask(planId, 'a'), stagedTask(planId, 'b', ['a'])]);
    await report(db, scope, planId, 'a', 'succeeded');
    assert.deepEqual(await statuses(db, scope, planId, 1), { a: 'succeeded', b: 'ready' });

    await publishTasks(db, scope, planId, [stagedTask(planId, 'a', [], 'new'), stagedTask(planId, 'b', ['a'])], 2);

    assert.deepEqual(await statuses(db, scope, planId, 2), { a: 'ready', b: 'pending' });
  });

  it('completes the plan where all tasks that are left are done', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await publishTasks(db, scope, planId, [stagedTask(planId, 'a'), stagedTask(planId, 'b')]);
    await report(db, scope, planId, 'a', 'succeeded');
    await publishTasks(db, scope, planId, [stagedTask(planId, 'a')], 2);
    assert.equal((await db.plans.get(scope, planId))?.status, 'completed');
    await publishTasks(db, scope, planId, [stagedTask(planId, 'a'), stagedTask(planId, 'c')], 3);
    assert.equal((await db.plans.get(scope, planId))?.status, 'executing');
  });

  it('changes nothing when it is repeated', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await publishTasks(db, scope, planId, [stagedTask(planId, 'a')]);
    await report(db, scope, planId, 'a', 'progress');
    const before = await db.plans.get(scope, planId);

    const again = await db.revisions.publish(scope, { planId, n: 1, summary: summaryOf(1) });

    assert.deepEqual(again, { published: false, because: 'already-published' });
    assert.deepEqual(await db.plans.get(scope, planId), before);
  });

  it('happens once where two processes try at the same moment', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await db.tasks.stage(scope, planId, 1, [stagedTask(planId, 'a')]);
    const input = { planId, n: 1, summary: summaryOf(1) };
    const results = await Promise.all([db.revisions.publish(scope, input), db.revisions.publish(scope, input)]);
    assert.equal(results.filter((result) => result.published).length, 1);
    const events = await db.planEvents.list(scope, planId, { limit: 100 });
    assert.equal(events.filter((event) => event.type === 'revision.published').length, 1);
  });

  it('refuses a cancelled plan, a failed revision and one that is not there', async () => {
    const db = testRepositories();
    const cancelled = await addPlan(db, scope);
    await db.tasks.stage(scope, cancelled, 1, [stagedTask(cancelled, 'a')]);
    await db.plans.cancel(scope, cancelled);
    assert.deepEqual(await db.revisions.publish(scope, { planId: cancelled, n: 1, summary: summaryOf(1) }), {
      published: false,
      because: 'cancelled',
    });
    assert.equal((await db.plans.get(scope, cancelled))?.currentRevision, 0);

    const stopped = await addPlan(db, scope);
    await db.plans.setStatus(scope, stopped, 'cancelled');
    assert.deepEqual(await db.revisions.publish(scope, { planId: stopped, n: 1, summary: summaryOf(0) }), {
      published: false,
      because: 'cancelled',
    });

    const failed = await addPlan(db, scope);
    await db.revisions.setStatus(scope, failed, 1, 'failed');
    assert.deepEqual(await db.revisions.publish(scope, { planId: failed, n: 1, summary: summaryOf(0) }), {
      published: false,
      because: 'failed',
    });
    assert.deepEqual(await db.revisions.publish(scope, { planId: failed, n: 2, summary: summaryOf(0) }), {
      published: false,
      because: 'missing',
    });
  });

  it('refuses a revision with fewer staged tasks than its summary says, and changes nothing', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await db.tasks.stage(scope, planId, 1, [stagedTask(planId, 'a')]);
    await assert.rejects(db.revisions.publish(scope, { planId, n: 1, summary: summaryOf(2) }), {
      name: 'InconsistentStateError',
    });
    assert.equal((await db.plans.get(scope, planId))?.currentRevision, 0);
    assert.equal((await db.revisions.get(scope, planId, 1))?.status, 'importing');
  });
});

describe('staging tasks', () => {
  const scope = newScope();

  it('puts the tasks of a later attempt in place of an earlier one', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await db.tasks.stage(scope, planId, 1, [stagedTask(planId, 'old'), stagedTask(planId, 'b', ['old'])]);
    const result = await publishTasks(db, scope, planId, [stagedTask(planId, 'b', [], 'new'), stagedTask(planId, 'c')]);
    assert.deepEqual(result, { published: true, carried: 0, reopened: 0, superseded: 0 });
    assert.deepEqual(await statuses(db, scope, planId, 1), { b: 'ready', c: 'ready' });
  });

  it('takes more tasks than fit into one statement and keeps their order', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const keys = Array.from({ length: 450 }, (_, index) => `task-${String(index).padStart(3, '0')}`);
    const tasks = keys.map((key, index) => stagedTask(planId, key, index === 0 ? [] : [keys[index - 1] ?? '']));
    await publishTasks(db, scope, planId, tasks);
    const rows = await db.tasks.list(scope, planId, 1);
    assert.deepEqual(
      rows.map((row) => row.key),
      keys,
    );
    const page = await db.tasks.list(scope, planId, 1, { afterPosition: 199, limit: 2 });
    assert.deepEqual(
      page.map((row) => row.position),
      [200, 201],
    );
    assert.deepEqual(await db.tasks.ready(scope, planId).then((ready) => ready.map((row) => row.key)), ['task-000']);
  });

  it('is refused once the revision has ended, so that a late attempt cannot undo states', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const tasks = [stagedTask(planId, 'a')];
    await publishTasks(db, scope, planId, tasks);
    await assert.rejects(db.tasks.stage(scope, planId, 1, tasks), { name: 'InconsistentStateError' });
    await db.revisions.create(scope, newRevision(planId, 2));
    await db.plans.cancel(scope, planId);
    await assert.rejects(db.tasks.stage(scope, planId, 2, tasks), { name: 'InconsistentStateError' });
  });

  it('keeps text that PostgreSQL cannot hold: NUL, lone surrogates, hostile names', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const task = stagedTask(planId, 'a');
    task.task.title = 'NUL \0, lone \ud800 and \udc00, pair 😀, mark \ufdd0, backslash \\u0000';
    task.task.ccs.evidence = JSON.parse('{"__proto__": ["a\\u0000"], "constructor": ["\\ud800"]}') as Record<
      string,
      string[]
    >;
    await publishTasks(db, scope, planId, [task]);
    const row = await db.tasks.get(scope, planId, task.taskId);
    assert.deepEqual(row?.document, task.task);
    assert.equal(row.title, task.task.title);
  });
});
