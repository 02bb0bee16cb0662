import assert from 'node:assert/strict';

import fc from 'fast-check';

import { replaySearch } from '../../../cli/verify/replay-search.js';
import type { Move } from '../../../cli/verify/replay-state.js';
import { structuralDistance as ownDistance } from '../../../cli/verify/structural-distance.js';
import type { Trial } from '../../../cli/verify/trials.js';
import type { Candidate, CandidateTask } from '../../../planning/dag/candidate.js';
import { structuralDistance } from '../../../planning/dag/distance.js';
import { startSearch } from '../../../planning/search/search-state.js';
import { askBatch, tell } from '../../../planning/search/ucb1.js';

/** Searches of any shape; few different rewards and candidates, so that ties and duplicates come up. */
const spendings = fc.record({
  calls: fc.integer({ min: 1, max: 3 }),
  tokens: fc.integer({ min: 1, max: 500 }),
  cost: fc.constantFrom(0, 0.1, 0.3),
});
const searches = fc.record({
  arms: fc
    .record({ count: fc.integer({ min: 1, max: 4 }), merges: fc.boolean() })
    .map(({ count, merges }) => [...['a', 'b', 'c', 'd'].slice(0, count), ...(merges ? ['aggregate'] : [])]),
  exploration: fc.constantFrom(0, 0.5, 1.5),
  rewardNormalization: fc.constantFrom('minmax' as const, 'none' as const),
  maxTrials: fc.integer({ min: 1, max: 20 }),
  parallelism: fc.integer({ min: 1, max: 5 }),
  targetReward: fc.constantFrom(null, null, 0.9),
  minGain: fc.constantFrom(0.01, 0.1),
  plateauTrials: fc.constantFrom(null, 2, 4),
  maxSeconds: fc.constantFrom(null, 60),
  studio: fc.option(
    fc.record({
      from: fc.integer({ min: 1, max: 9 }),
      calls: fc.integer({ min: 0, max: 20 }),
      tokens: fc.integer({ min: 0, max: 5000 }),
      cost: fc.constantFrom(null, 1),
      perTrial: spendings,
    }),
  ),
  outcomes: fc.array(
    fc.record({
      reward: fc.constantFrom(0.1, 0.5, 0.5, 0.7, 0.95),
      valid: fc.boolean(),
      candidate: fc.option(fc.integer({ min: 0, max: 25 }), { freq: 8 }),
      share: fc.constantFrom(0, 0.5, 1),
      seconds: fc.integer({ min: 0, max: 9 }),
      ended: fc.constantFrom(null, null, null, null, null, null, null, 'it is away; for long'),
    }),
    { minLength: 30, maxLength: 30 },
  ),
});

describe('replaySearch', () => {
  it('makes the choices that the planner made, whatever came of them', () => {
    fc.assert(
      fc.property(searches, ({ outcomes, ...config }) => {
        let state = startSearch({ ...config, seed: 1 });
        let stop: string | null = null;
        let seconds = 0;
        while (stop === null) {
          seconds += outcomes[state.told.length % outcomes.length]!.seconds;
          const batch = askBatch(state, seconds);
          state = batch.state;
          stop = batch.stop;
          for (const { n, reserved } of batch.trials) {
            const { reward, valid, candidate, share, ended } = outcomes[n % outcomes.length]!;
            const failed = candidate === null;
            state = tell(state, {
              ...{ n, candidateId: failed ? null : `c${candidate}`, reward: failed ? 0 : reward },
              ...{ valid: valid && !failed, status: failed ? 'failed' : 'completed' },
              spent: {
                calls: Math.floor((reserved?.calls ?? 0) * share),
                tokens: Math.floor((reserved?.tokens ?? 0) * share),
                cost: (reserved?.cost ?? 0) * share,
              },
              studioEnded: reserved === null ? null : ended,
            });
          }
        }
        const trials = state.told.map((told, at): Trial => ({
          ...state.asked[at]!,
          ...told,
          candidateId: told.candidateId ?? '',
          document: {},
        }));
        const normalise = config.rewardNormalization === 'minmax';
        const replay = replaySearch({ ...config, normalise }, trials, state.elapsedSeconds);
        assert.equal(replay.stop, stop);
        assert.deepEqual(
          replay.choices.map((choice) => ({ ...moveOf(choice), indices: rounded(Object.fromEntries(choice.indices)) })),
          state.asked.map((trial) => ({ ...moveOf(trial), indices: rounded(trial.indices) })),
        );
        assert.deepEqual(
          replay.statuses,
          state.told.map(({ status }) => status),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function moveOf({ strategy, operator, generator, parents, pull, reserved }: Move & { strategy: string }): object {
  const cost = reserved?.cost.toFixed(9);
  return { strategy, operator, generator, parents, pull, calls: reserved?.calls, tokens: reserved?.tokens, cost };
}

function rounded(indices: Record<string, number | null>): [string, string | undefined][] {
  return Object.entries(indices).map(([arm, index]) => [arm, index?.toFixed(9)]);
}

const candidates = fc
  .array(
    fc.record({
      covers: fc.subarray(['op:a', 'op:b', 'entity:C', 'auth']),
      needs: fc.array(fc.nat(8)),
      test: fc.boolean(),
    }),
    {
      maxLength: 9,
    },
  )
  .map((tasks) => ({
    tasks: tasks.map(({ covers, needs, test }, at) => ({
      ...{ key: `t${at}`, kind: test ? 'test' : 'operation', covers },
      dependsOn: needs
        .filter((need) => need < at)
        .map((need) => ({ task: `t${need}` }) as CandidateTask['dependsOn'][number]),
    })),
  }));

describe('the distance of two candidates, computed anew', () => {
  it('is the one the planner states', () => {
    fc.assert(
      fc.property(candidates, candidates, (left, right) => {
        const stated = structuralDistance(left as unknown as Candidate, right as unknown as Candidate);
        assert.ok(Math.abs(ownDistance(left, right) - stated) < 1e-6);
      }),
    );
  });
});
