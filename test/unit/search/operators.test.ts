import assert from 'node:assert/strict';

import fc from 'fast-check';

import { generatorOf, makerOf } from '../../../planning/search/lineage.js';
import { rankedCandidates } from '../../../planning/search/ranked-candidates.js';
import type { AskedTrial, SearchConfig, SearchState, TrialOutcome } from '../../../planning/search/search-state.js';
import { startSearch } from '../../../planning/search/search-state.js';
import { bestValid, selectWinner } from '../../../planning/search/select-winner.js';
import { NOTHING_SPENT } from '../../../planning/search/spending.js';
import { ask, askBatch, tell } from '../../../planning/search/ucb1.js';

const STUDIO = { from: 1, calls: 20, tokens: 20_000, cost: null, perTrial: { calls: 3, tokens: 3000, cost: 0 } };
const config = (over: Partial<SearchConfig> = {}): SearchConfig => ({
  ...{ arms: ['contract-first', 'vertical-slice', 'risk-first', 'data-first', 'aggregate'], exploration: 0.5 },
  ...{ rewardNormalization: 'minmax', maxTrials: 12, parallelism: 1, targetReward: null, minGain: 0.01 },
  ...{ plateauTrials: null, maxSeconds: null, studio: null, seed: 1, ...over },
});

/** What comes of a trial; what is not said is a new valid candidate of reward 0.5. */
const outcome = (n: number, over: Partial<TrialOutcome> = {}): TrialOutcome => ({
  ...{
    n,
    candidateId: `c${n}`,
    reward: 0.5,
    valid: true,
    status: 'completed',
    spent: NOTHING_SPENT,
    studioEnded: null,
  },
  ...over,
});
const FAILED = { candidateId: null, reward: 0, valid: false, status: 'failed' } as const;

type Telling = (trial: AskedTrial) => Partial<TrialOutcome>;

/** Runs a search to its end, or to a number of trials. */
function run(settings: SearchConfig, telling: Telling, trials = Infinity): { state: SearchState; stop: string | null } {
  let state = startSearch(settings);
  for (;;) {
    const batch = askBatch(state, state.told.length * 10);
    state = batch.state;
    if (batch.stop !== null) return { state, stop: batch.stop };
    for (const trial of batch.trials) state = tell(state, outcome(trial.n, telling(trial)));
    if (state.told.length >= trials) return { state, stop: null };
  }
}

const one = (arm = 'only'): Partial<SearchConfig> => ({ arms: [arm] });
const movesOf = (state: SearchState): string[] =>
  state.asked.map(({ operator, generator, parents }) => [operator, generator, ...parents].join(' '));

