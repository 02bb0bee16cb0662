import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SearchConfig, SearchState } from '../../../planning/search/search-state.js';
import { startSearch } from '../../../planning/search/search-state.js';
import { NOTHING_SPENT } from '../../../planning/search/spending.js';
import { askBatch, tell } from '../../../planning/search/ucb1.js';

const ALONE: SearchConfig = {
  arms: ['contract-first', 'vertical-slice', 'risk-first', 'data-first', 'aggregate'],
  exploration: 0.5,
  rewardNormalization: 'minmax',
  maxTrials: 8,
  parallelism: 4,
  targetReward: null,
  minGain: 0.001,
  plateauTrials: null,
  maxSeconds: null,
  studio: null,
  seed: 1,
};

/** Runs a search whose trial `n` gets the n-th reward. */
function run(config: SearchConfig, rewards: readonly number[]): SearchState {
  let state = startSearch(config);
  for (;;) {
    const batch = askBatch(state, 0);
    state = batch.state;
    if (batch.stop !== null) return state;
    for (const { n, reserved } of batch.trials) {
      const reward = rewards[(n - 1) % rewards.length] ?? 0;
      const outcome = { n, candidateId: `c${n}`, reward, valid: true, status: 'completed' as const, studioEnded: null };
      state = tell(state, { ...outcome, spent: reserved ?? NOTHING_SPENT });
    }
  }
}

const best = ({ told }: SearchState): number => Math.max(...told.map(({ reward }) => reward));

describe('a search with a model', () => {
  it('begins with every trial of the search without it, and so never ends below it', () => {
    const rewards = fc.array(fc.constantFrom(0.3, 0.5, 0.5004, 0.6, 0.8, 0.9995), { minLength: 3, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        rewards,
        (trials, parallelism, some) => {
          const without = run({ ...ALONE, maxTrials: trials, parallelism }, some);
          const studio = { from: trials + 1, calls: 9, tokens: 9000, cost: null };
          const perTrial = { calls: 1, tokens: 100, cost: 0 };
          const more = { maxTrials: 2 * trials, plateauTrials: 2, studio: { ...studio, perTrial } };
          const withModel = run({ ...ALONE, parallelism, ...more }, some);
          const told = ({ asked }: SearchState): unknown[] =>
            asked.slice(0, trials).map(({ strategy, operator, generator, parents, pull, indices }) => {
              return { strategy, operator, generator, parents, pull, indices };
            });
          assert.deepEqual(told(withModel), told(without));
          assert.ok(best(withModel) >= best(without));
          assert.ok(withModel.asked.slice(trials).every(({ n }) => n >= studio.from));
        },
      ),
    );
  });
});
