import { STRATEGIES } from '../planning/dag/candidate.js';
import { nextMove } from '../planning/search/next-move.js';
import type { Move } from '../planning/search/next-move.js';
import { searchFacts } from '../planning/search/search-facts.js';
import type { SearchFacts } from '../planning/search/search-facts.js';
import type { AskedTrial, SearchConfig, SearchState } from '../planning/search/search-state.js';
import { AGGREGATE, startSearch } from '../planning/search/search-state.js';
import { ask, tell } from '../planning/search/ucb1.js';
import type { SearchWorld } from './search-world.js';

/** A way to choose the arm of each trial; what the arm then does is the shipped rule, but for `samples`. */
export interface SearchPolicy {
  name: string;
  config: Partial<SearchConfig>;
  /** The arm to pull; null: the shipped choice, UCB1 with `config`. */
  choose: ((open: readonly string[], state: SearchState, facts: SearchFacts) => string) | null;
  /** Samples from nothing that an arm takes before it refines, where that is not the shipped number. */
  samples?: number;
}

/** Reward of the best candidate of an arm. */
function bestOf(arm: string, { candidates }: SearchFacts): number {
  return candidates.find((one) => one.arm === arm)?.reward ?? -1;
}

const pullsOf = (arm: string, { asked }: SearchState): number => asked.filter((one) => one.strategy === arm).length;
const least = (open: readonly string[], of: (arm: string) => number): string =>
  open.reduce((best, arm) => (of(arm) < of(best) ? arm : best));
const ucb1: SearchPolicy['choose'] = null;

/** The policies compared; the first is the shipped one, `uniform` what others are measured against. */
export const POLICIES: readonly SearchPolicy[] = [
  { name: 'UCB1 c=0.5 minmax (shipped)', config: {}, choose: ucb1 },
  { name: 'UCB1 c=0.1 minmax', config: { exploration: 0.1 }, choose: ucb1 },
  { name: 'UCB1 c=√2 textbook', config: { exploration: Math.SQRT2, rewardNormalization: 'none' }, choose: ucb1 },
  { name: 'UCB1 c=0.5, minGain 0.01', config: { minGain: 0.01 }, choose: ucb1 },
  { name: 'UCB1 c=0.5, minGain 0.0001', config: { minGain: 0.0001 }, choose: ucb1 },
  { name: 'uniform', config: {}, choose: (open, state) => least(open, (arm) => pullsOf(arm, state)) },
  {
    name: 'uniform, 2 fresh',
    config: {},
    choose: (open, state) => least(open, (arm) => pullsOf(arm, state)),
    samples: 2,
  },
  { name: 'greedy', config: {}, choose: (open, _, facts) => least(open, (arm) => -bestOf(arm, facts)) },
  {
    name: 'fresh only, uniform',
    config: {},
    choose: (open, state) => least(open, (arm) => pullsOf(arm, state)),
    samples: Infinity,
  },
];

/**
 * Searches a world by a policy until it ends or `trials` are told.
 * @returns the best valid reward after each trial.
 */
export function searchBy(policy: SearchPolicy, world: SearchWorld, trials: number, minGain: number): number[] {
  let state = startSearch({
    arms: [...STRATEGIES, AGGREGATE],
    exploration: 0.5,
    rewardNormalization: 'minmax',
    maxTrials: trials,
    parallelism: 1,
    targetReward: null,
    minGain,
    plateauTrials: null,
    maxSeconds: null,
    studio: null,
    seed: 1,
    ...policy.config,
  });
  const best: number[] = [];
  while (best.length < trials) {
    const next = policy.choose === null ? askShipped(state) : askBy(policy, state);
    if (next === null) break;
    const outcome = world.run(next.trial);
    state = tell(next.state, outcome);
    best.push(Math.max(best.at(-1) ?? 0, outcome.valid ? outcome.reward : 0));
  }
  return best;
}

type Asked = { state: SearchState; trial: AskedTrial } | null;

function askShipped(state: SearchState): Asked {
  const answer = ask(state, 0);
  return 'stop' in answer ? null : answer;
}

function askBy({ choose, samples }: SearchPolicy, state: SearchState): Asked {
  const facts = searchFacts(state);
  const moves = new Map(state.config.arms.map((arm) => [arm, moveOf(facts, arm, samples)]));
  const open = state.config.arms.filter((arm) => (moves.get(arm) ?? null) !== null);
  const untried = open.find((arm) => pullsOf(arm, state) === 0);
  const arm = untried ?? (open.length === 0 ? null : (choose?.(open, state, facts) ?? null));
  const move = arm === null ? null : (moves.get(arm) ?? null);
  if (arm === null || move === null) return null;
  const { operator, generator, parents, pull } = move;
  const trial: AskedTrial = {
    n: state.asked.length + 1,
    strategy: arm,
    operator,
    generator,
    parents,
    pull,
    reserved: null,
    elapsedSeconds: 0,
    indices: {},
    chosenBecause: 'the policy of a benchmark',
  };
  return { state: { ...state, asked: [...state.asked, trial] }, trial };
}

function moveOf(facts: SearchFacts, arm: string, samples: number | undefined): Move | null {
  const move = nextMove(facts, arm);
  if (samples === undefined) return move;
  const fresh = facts.fresh.get(arm) ?? 0;
  const another = arm !== AGGREGATE && fresh < samples && !facts.repeating.has(arm);
  if (another) return { operator: 'fresh', generator: 'deterministic', parents: [], pull: fresh, because: '' };
  return samples === Infinity ? null : move;
}
