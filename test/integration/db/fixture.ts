import type { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import type { ArtifactRef } from '../../../db/artifact-ref.js';
import { migrateToLatest, openDatabase } from '../../../db/database.js';
import { makeRepositories } from '../../../db/make-repositories.js';
import type { NewPlan } from '../../../db/plans.js';
import type { Repositories } from '../../../db/repositories.js';
import type { NewRevision, RevisionSummary } from '../../../db/revisions.js';
import type { RequestScope } from '../../../db/scope.js';
import type { StagedTask } from '../../../db/tasks.js';
import { startTestDatabase } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let pool: Knex;

// Root hooks: one migrated database for all files of this folder. Tests keep apart by tenant.
before(async function startDatabase() {
  this.timeout(60_000);
  database = await startTestDatabase();
  pool = openDatabase({ url: database.url, poolMax: 8 });
  await migrateToLatest(pool);
});

after(async function stopDatabase() {
  await pool.destroy();
  await database.stop();
});

export const testPool = (): Knex => pool;
export const testUrl = (): string => database.url;
export const testRepositories = (): Repositories => makeRepositories(pool);

/** A tenant nobody else has. */
export const newScope = (): RequestScope => ({
  tenantId: `tenant-${randomUUID()}`,
  principal: 'tester',
  correlationId: randomUUID(),
});

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const refOf = (text: string, kind = 'json'): ArtifactRef => ({ sha256: sha256(text), bytes: text.length, kind });

const contract = {
  kind: 'openapi' as const,
  version: '3.1.0',
  title: 'Pets',
  sha256: sha256('contract'),
  bytes: 100,
  operations: 2,
  entities: 1,
};

export const newPlan = (changes: Partial<NewPlan> = {}): NewPlan => ({
  id: `pln_${randomUUID()}`,
  title: 'Pets',
  options: {},
  labels: {},
  contract,
  prd: { sha256: sha256('prd'), bytes: 10 },
  ...changes,
});

export const newRevision = (planId: string, n = 1): NewRevision => ({
  planId,
  n,
  options: {},
  prd: { ...refOf('prd', 'prd'), format: 'markdown' },
  contract: { ...refOf('contract', 'contract'), format: 'openapi', filename: 'pets.yaml' },
  because: n === 1 ? 'first plan' : 'a changed contract',
});

/** Task id of a key in a plan; any stable function of both does. */
export const taskIdFor = (planId: string, key: string): string => `tsk_${sha256(`${planId} ${key}`).slice(0, 26)}`;

/** A task with these dependencies; `content` stands for all that its hash is over. */
export function stagedTask(planId: string, key: string, dependsOn: string[] = [], content = key): StagedTask {
  return {
    taskId: taskIdFor(planId, key),
    payloadBlocks: refOf(`blocks of ${content}`, 'payload-blocks'),
    task: {
      key,
      kind: 'operation',
      title: `Task ${key}`,
      description: '',
      deliverables: [],
      acceptance: [],
      covers: [],
      uses: [],
      verifies: [],
      requirements: [],
      dependsOn: dependsOn.map((task) => ({ task, type: 'data', reason: 'needs it', confidence: 1, hard: true })),
      followUps: [],
      minutes: 30,
      repository: 'service',
      contentHash: sha256(content),
      wave: 0,
      critical: false,
      priority: 1,
      ccs: {
        score: 0,
        score10: 1,
        components: { dependencyLoad: 0, surfaceArea: 0, novelty: 0, ambiguity: 0, researchFriction: 0 },
        contributions: {},
        evidence: {},
        recommendedSubtasks: 0,
      },
      budget: { tokens: 1, limit: 2, guarantee: 'exact', model: 'any', degraded: [] },
    },
  };
}

export const summaryOf = (tasks: number): RevisionSummary => ({
  contract,
  prd: { sha256: sha256('prd'), requirements: 0 },
  coverage: {
    operations: { total: 2, covered: 2 },
    entities: { total: 1, covered: 1 },
    derivedEntities: { total: 0, covered: 0 },
    requirements: { total: 0, covered: 0 },
    complete: true,
  },
  frontEnd: { included: false, decidedBy: 'signals', signals: [] },
  tasks: { total: tasks, byKind: { operation: tasks } },
  graph: { edges: 0, waves: 1, criticalPath: { length: 1, minutes: 30 }, maxWidth: 1 },
  winner: { candidateId: sha256('winner'), strategy: 'contract-first', reward: 0.9 },
  fallbacks: [],
  search: { trials: 4, candidates: 4, stopReason: 'max-trials', generator: 'deterministic' },
  findings: [],
});

/** Adds a plan with its first revision and returns the plan's id. */
export async function addPlan(repositories: Repositories, scope: RequestScope): Promise<string> {
  const plan = newPlan();
  await repositories.plans.create(scope, plan);
  await repositories.revisions.create(scope, newRevision(plan.id));
  return plan.id;
}

/** Stages and publishes a revision, adding it first where it is not the plan's first. */
export async function publishTasks(
  repositories: Repositories,
  scope: RequestScope,
  planId: string,
  tasks: StagedTask[],
  n = 1,
) {
  if (n > 1) await repositories.revisions.create(scope, newRevision(planId, n));
  await repositories.tasks.stage(scope, planId, n, tasks);
  return repositories.revisions.publish(scope, { planId, n, summary: summaryOf(tasks.length) });
}

/** Stores a callback and gives it its effect. */
export async function report(
  repositories: Repositories,
  scope: RequestScope,
  planId: string,
  key: string,
  status: 'succeeded' | 'failed' | 'blocked' | 'progress',
  more: { retryable?: boolean; eventId?: string } = {},
) {
  const taskId = taskIdFor(planId, key);
  const eventId = more.eventId ?? randomUUID();
  await repositories.taskEvents.insert(scope, { planId, taskId, eventId, bodyHash: sha256(eventId), body: { status } });
  return repositories.tasks.applyOutcome(scope, {
    planId,
    taskId,
    eventId,
    outcome: { status, retryable: more.retryable ?? false },
  });
}

/** Status of every task of a revision by key. */
export async function statuses(
  repositories: Repositories,
  scope: RequestScope,
  planId: string,
  n: number,
): Promise<Record<string, string>> {
  const rows = await repositories.tasks.list(scope, planId, n);
  return Object.fromEntries(rows.map((row) => [row.key, row.status]));
}
