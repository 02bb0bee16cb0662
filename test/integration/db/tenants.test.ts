import assert from 'node:assert/strict';
import type { Repositories } from '../../../db/repositories.js';
import type { RequestScope } from '../../../db/scope.js';
import {
  addPlan,
  newScope,
  publishTasks,
  refOf,
  report,
  sha256,
  stagedTask,
  summaryOf,
  taskIdFor,
  testRepositories,
} from './fixture.js';

const contractKey = { sha256: sha256('contract'), importerVersion: '1', format: 'openapi' };
const imported = { model: refOf('model'), document: refOf('document'), operations: 2, entities: 1 };
const candidateId = sha256('winner');

/** Fills every table for a plan of this tenant. */
async function fill(db: Repositories, scope: RequestScope): Promise<string> {
  const planId = await addPlan(db, scope);
  await db.contracts.put(scope, contractKey, imported);
  await db.requirements.replace(scope, planId, 1, [
    { id: 'R-1', text: 'Must.', start: 0, end: 5, section: '', ui: false },
  ]);
  await db.candidates.upsert(scope, {
    planId,
    revision: 1,
    candidateId,
    strategy: 'contract-first',
    reward: 0.5,
    valid: true,
    tasks: 2,
    artifact: refOf('candidate'),
  });
  await db.trials.upsert(scope, { planId, revision: 1, n: 1, document: { n: 1 } });
  await db.coverage.replace(scope, planId, 1, [
    { kind: 'operation', element: 'GET /pets', implementedBy: ['a'], testedBy: [], document: {} },
  ]);
  await db.artifacts.put(scope, [
    { planId, revision: 1, name: 'report.json', ref: refOf('r'), mediaType: 'text/plain' },
  ]);
  await publishTasks(db, scope, planId, [stagedTask(planId, 'a'), stagedTask(planId, 'b')]);
  const taskId = taskIdFor(planId, 'a');
  const eventId = 'event';
  await db.taskEvents.insert(scope, { planId, taskId, eventId, bodyHash: 'h', body: {} });
  const card = { id: `crd-${planId}`, outcome: 'succeeded' as const, text: 't', tokens: 1, document: {} };
  const embedding = Array.from({ length: 1024 }, () => 0.5);
  await db.tasks.applyOutcome(scope, {
    planId,
    taskId,
    eventId,
    outcome: { status: 'succeeded' },
    card: { ...card, embedding, embedder: 'test' },
  });
  return planId;
}

/** Everything that can be read of a plan. */
const reads: Record<string, (db: Repositories, scope: RequestScope, planId: string) => Promise<unknown>> = {
  'plans.get': (db, scope, planId) => db.plans.get(scope, planId),
  'plans.list': (db, scope) => db.plans.list(scope, { limit: 10 }),
  'plans.lock': (db, scope, planId) => db.transaction((tx) => tx.plans.lock(scope, planId)),
  'revisions.get': (db, scope, planId) => db.revisions.get(scope, planId, 1),
  'revisions.latest': (db, scope, planId) => db.revisions.latest(scope, planId),
  'contracts.get': (db, scope) => db.contracts.get(scope, contractKey),
  'requirements.list': (db, scope, planId) => db.requirements.list(scope, planId, 1),
  'candidates.list': (db, scope, planId) => db.candidates.list(scope, planId, 1),
  'trials.list': (db, scope, planId) => db.trials.list(scope, planId, 1),
  'tasks.list': (db, scope, planId) => db.tasks.list(scope, planId, 1),
  'tasks.get': (db, scope, planId) => db.tasks.get(scope, planId, taskIdFor(planId, 'a')),
  'tasks.find': (db, scope, planId) => db.tasks.find(scope, taskIdFor(planId, 'a')),
  'tasks.ready': (db, scope, planId) => db.tasks.ready(scope, planId),
  'coverage.list': (db, scope, planId) => db.coverage.list(scope, planId, 1),
  'taskEvents.get': (db, scope, planId) => db.taskEvents.get(scope, taskIdFor(planId, 'a'), 'event'),
  'cards.list': (db, scope, planId) => db.cards.list(scope, planId, { limit: 10 }),
  'cards.forTasks': (db, scope, planId) => db.cards.forTasks(scope, planId, ['a']),
  'cards.nearest': (db, scope, planId) =>
    db.cards.nearest(
      scope,
      planId,
      Array.from({ length: 1024 }, () => 1),
      10,
    ),
  'artifacts.get': (db, scope, planId) => db.artifacts.get(scope, planId, 1, 'report.json'),
  'artifacts.list': (db, scope, planId) => db.artifacts.list(scope, planId, 1),
  'audit.list': (db, scope, planId) => db.audit.list(scope, planId, { limit: 10 }),
  'planEvents.list': (db, scope, planId) => db.planEvents.list(scope, planId, { limit: 10 }),
};

