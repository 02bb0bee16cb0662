import assert from 'node:assert/strict';
import { addPlan, newPlan, newRevision, newScope, testRepositories } from './fixture.js';

describe('plans', () => {
  const scope = newScope();

  it('come back as they were made', async () => {
    const db = testRepositories();
    const plan = newPlan({ title: 'NUL \0 and lone \udfff', labels: { constructor: 'x', team: 'a' } });
    await db.plans.create(scope, plan);
    const row = await db.plans.get(scope, plan.id);
    assert.equal(row?.title, plan.title);
    assert.deepEqual(row.contract, plan.contract);
    assert.deepEqual(row.labels, plan.labels);
    assert.deepEqual(
      [row.status, row.version, row.currentRevision, row.latestRevision, row.error],
      ['queued', 1, 0, 0, null],
    );
    assert.deepEqual(await db.plans.scopeOf(plan.id), scope);
    assert.equal(await db.plans.scopeOf('pln_none'), null);
  });

  it('are listed newest first, on pages that stay while plans are added', async () => {
    const db = testRepositories();
    const tenant = newScope();
    const ids: string[] = [];
    for (let made = 0; made < 5; made++) ids.unshift(await addPlan(db, tenant));
    const first = await db.plans.list(tenant, { limit: 2 });
    await Promise.all([addPlan(db, tenant), addPlan(db, tenant)]);
    const second = await db.plans.list(tenant, { limit: 2, cursor: { position: first[1]?.position ?? 0 } });
    const third = await db.plans.list(tenant, { limit: 2, cursor: { position: second[1]?.position ?? 0 } });
    assert.deepEqual(
      [...first, ...second, ...third].map((plan) => plan.id),
      ids,
    );
  });

  it('are filtered by status and label', async () => {
    const db = testRepositories();
    const tenant = newScope();
    const a = newPlan({ labels: { team: 'a', "odd ' name": 'x' } });
    const b = newPlan({ labels: { team: 'b' } });
    await db.plans.create(tenant, a);
    await db.plans.create(tenant, b);
    await db.plans.setStatus(tenant, b.id, 'planning');
    const ids = async (query: object): Promise<string[]> =>
      (await db.plans.list(tenant, { limit: 10, ...query })).map((plan) => plan.id);
    assert.deepEqual(await ids({ label: ['team', 'a'] }), [a.id]);
    assert.deepEqual(await ids({ label: ["odd ' name", 'x'] }), [a.id]);
    assert.deepEqual(await ids({ label: ['constructor', 'x'] }), []);
    assert.deepEqual(await ids({ status: 'planning' }), [b.id]);
  });

  it('are cancelled with the revision being made, repeatably and for good', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const cancelled = await db.plans.cancel(scope, planId);
    assert.equal(cancelled.status, 'cancelled');
    assert.equal((await db.revisions.latest(scope, planId))?.status, 'cancelled');
    assert.deepEqual(await db.plans.cancel(scope, planId), cancelled);
    await db.plans.setStatus(scope, planId, 'planning');
    await db.revisions.setStatus(scope, planId, 1, 'analysing');
    await db.revisions.setProgress(scope, planId, 1, { phase: 'late', trial: 1, trials: 8, percent: 10 });
    assert.deepEqual(await db.plans.get(scope, planId), cancelled);
    assert.equal((await db.revisions.latest(scope, planId))?.progress, null);
    await assert.rejects(db.plans.cancel(scope, 'pln_none'), { name: 'RecordNotFoundError' });
  });

  it('raise their version with each status and each progress, not with the same status again', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const version = async (): Promise<number> => (await db.plans.get(scope, planId))?.version ?? 0;
    const start = await version();
    await db.plans.setStatus(scope, planId, 'planning');
    await db.plans.setStatus(scope, planId, 'planning');
    assert.equal(await version(), start + 1);
    await db.revisions.setProgress(scope, planId, 1, { phase: 'searching', trial: 1, trials: 8, percent: 10 });
    assert.equal(await version(), start + 2);
    const error = { code: 'no', message: 'No.', remediation: 'Do.', where: null };
    await db.plans.setStatus(scope, planId, 'failed', error);
    assert.deepEqual((await db.plans.get(scope, planId))?.error, error);
  });

  it('are locked only inside a transaction', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    await assert.rejects(db.plans.lock(scope, planId), { name: 'InconsistentStateError' });
    const locked = await db.transaction((tx) => tx.plans.lock(scope, planId));
    assert.equal(locked?.id, planId);
  });

  it('are not there after a transaction that failed', async () => {
    const db = testRepositories();
    const plan = newPlan();
    const failing = db.transaction(async (tx) => {
      await tx.plans.create(scope, plan);
      await tx.outbox.add(scope, { planId: plan.id, kind: 'start', event: null });
      throw new Error('stop');
    });
    await assert.rejects(failing, { message: 'stop' });
    assert.equal(await db.plans.get(scope, plan.id), null);
    assert.ok((await db.outbox.unsent(0, 1000)).every((row) => row.planId !== plan.id));
  });
});

describe('revisions', () => {
  const scope = newScope();

  it('are numbered without gaps: of two reruns at once one is refused', async () => {
    const db = testRepositories();
    const planId = await addPlan(db, scope);
    const results = await Promise.allSettled([
      db.revisions.create(scope, newRevision(planId, 2)),
      db.revisions.create(scope, newRevision(planId, 2)),
    ]);
    assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(db.revisions.create(scope, newRevision(planId, 4)), { name: 'InconsistentStateError' });
    await assert.rejects(db.revisions.create(scope, newRevision('pln_none')), { name: 'RecordNotFoundError' });
    assert.equal((await db.plans.get(scope, planId))?.latestRevision, 2);
    const { status, createdAt, progress, error, summary, publishedAt, principal, correlationId, ...made } =
      (await db.revisions.latest(scope, planId)) ?? assert.fail('no revision');
    assert.deepEqual(made, newRevision(planId, 2));
    assert.deepEqual([status, progress, error, summary, publishedAt], ['importing', null, null, null, null]);
    assert.deepEqual({ tenantId: scope.tenantId, principal, correlationId }, scope);
    assert.ok(createdAt instanceof Date);
  });
});