describe('operators of the search', () => {
  it('begin with the plain candidate of every strategy, then merge the best two', () => {
    const { state } = run(config({ studio: STUDIO }), ({ n }) => ({ reward: n / 10 }), 5);
    assert.deepEqual(movesOf(state).slice(0, 4), Array(4).fill('fresh deterministic'));
    assert.ok(state.asked.slice(0, 4).every(({ reserved, pull }) => reserved === null && pull === 0));
    assert.equal(movesOf(state)[4], 'aggregate deterministic c4 c3');
  });

  it('merge no pair twice, whether it is told or pending, and the next best after it', () => {
    let { state } = run(config({ maxTrials: 60 }), ({ n }) => ({ reward: n / 10 }), 4);
    const pairs: string[][] = [];
    for (let pull = 0; pull < 40; pull += 1) {
      const answer = ask(state, 0);
      if ('stop' in answer) break;
      state = answer.state;
      if (answer.trial.operator === 'aggregate') pairs.push(answer.trial.parents);
    }
    assert.deepEqual(pairs.slice(0, 2), [
      ['c4', 'c3'],
      ['c4', 'c2'],
    ]);
    assert.equal(new Set(pairs.map(String)).size, pairs.length);
  });

  it('leave the merging arm closed while fewer than two strategies have a valid candidate', () => {
    const { state } = run(config(), ({ n }) => ({ valid: n % 4 === 1 }));
    assert.ok(state.asked.every(({ strategy, indices }) => strategy !== 'aggregate' && indices['aggregate'] === null));
  });

  it('refine the best of the arm until two refinements gained too little, then the next best', () => {
    const rewards = [0.5, 0.6, 0.605, 0.601, 0.55, 0.55];
    const { state } = run(config({ ...one(), maxTrials: 6 }), ({ n }) => ({ reward: rewards[n - 1] ?? 0 }));
    assert.deepEqual(movesOf(state).slice(1), [
      'refine deterministic c1',
      'refine deterministic c2',
      'refine deterministic c3',
      'refine deterministic c3',
      'refine deterministic c4',
    ]);
  });

  it('take a second sample of the model before they refine, and turns with it then', () => {
    const { state } = run(config({ ...one(), studio: STUDIO, maxTrials: 5 }), ({ n }) => ({
      reward: n === 1 ? 0.9 : 0.4,
    }));
    assert.deepEqual(movesOf(state), [
      'fresh deterministic',
      'fresh studio',
      'refine studio c1',
      'refine deterministic c1',
      'refine studio c2',
    ]);
  });

  it('do not refine again by rules what rules gave a duplicate of', () => {
    const { state, stop } = run(config(one()), () => ({ candidateId: 'c1' }));
    assert.deepEqual(movesOf(state), ['fresh deterministic', 'refine deterministic c1', 'fresh deterministic']);
    assert.equal(stop, 'exhausted');
  });

  it('say why the model is asked no more', () => {
    const spent = { calls: 3, tokens: 100, cost: 0 };
    const spending: Telling = ({ reserved }) =>
      reserved === null ? {} : { spent: { ...spent, calls: reserved.calls } };
    const dear = run(config({ ...one(), studio: { ...STUDIO, calls: 5 } }), spending).state;
    assert.deepEqual(
      dear.asked.flatMap(({ reserved }) => reserved?.calls ?? []),
      [3, 2],
    );
    assert.match(dear.asked.at(-1)?.chosenBecause ?? '', /; the model is not asked: 5 of 5 calls are spent$/u);
    const away = run(config({ ...one(), studio: STUDIO }), ({ reserved }) => ({
      studioEnded: reserved && 'it is away',
    }));
    assert.equal(away.state.asked.filter(({ generator }) => generator === 'studio').length, 1);
    assert.match(away.state.asked.at(-1)?.chosenBecause ?? '', /; the model is not asked: it is away$/u);
  });

  it('count a failed trial as a pull and its reward in nothing', () => {
    const { state } = run(config({ maxTrials: 5 }), ({ n }) => (n === 2 ? FAILED : { reward: 0.6 + n / 100 }), 4);
    const answer = ask(state, 0);
    assert.ok('trial' in answer);
    const later = ask(tell(answer.state, outcome(5)), 0);
    assert.ok('stop' in later);
    const { state: more } = run(config(), ({ n }) => (n === 2 ? FAILED : { reward: 0.6 + n / 100 }), 5);
    const next = ask(more, 0);
    assert.ok('trial' in next);
    const bonus = 0.5 * Math.sqrt(Math.log(5));
    assert.ok(Math.abs((next.trial.indices['vertical-slice'] ?? 0) - (0.5 + bonus)) < 1e-12);
    assert.ok(Math.abs((next.trial.indices['contract-first'] ?? 0) - bonus) < 1e-12);
  });
});

describe('the end of a search', () => {
  const flat = config({ plateauTrials: 3, maxTrials: 40 });

  it('comes by a plateau only after every arm was tried', () => {
    const { state, stop } = run(flat, () => ({ reward: 0.5 }));
    assert.equal(stop, 'plateau');
    assert.equal(state.told.length, 5 + 3);
  });

  it('does not come by a plateau while nothing valid is found or the best rises', () => {
    assert.notEqual(run(flat, () => ({ valid: false, reward: 0.1 })).stop, 'plateau');
    assert.equal(run(flat, ({ n }) => ({ reward: 0.2 + n * 0.015 })).stop, 'max-trials');
  });

  it('comes by the bound when no trial could gain enough any more', () => {
    assert.equal(run(flat, ({ n }) => ({ reward: n === 4 ? 0.995 : 0.5 })).stop, 'bound');
    assert.notEqual(run(config(), ({ n }) => ({ reward: n === 4 ? 0.995 : 0.5 })).stop, 'bound');
  });

  it('comes by the clock, but not before every strategy had its turn', () => {
    const { state, stop } = run(config({ maxSeconds: 0 }), () => ({}));
    assert.equal(stop, 'max-seconds');
    assert.equal(state.told.length, 4);
    assert.ok(run(config(), () => ({})).state.asked.every(({ elapsedSeconds }) => elapsedSeconds === 0));
  });
});

