import assert from 'node:assert/strict';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Asked, StudioErrand } from '../../../activities/studio/studio-desk.js';
import type { StudioFault } from '../../support/studio/faults.js';
import { PLENTY, QUESTION, startDesks } from './desk-fixture.js';
import type { DeskFixture } from './desk-fixture.js';
import { addPlan, newScope, testRepositories } from './fixture.js';

describe('a call that gives no answer', () => {
  let desks: DeskFixture;
  afterEach(() => desks.close());

  const askWith = async (fault: StudioFault, signal?: AbortSignal): Promise<{ end: unknown; errand: StudioErrand }> => {
    desks = await startDesks({ fault: () => fault });
    const scope = newScope();
    const errand = desks.errand(scope, await addPlan(testRepositories(), scope));
    const settings = /hang/.test(fault) ? { timeoutMs: 300, firstByteMs: 300 } : {};
    const desk = desks.worker({ settings, ...(signal === undefined ? {} : { signal }) });
    const end: unknown = await desk.ask(errand, QUESTION, PLENTY).catch((error: unknown) => error);
    return { end, errand };
  };

  for (const fault of [
    'flow failed',
    'bad gateway',
    'hang before the head',
    'reset before the head',
    'model rate limited',
  ] as const) {
    it(`may be tried again: ${fault}`, async () => {
      const { end, errand } = await askWith(fault);
      assert.ok(end instanceof ApplicationFailure);
      assert.deepEqual([end.type, end.nonRetryable], ['studio-unavailable', false]);
      const [row] = await testRepositories().studioCalls.list(errand.scope, errand.planId, 1);
      assert.deepEqual([row?.status, row?.calls, row?.answerTokens], ['failed', 1, 0]);
    });
  }

  it('waits as long as the server asks', async () => {
    const { end } = await askWith('rate limited');
    assert.ok(end instanceof ApplicationFailure);
    assert.equal(end.nextRetryDelay, 7000);
  });

  for (const fault of [
    'no key',
    'unknown flow',
    'bad request',
    'model refused',
    'web page',
    'no outputs',
    'oversized',
  ] as const) {
    it(`is refused for good: ${fault}`, async () => {
      const { end } = await askWith(fault);
      assert.equal((end as Asked).kind, 'refused');
    });
  }

  it('costs nothing where nothing can have run', async () => {
    const { errand } = await askWith('no key');
    assert.deepEqual(await desks.worker().spent(errand), { calls: 0, tokens: 0, cost: 0 });
  });

  it('holds nobody up: the next one asks at once', async () => {
    const { errand } = await askWith('flow failed');
    const started = performance.now();
    await assert.rejects(desks.worker().ask(errand, QUESTION, PLENTY));
    assert.ok(performance.now() - started < 2000);
    assert.equal(desks.studio.calls.length, 2);
  });

  it('ends with its activity, and is counted', async () => {
    const { end, errand } = await askWith('hang before the head', AbortSignal.timeout(150));
    assert.ok(end instanceof CancelledFailure);
    const [row] = await testRepositories().studioCalls.list(errand.scope, errand.planId, 1);
    assert.deepEqual([row?.status, row?.outcome, row?.calls], ['failed', 'cancelled', 1]);
  });

  it('is not sent any more after ten have failed, which is not tried again', async () => {
    desks = await startDesks({ fault: () => 'flow failed' });
    const scope = newScope();
    const errand = desks.errand(scope, await addPlan(testRepositories(), scope));
    const desk = desks.worker();
    for (let call = 0; call < 10; call += 1)
      await assert.rejects(desk.ask(errand, QUESTION, { ...PLENTY, calls: 100 }));
    const end: unknown = await desk.ask(errand, QUESTION, { ...PLENTY, calls: 100 }).catch((error: unknown) => error);
    assert.ok(end instanceof ApplicationFailure);
    assert.deepEqual([end.type, end.nonRetryable], ['studio-circuit-open', true]);
    assert.equal(desks.studio.calls.length, 10);
  });
});
