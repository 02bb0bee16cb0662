import { round6 } from '../numbers.js';
import { armStatistics, normaliseReward } from '../search/arm-statistics.js';
import type { SearchState, StopReason, TrialOutcome } from '../search/search-state.js';
import type { Judged, RankedCandidate, Selection } from '../search/select-winner.js';
import type { Spending } from '../search/spending.js';
import { addSpending } from '../search/spending.js';
import type { StudioCall, StudioUse } from '../search/studio-call.js';
import { spendingOf } from '../search/studio-call.js';
import { tell } from '../search/ucb1.js';

/** What a trial's own activity knows of it; the choice that led to it and what it spent stand in the search state. */
export interface TrialRecord {
  n: number;
  critics: Record<string, { score: number; weight: number; evidence: string[] }>;
  violations: { rule: string; task?: string; message: string }[];
  fixes: { code: string; message: string }[];
  tokens: number;
  milliseconds: number;
  /** How a model was asked; absent in a trial without one. */
  studio?: { calls: StudioCall[] };
}

export interface SearchDocument {
  config: Record<string, unknown>;
  seed: number;
  stopReason: StopReason;
  /** Whole seconds it took, where the clock may end it; else 0. */
  elapsedSeconds: number;
  arms: { strategy: string; pulls: number; mean: number | null; best: number | null }[];
  trials: Record<string, unknown>[];
  winner: { candidateId: string; strategy: string; reward: number };
  fallbacks: { candidateId: string; strategy: string; reward: number; distance: number }[];
  rejected: { candidateId: string; because: string }[];
  judge: Judged | null;
  /** Null where no model is set up. */
  studio: (StudioUse & { spent: Spending; cacheHits: number }) | null;
}

export interface SearchDocumentInput {
  state: SearchState;
  stopReason: StopReason;
  records: readonly TrialRecord[];
  selection: Selection;
  /** Names the state of the memory graph the candidates were made from. */
  memorySnapshot: string;
  studio: StudioUse | null;
}

/** The trace of a search: everything that is needed to derive each choice again (formats, "GET …/search"). */
export function makeSearchDocument(input: SearchDocumentInput): SearchDocument {
  const { state, selection } = input;
  const recordOf = new Map(input.records.map((record) => [record.n, record]));
  let before: SearchState = { ...state, told: [] };
  const trials = state.told.map((outcome) => {
    before = tell(before, outcome);
    // A trial that failed has no reward to compare.
    const normalised = outcome.status === 'failed' ? null : round6(normaliseReward(before, outcome.reward));
    return trialEntry(state, outcome, normalised, recordOf.get(outcome.n));
  });
  return {
    config: { ...state.config, memorySnapshot: input.memorySnapshot },
    seed: state.config.seed,
    stopReason: input.stopReason,
    elapsedSeconds: state.elapsedSeconds,
    arms: armStatistics(state).map(({ strategy, pulls, rewards }) => ({
      strategy,
      pulls,
      mean: rewards.length > 0 ? round6(rewards.reduce((a, b) => a + b, 0) / rewards.length) : null,
      best: rewards.length > 0 ? round6(Math.max(...rewards)) : null,
    })),
    trials,
    winner: placeOf(selection.winner),
    fallbacks: selection.fallbacks.map((one) => ({ ...placeOf(one), distance: round6(one.distance) })),
    rejected: selection.rejected,
    judge: selection.judge,
    studio: input.studio === null ? null : studioEntry(input.studio, state, input.records),
  };
}

function placeOf({ candidateId, strategy, reward }: RankedCandidate): SearchDocument['winner'] {
  return { candidateId, strategy, reward: round6(reward) };
}

/** All that was spent: by the trials as they were told, and by the steps beside them. */
function studioEntry(
  use: StudioUse,
  { told }: SearchState,
  records: readonly TrialRecord[],
): NonNullable<SearchDocument['studio']> {
  const beside = use.steps.flatMap(({ calls }) => calls);
  const calls = [...beside, ...records.flatMap(({ studio }) => studio?.calls ?? [])];
  const spent = told.reduce((sum, outcome) => addSpending(sum, outcome.spent), spendingOf(beside));
  return {
    ...use,
    spent: { ...spent, cost: round6(spent.cost) },
    cacheHits: calls.filter(({ cacheHit }) => cacheHit).length,
  };
}

function trialEntry(
  state: SearchState,
  outcome: TrialOutcome,
  rewardNormalised: number | null,
  record: TrialRecord | undefined,
): Record<string, unknown> {
  const asked = state.asked[outcome.n - 1];
  if (asked === undefined) throw new RangeError(`Trial ${outcome.n} was told but never asked.`);
  const indices = Object.entries(asked.indices).map(([arm, index]) => [arm, index === null ? null : round6(index)]);
  return {
    n: outcome.n,
    strategy: asked.strategy,
    operator: asked.operator,
    generator: asked.generator,
    parents: asked.parents,
    pull: asked.pull,
    candidateId: outcome.candidateId,
    reward: round6(outcome.reward),
    rewardNormalised,
    critics: record?.critics ?? {},
    valid: outcome.valid,
    violations: record?.violations ?? [],
    indices: Object.fromEntries(indices),
    chosenBecause: asked.chosenBecause,
    reserved: asked.reserved,
    spent: outcome.spent,
    studioEnded: outcome.studioEnded,
    elapsedSeconds: asked.elapsedSeconds,
    fixes: record?.fixes ?? [],
    ...(record?.studio !== undefined && { studio: record.studio }),
    tokens: record?.tokens ?? 0,
    milliseconds: record?.milliseconds ?? 0,
    status: outcome.status,
  };
}