const searches = fc.record({
  settings: fc.record({
    maxTrials: fc.integer({ min: 1, max: 24 }),
    parallelism: fc.integer({ min: 1, max: 5 }),
    plateauTrials: fc.constantFrom(null, 4),
    maxSeconds: fc.constantFrom(null, 100),
    studio: fc.option(
      fc.record({
        from: fc.integer({ min: 1, max: 10 }),
        calls: fc.integer({ min: 0, max: 15 }),
        tokens: fc.integer({ min: 0, max: 9000 }),
        cost: fc.constantFrom(null, 0.5),
        perTrial: fc.constantFrom(STUDIO.perTrial, { calls: 1, tokens: 500, cost: 0.1 }),
      }),
    ),
  }),
  rewards: fc.array(fc.constantFrom(0, 0.1, 0.4, 0.5, 0.502, 0.6, 0.8), { minLength: 12, maxLength: 12 }),
});

function tellingOf(rewards: readonly number[]): Telling {
  return ({ n, reserved }) => {
    const reward = rewards[(n * 7) % rewards.length] ?? 0;
    const spent = reserved === null || reward < 0.4 ? NOTHING_SPENT : reserved;
    return { ...(reward === 0 ? FAILED : { reward, valid: reward > 0.2, candidateId: `c${n % 17}` }), spent };
  };
}

describe('any search', () => {
  it('ends, is made the same again, and never reserves more than is left', () => {
    fc.assert(
      fc.property(searches, ({ settings, rewards }) => {
        const { state, stop } = run(config(settings), tellingOf(rewards));
        assert.notEqual(stop, null);
        assert.ok(state.told.length <= Math.max(4, settings.maxTrials));
        assert.deepEqual(run(config(settings), tellingOf(rewards)).state, state);
        const of = (name: 'calls' | 'tokens' | 'cost'): number =>
          state.told.reduce((sum, { spent }) => sum + spent[name], 0);
        assert.ok(of('calls') <= (settings.studio?.calls ?? 0) && of('tokens') <= (settings.studio?.tokens ?? 0));
        assert.ok(of('cost') <= (settings.studio?.cost ?? Infinity) + 1e-9);
        assert.ok(state.asked.every(({ generator, reserved }) => (generator === 'studio') === (reserved !== null)));
      }),
    );
  });

  it('makes every choice from the trials told and pending before it', () => {
    fc.assert(
      fc.property(searches, ({ settings, rewards }) => {
        const { state } = run(config({ ...settings, parallelism: 1 }), tellingOf(rewards));
        for (const trial of state.asked.slice(4)) {
          const before = { ...state, asked: state.asked.slice(0, trial.n - 1), told: state.told.slice(0, trial.n - 1) };
          const answer = ask(before, trial.elapsedSeconds);
          assert.deepEqual('trial' in answer ? answer.trial : answer, trial);
        }
      }),
    );
  });

  it('is never won by a candidate of a model below the best that none had a part in, whatever a judge says', () => {
    fc.assert(
      fc.property(searches, fc.nat(20), fc.nat(20), ({ settings, rewards }, a, b) => {
        const { state } = run(config(settings), tellingOf(rewards));
        const ranked = rankedCandidates(state);
        const judged = { preferred: `c${a}`, over: `c${b}` };
        const winner = selectWinner(ranked, () => 0.5, judged)?.winner ?? null;
        const floor = bestValid(ranked.filter(({ maker }) => maker === 'deterministic'));
        if (floor !== null) assert.ok(winner !== null && winner.reward >= floor.reward);
      }),
    );
  });
});

describe('who made a plan', () => {
  const trial = (n: number, generator: AskedTrial['generator'], parents: string[]): AskedTrial => ({
    ...{ n, strategy: 'x', operator: 'refine', generator, parents, pull: 0, reserved: null, elapsedSeconds: 0 },
    ...{ indices: {}, chosenBecause: '' },
  });
  const asked = [
    trial(1, 'deterministic', []),
    trial(2, 'studio', []),
    trial(3, 'studio', ['c2']),
    trial(4, 'studio', ['c1']),
  ];
  const state: SearchState = { ...startSearch(config()), asked, told: asked.map(({ n }) => outcome(n)) };

  it('is told by the winner and all it was made from', () => {
    const makers = ['c1', 'c2', 'c3', 'c4'].map((id) => makerOf(state, id));
    assert.deepEqual(makers, ['deterministic', 'studio', 'studio', 'mixed']);
  });

  it('counts judgements and words of a model in a plan that the rules cut', () => {
    assert.equal(generatorOf(state, 'c1', { enriched: false, guided: false }), 'deterministic');
    assert.equal(generatorOf(state, 'c1', { enriched: false, guided: true }), 'mixed');
    assert.equal(generatorOf(state, 'c2', { enriched: true, guided: true }), 'studio');
  });
});
