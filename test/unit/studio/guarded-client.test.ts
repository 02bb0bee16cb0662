import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeGuardedClient } from '../../../adapters/studio/guarded-client.js';
import type { GuardedClient } from '../../../adapters/studio/guarded-client.js';
import { CALL, makeTestClient } from '../../support/studio/client.js';
import type { StudioFault } from '../../support/studio/faults.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn } from '../../support/studio/stand-in.js';

const BREAKER_MS = 300;

describe('a guarded client', () => {
  let studio: StandIn;
  let fault: StudioFault | null;
  let running: number;
  let most: number;
  let holdMs: number;
  let seen: string[];
  let guarded: GuardedClient;
  beforeEach(async () => {
    [fault, running, most, holdMs, seen] = [null, 0, 0, 0, []];
    studio = await startStandIn({
      answer: async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(holdMs);
        running -= 1;
        return 'fine';
      },
      fault: () => fault,
    });
    const { client } = makeTestClient({ flowUrl: studio.flowUrl });
    guarded = makeGuardedClient(client, { concurrency: 2, breakerMs: BREAKER_MS }, ({ state }) => seen.push(state));
  });
  afterEach(() => studio.close());

  const times = async (count: number, becomes: StudioFault | null): Promise<void> => {
    fault = becomes;
    for (let call = 0; call < count; call += 1) await guarded.run(CALL);
  };

  it('runs so many calls at once, and lets others wait', async () => {
    holdMs = 30;
    const outcomes = await Promise.all(Array.from({ length: 7 }, () => guarded.run(CALL)));
    assert.ok(outcomes.every(({ kind }) => kind === 'ok'));
    assert.equal(most, 2);
  });

  it('lets a call that waits be cancelled at once, unsent', async () => {
    holdMs = 300;
    const held = [guarded.run(CALL), guarded.run(CALL)];
    const outcome = await guarded.run({ ...CALL, signal: AbortSignal.timeout(20) });
    assert.ok(outcome.kind === 'cancelled' && !outcome.mayHaveRun && outcome.milliseconds < 200);
    await Promise.all(held);
    assert.equal(studio.calls.length, 2);
  });

  it('leaves it to the client to end a call that runs', async () => {
    holdMs = 300;
    const outcome = await guarded.run({ ...CALL, signal: AbortSignal.timeout(100) });
    assert.ok(outcome.kind === 'cancelled' && outcome.mayHaveRun);
  });

  it('holds calls back after half of ten have failed, and says for how long', async () => {
    await times(5, null);
    await times(4, 'flow failed');
    assert.equal(guarded.breaker().state, 'closed');
    await times(1, 'flow failed');
    assert.equal(guarded.breaker().state, 'open');
    assert.match(guarded.breaker().because ?? '', /The flow failed/);
    const outcome = await guarded.run(CALL);
    assert.ok('reason' in outcome && outcome.reason === 'circuit-open');
    assert.deepEqual([outcome.requests, outcome.mayHaveRun, outcome.retryAfterSeconds], [0, false, 1]);
    assert.equal(studio.calls.length, 10);
  });

  it('stays closed while less than half fail', async () => {
    await times(6, null);
    await times(5, 'flow failed');
    assert.deepEqual([guarded.breaker().state, seen], ['closed', []]);
  });

  it('lets one call try after a while, and closes when it succeeds', async () => {
    await times(10, 'unavailable');
    await sleep(BREAKER_MS + 50);
    fault = null;
    holdMs = 50;
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => guarded.run(CALL)));
    assert.ok(outcomes.every(({ kind }) => kind === 'ok'));
    assert.deepEqual(seen, ['open', 'half-open', 'closed']);
    assert.equal(guarded.breaker().because, null);
    await times(4, 'unavailable');
    assert.equal(guarded.breaker().state, 'closed');
  });

  it('opens again when the call that tries fails, which spares the others', async () => {
    await times(10, 'unavailable');
    await sleep(BREAKER_MS + 50);
    const outcomes = await Promise.all([guarded.run(CALL), guarded.run(CALL)]);
    const reasons = outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : outcome.kind));
    assert.deepEqual(reasons.sort(), ['circuit-open', 'service-unavailable']);
    assert.deepEqual(seen, ['open', 'half-open', 'open']);
    assert.equal(studio.calls.length, 11);
  });

  it('learns nothing from a call that tries and is cancelled', async () => {
    await times(10, 'unavailable');
    await sleep(BREAKER_MS + 50);
    fault = null;
    holdMs = 200;
    await guarded.run({ ...CALL, signal: AbortSignal.timeout(50) });
    assert.equal(guarded.breaker().state, 'open');
  });

  for (const uncounted of ['no key', 'unknown flow', 'bad request'] as const) {
    it(`does not count what says nothing about the next call: ${uncounted}`, async () => {
      await times(12, uncounted);
      await times(9, 'flow failed');
      assert.equal(guarded.breaker().state, 'closed');
    });
  }
});
