import assert from 'node:assert/strict';
import { addPlan, newPlan, newScope, testRepositories } from './fixture.js';

describe('idempotency keys', () => {
  it('are had by exactly one of many requests at once, and the others learn which plan it made', async () => {
    const db = testRepositories();
    const scope = newScope();
    const attempts = Array.from({ length: 6 }, () => newPlan());
    const results = await Promise.all(
      attempts.map((plan) =>
        db.transaction(async (tx) => {
          const claim = await tx.idempotency.claim(scope, { key: 'k', fingerprint: 'f', planId: plan.id });
          if (claim.claimed) await tx.plans.create(scope, plan);
          return claim.claimed ? plan.id : claim.planId;
        }),
      ),
    );
    assert.equal(new Set(results).size, 1);
    assert.equal((await db.plans.list(scope, { limit: 10 })).length, 1);
  });

  it('are free again where the transaction that took them failed', async () => {
    const db = testRepositories();
    const scope = newScope();
    const failing = db.transaction(async (tx) => {
      await tx.idempotency.claim(scope, { key: 'k', fingerprint: 'f', planId: 'first' });
      throw new Error('stop');
    });
    await assert.rejects(failing);
    const claim = { key: 'k', fingerprint: 'g', planId: 'second' };
    assert.deepEqual(await db.idempotency.claim(scope, claim), { claimed: true });
    assert.deepEqual(await db.idempotency.claim(scope, { ...claim, fingerprint: 'h', planId: 'third' }), {
      claimed: false,
      fingerprint: 'g',
      planId: 'second',
    });
  });

  it('are kept apart by principal', async () => {
    const db = testRepositories();
    const scope = newScope();
    const claim = { key: 'k', fingerprint: 'f', planId: 'p' };
    assert.deepEqual(await db.idempotency.claim(scope, claim), { claimed: true });
    assert.deepEqual(await db.idempotency.claim({ ...scope, principal: 'other' }, claim), { claimed: true });
  });
});

describe('the outbox', () => {
  it('gives back what was not sent, oldest first, with whose it is', async () => {
    const db = testRepositories();
    const scope = newScope();
    const planId = await addPlan(db, scope);
    const event = { kind: 'cancel' as const, eventId: 'e', principal: 'tester', correlationId: 'c' };
    const start = await db.outbox.add(scope, { planId, kind: 'start', event: null });
    const signal = await db.outbox.add(scope, { planId, kind: 'signal', event });
    const mine = async (age: number) => (await db.outbox.unsent(age, 1000)).filter((row) => row.planId === planId);
    assert.deepEqual(
      (await mine(0)).map(({ id, kind, event: stored, scope: owner }) => ({ id, kind, event: stored, scope: owner })),
      [
        { id: start, kind: 'start', event: null, scope },
        { id: signal, kind: 'signal', event, scope },
      ],
    );
    assert.deepEqual(await mine(60), []);
    await db.outbox.markSent(scope, start);
    await db.outbox.markSent(scope, start);
    assert.deepEqual(
      (await mine(0)).map((row) => row.id),
      [signal],
    );
  });
});

describe('the installation id', () => {
  it('is made once, whoever asks first', async () => {
    const db = testRepositories();
    const ids = await Promise.all([db.installation.id(), db.installation.id(), testRepositories().installation.id()]);
    assert.equal(new Set(ids).size, 1);
    assert.match(ids[0], /^ins_[0-9a-f]{32}$/);
  });
});
