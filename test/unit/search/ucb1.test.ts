import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SearchConfig, SearchState, TrialOutcome } from '../../../planning/search/search-state.js';
import { startSearch } from '../../../planning/search/search-state.js';
import { armStatistics, normaliseReward } from '../../../planning/search/arm-statistics.js';
import { NOTHING_SPENT } from '../../../planning/search/spending.js';
import { ask, askBatch, tell } from '../../../planning/search/ucb1.js';

const config = (over: Partial<SearchConfig> = {}): SearchConfig => ({
  arms: ['contract-first', 'vertical-slice', 'risk-first', 'data-first'],
  exploration: 0.5,
  rewardNormalization: 'minmax',
  maxTrials: 8,
  parallelism: 2,
  targetReward: null,
  minGain: 0.01,
  plateauTrials: null,
  maxSeconds: null,
  studio: null,
  seed: 1,
  ...over,
});

const outcome = (n: number, reward: number, id = `c${n}`): TrialOutcome => ({
  n,
  candidateId: id,
  reward,
  valid: true,
  status: 'completed',
  spent: NOTHING_SPENT,
  studioEnded: null,
});

/** Runs a search to its end with a reward per (arm, pull). */
function run(settings: SearchConfig, reward: (arm: string, pull: number) => number): SearchState {
  let state = startSearch(settings);
  for (;;) {
    const batch = askBatch(state, 0);
    state = batch.state;
    if (batch.stop !== null) return state;
    for (const t of batch.trials) state = tell(state, outcome(t.n, reward(t.strategy, t.pull)));
  }
}

describe('UCB1 search', () => {
  it('asks every arm once, in table order, before any arm twice', () => {
    const { trials } = askBatch(startSearch(config()), 0);
    assert.deepEqual(
      trials.map((t) => t.strategy),
      config().arms,
    );
    assert.ok(trials.every((t) => t.indices[t.strategy] === null && t.pull === 0));
  });

  it('gives the textbook index with normalisation off', () => {
    let state = startSearch(config({ exploration: Math.SQRT2, rewardNormalization: 'none', parallelism: 1 }));
    state = askBatch(state, 0).state;
    [0.2, 0.9, 0.4, 0.5].forEach((r, i) => (state = tell(state, outcome(i + 1, r))));
    const answer = ask(state, 0);
    assert.ok('trial' in answer);
    assert.equal(answer.trial.strategy, 'vertical-slice');
    assert.ok(Math.abs((answer.trial.indices['vertical-slice'] ?? 0) - (0.9 + Math.sqrt(2 * Math.log(4)))) < 1e-12);
  });

  it('counts pending pulls, so that a batch spreads over the arms', () => {
    let state = startSearch(config({ parallelism: 4, maxTrials: 12 }));
    state = askBatch(state, 0).state;
    [0.7, 0.69, 0.68, 0.5].forEach((r, i) => (state = tell(state, outcome(i + 1, r))));
    const { trials } = askBatch(state, 0);
    assert.equal(trials[0]?.strategy, 'contract-first');
    assert.ok(new Set(trials.map((t) => t.strategy)).size > 1);
  });

  it('normalises over the rewards told so far and puts equal rewards in the middle', () => {
    let state = askBatch(startSearch(config()), 0).state;
    state = tell(state, outcome(1, 0.6));
    assert.equal(normaliseReward(state, 0.6), 0.5);
    state = tell(state, outcome(2, 0.8));
    assert.ok(Math.abs(normaliseReward(state, 0.7) - 0.5) < 1e-9);
  });

  it('breaks ties by table order', () => {
    const state = run(config({ maxTrials: 5, parallelism: 1 }), () => 0.5);
    assert.equal(state.asked[4]?.strategy, 'contract-first');
  });

  it('closes an arm that repeats a candidate and ends when all are closed', () => {
    let state = startSearch(config({ maxTrials: 50, parallelism: 1 }));
    for (;;) {
      const batch = askBatch(state, 0);
      state = batch.state;
      if (batch.stop !== null) {
        assert.equal(batch.stop, 'exhausted');
        break;
      }
      for (const t of batch.trials) state = tell(state, outcome(t.n, 0.5, t.strategy));
    }
    // Each arm: its plain candidate, a refinement and another from nothing that repeat it.
    assert.equal(state.told.length, 12);
    assert.equal(state.told.filter((t) => t.status === 'duplicate').length, 8);
    assert.ok(armStatistics(state).every((a) => a.pulls === 3));
  });

  it('stops at the target when one is set', () => {
    const state = run(config({ targetReward: 0.9, maxTrials: 20 }), (arm) => (arm === 'risk-first' ? 0.95 : 0.4));
    assert.equal(state.told.length, 4);
  });

  it('refuses outcomes that are not told in the order asked', () => {
    const { state } = askBatch(startSearch(config()), 0);
    assert.throws(() => tell(state, outcome(2, 0.5)), /trial 1 of 4 is due/u);
  });

  it('spends exactly the trials it may, pulls every arm, and can be derived again from its own trace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (maxTrials, parallelism, rewards) => {
          const settings = config({ maxTrials, parallelism });
          const of = (arm: string, pull: number): number => rewards[settings.arms.indexOf(arm) * 7 + (pull % 7)] ?? 0;
          const state = run(settings, of);
          assert.equal(state.told.length, Math.max(maxTrials, 4));
          assert.ok(armStatistics(state).every((arm) => arm.pulls >= 1));
          assert.deepEqual(run(settings, of), state);
        },
      ),
    );
  });

  it('pulls the better arm more often than the worst one', () => {
    const state = run(config({ maxTrials: 30, parallelism: 1 }), (arm) => (arm === 'data-first' ? 0.9 : 0.3));
    const pulls = new Map(armStatistics(state).map((arm) => [arm.strategy, arm.pulls]));
    assert.ok((pulls.get('data-first') ?? 0) > 10);
    assert.ok((pulls.get('contract-first') ?? 0) < 8);
  });
});
