import assert from 'node:assert/strict';
import { makeMetrics } from '../../../api/metrics.js';
import { makeProbes } from '../../../api/probes.js';
import { makeReadiness } from '../../../api/readiness.js';
import type { StudioCheck } from '../../../api/readiness.js';
import type { StudioCallsRepository } from '../../../db/studio-calls.js';
import type { StudioStateRepository } from '../../../db/studio-state.js';
import { addPlan, newScope, testPool, testRepositories } from './fixture.js';

const since = new Date('2026-01-02T03:04:05.000Z');

describe('how workers fare with a model', () => {
  let studioState: StudioStateRepository;
  let studioCalls: StudioCallsRepository;
  beforeEach(async () => {
    ({ studioState, studioCalls } = testRepositories());
    await testPool()('studio_state').delete();
    await testPool()('studio_calls').delete();
  });

  const check = async (states: Pick<StudioStateRepository, 'live'> = studioState): Promise<[string, StudioCheck]> => {
    const temporal = { workflowService: { getSystemInfo: () => Promise.resolve({}) } };
    const probes = makeProbes({
      pendingMigrations: () => Promise.resolve([]),
      temporal: temporal as never,
      studioState: states as StudioStateRepository,
    });
    const { status, checks } = await makeReadiness(probes)();
    return [status, checks.studio];
  };

  it('is unused while no worker reports', async () => {
    const [status, { ok, state }] = await check();
    assert.deepEqual([status, ok, state], ['ready', true, 'unused']);
  });

  it('is told of the worker that fares worst, and never makes the service unready', async () => {
    await studioState.report({ workerId: 'a', state: 'closed', since, because: null });
    await studioState.report({ workerId: 'b', state: 'half-open', since, because: 'The flow failed.' });
    await studioState.report({ workerId: 'c', state: 'closed', since, because: null });
    await studioState.report({ workerId: 'c', state: 'open', since, because: 'The flow failed.' });
    const [status, studio] = await check();
    assert.deepEqual([status, studio.ok, studio.state, studio.since], ['ready', true, 'open', since.toISOString()]);
    assert.equal(studio.detail, 'The flow failed.');
    await studioState.withdraw('c');
    assert.equal((await check())[1].state, 'half-open');
  });

  it('is forgotten of a worker that has not reported for a while', async () => {
    await studioState.report({ workerId: 'gone', state: 'open', since, because: null });
    await testPool()('studio_state').update({ updated_at: new Date(Date.now() - 120_000) });
    assert.equal((await check())[1].state, 'unused');
  });

  it('is not known while it cannot be read, which is not red either', async () => {
    const [status, studio] = await check({ live: () => Promise.reject(new Error('host db.internal is away')) });
    assert.deepEqual([status, studio.ok, studio.state], ['ready', true, undefined]);
    assert.equal(studio.detail, 'not known: it cannot be reached');
  });

  it('is measured over all tenants, without a name of tenant or plan', async () => {
    const scopes = [newScope(), newScope()];
    for (const scope of scopes) {
      const planId = await addPlan(testRepositories(), scope);
      const call = {
        planId,
        revision: 1,
        step: 'trace',
        op: 'trace',
        key: 'k',
        fence: 1,
        promptVersion: 'trace-1',
        promptSha256: 'p',
        schemaId: 'trace/1',
        repair: 0,
        promptTokens: 100,
        answerTokens: 50,
        cost: 0,
      };
      const seq = await studioCalls.reserve(scope, call, { calls: 9, tokens: 9999, cost: 1 });
      assert.ok(seq !== null);
      const effort = { calls: 1, requests: 1, promptTokens: 100, answerTokens: 7, cost: 0, milliseconds: 5 };
      await studioCalls.settle(scope, seq, { status: 'settled', outcome: 'ok', ...effort });
      await studioCalls.recordHit(scope, { ...call, key: 'other', promptTokens: 0, answerTokens: 0 });
    }
    await studioState.report({ workerId: 'a', state: 'open', since, because: null });
    const text = await makeMetrics({ studioCalls, studioState }).metrics();
    const ours = text.split('\n').filter((line) => line.startsWith('planner_'));
    assert.deepEqual(ours.sort(), [
      'planner_studio_breaker_state{state="closed"} 0',
      'planner_studio_breaker_state{state="half-open"} 0',
      'planner_studio_breaker_state{state="open"} 1',
      'planner_studio_calls_total{op="trace",outcome="ok",cache="hit"} 2',
      'planner_studio_calls_total{op="trace",outcome="ok",cache="miss"} 2',
      'planner_studio_tokens_total 214',
    ]);
  });
});
