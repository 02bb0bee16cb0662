import { round6 } from '../numbers.js';
import type { SearchState, StopReason, TrialOutcome } from '../search/search-state.js';
import { armStatistics, normaliseReward, tell } from '../search/ucb1.js';
import { startSearch } from '../search/search-state.js';
import type { Selection } from '../search/select-winner.js';

/** What a trial's own activity knows of it; the choice that led to it stands in the search state. */
export interface TrialRecord {
  n: number;
  parents: string[];
  critics: Record<string, { score: number; weight: number; evidence: string[] }>;
  violations: { rule: string; task?: string; message: string }[];
  fixes: { code: string; message: string }[];
  tokens: number;
  milliseconds: number;
}

export interface SearchDocument {
  config: Record<string, unknown>;
  seed: number;
  stopReason: StopReason;
  arms: { strategy: string; pulls: number; mean: number | null; best: number | null }[];
  trials: Record<string, unknown>[];
  winner: { candidateId: string; strategy: string; reward: number };
  fallbacks: { candidateId: string; strategy: string; reward: number; distance: number }[];
  rejected: { candidateId: string; because: string }[];
}

/**
 * The trace of a search: everything that is needed to derive each choice again (formats, "GET …/search").
 * @param memorySnapshot names the state of the memory graph the candidates were made from
 */
export function makeSearchDocument(
  state: SearchState,
  stopReason: StopReason,
  records: TrialRecord[],
  selection: Selection,
  memorySnapshot: string,
): SearchDocument {
  const recordOf = new Map(records.map((record) => [record.n, record]));
  let before = startSearch(state.config);
  before = { ...before, asked: state.asked };
  const trials = state.told.map((outcome) => {
    before = tell(before, outcome);
    return trialEntry(state, outcome, normaliseReward(before, outcome.reward), recordOf.get(outcome.n));
  });
  return {
    config: { ...state.config, memorySnapshot },
    seed: state.config.seed,
    stopReason,
    arms: armStatistics(state).map(({ strategy, pulls, rewards }) => ({
      strategy,
      pulls,
      mean: rewards.length > 0 ? round6(rewards.reduce((a, b) => a + b, 0) / rewards.length) : null,
      best: rewards.length > 0 ? round6(Math.max(...rewards)) : null,
    })),
    trials,
    winner: {
      candidateId: selection.winner.candidateId,
      strategy: selection.winner.strategy,
      reward: round6(selection.winner.reward),
    },
    fallbacks: selection.fallbacks.map(({ candidateId, strategy, reward, distance }) => ({
      candidateId,
      strategy,
      reward: round6(reward),
      distance: round6(distance),
    })),
    rejected: selection.rejected,
  };
}

function trialEntry(
  state: SearchState,
  outcome: TrialOutcome,
  rewardNormalised: number,
  record: TrialRecord | undefined,
): Record<string, unknown> {
  const asked = state.asked[outcome.n - 1];
  if (asked === undefined) throw new RangeError(`Trial ${outcome.n} was told but never asked.`);
  const indices = Object.entries(asked.indices).map(([arm, index]) => [arm, index === null ? null : round6(index)]);
  return {
    n: outcome.n,
    strategy: asked.strategy,
    operator: asked.operator,
    parents: record?.parents ?? [],
    candidateId: outcome.candidateId,
    reward: round6(outcome.reward),
    rewardNormalised: round6(rewardNormalised),
    critics: record?.critics ?? {},
    valid: outcome.valid,
    violations: record?.violations ?? [],
    indices: Object.fromEntries(indices),
    chosenBecause: asked.chosenBecause,
    fixes: record?.fixes ?? [],
    tokens: record?.tokens ?? 0,
    milliseconds: record?.milliseconds ?? 0,
    status: outcome.status,
  };
}