/** Everything that changes a plan which is there already. */
const writes: Record<string, (db: Repositories, scope: RequestScope, planId: string) => Promise<unknown>> = {
  'plans.setStatus': (db, scope, planId) => db.plans.setStatus(scope, planId, 'failed'),
  'plans.cancel': (db, scope, planId) => db.plans.cancel(scope, planId),
  'revisions.setStatus': (db, scope, planId) => db.revisions.setStatus(scope, planId, 1, 'failed'),
  'revisions.publish': (db, scope, planId) => db.revisions.publish(scope, { planId, n: 1, summary: summaryOf(2) }),
  'requirements.replace': (db, scope, planId) => db.requirements.replace(scope, planId, 1, []),
  'coverage.replace': (db, scope, planId) => db.coverage.replace(scope, planId, 1, []),
  'candidates.setRoles': (db, scope, planId) =>
    db.candidates.setRoles(scope, planId, 1, [{ candidateId, role: 'rejected', because: 'x' }]),
  'trials.upsert': (db, scope, planId) => db.trials.upsert(scope, { planId, revision: 1, n: 1, document: {} }),
  'tasks.stage': (db, scope, planId) => db.tasks.stage(scope, planId, 1, []),
  'tasks.applyOutcome': (db, scope, planId) => report(db, scope, planId, 'b', 'succeeded'),
  'artifacts.put': (db, scope, planId) =>
    db.artifacts.put(scope, [{ planId, revision: 1, name: 'report.json', ref: refOf('x'), mediaType: 'x/y' }]),
  'outbox.add': (db, scope, planId) => db.outbox.add(scope, { planId, kind: 'start', event: null }),
};

const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

describe('tenants', () => {
  const owner = newScope();
  const stranger = newScope();
  let planId = '';

  before(async () => {
    planId = await fill(testRepositories(), owner);
  });

  for (const [name, read] of Object.entries(reads)) {
    it(`see their own rows and nobody else's through ${name}`, async () => {
      const db = testRepositories();
      assert.equal(isNothing(await read(db, owner, planId)), false);
      assert.equal(isNothing(await read(db, stranger, planId)), true);
    });
  }

  for (const [name, write] of Object.entries(writes)) {
    it(`cannot change another's plan through ${name}`, async () => {
      const db = testRepositories();
      const look = (): Promise<unknown[]> => Promise.all(Object.values(reads).map((read) => read(db, owner, planId)));
      const before = await look();
      // Refused or without effect: both are right, as long as the owner's rows stay as they are.
      await write(db, stranger, planId).catch((error: unknown) => assert.ok(error instanceof Error));
      assert.deepEqual(await look(), before);
    });
  }

  it('do not count what is not theirs', async () => {
    const counts = await testRepositories().tasks.countsByStatus(stranger, planId, 1);
    assert.deepEqual([...new Set(Object.values(counts))], [0]);
    assert.equal(await testRepositories().trials.count(owner, planId, 1), 1);
    assert.equal(await testRepositories().trials.count(stranger, planId, 1), 0);
  });

  it('can have contracts and cards of the same hash side by side', async () => {
    const db = testRepositories();
    const other = newScope();
    await db.contracts.put(other, contractKey, { ...imported, operations: 99 });
    assert.equal((await db.contracts.get(owner, contractKey))?.operations, 2);
    assert.equal((await db.contracts.get(other, contractKey))?.operations, 99);
  });
});
