import type { AskedTrial, SearchState, StopReason, TrialOutcome } from './search-state.js';

/** Indices closer than this are equal; table order decides between them. */
const TIE = 1e-9;

interface ArmStatistics {
  strategy: string;
  /** Pulls, pending ones included. */
  pulls: number;
  /** Raw rewards told so far, in the order of the trials. */
  rewards: number[];
  /** No fresh pull can give anything new. */
  closed: boolean;
}

/**
 * Chooses the next trial by UCB1 (Auer, Cesa-Bianchi, Fischer 2002) over normalised rewards:
 * index = mean + c·√(ln N / n), where N and n count pending pulls too.
 * @returns the trial and the state that remembers it, or why the search ends.
 */
export function ask(state: SearchState): { state: SearchState; trial: AskedTrial } | { stop: StopReason } {
  const stop = stopReason(state);
  if (stop !== null) return { stop };
  const statistics = armStatistics(state);
  const indices = armIndices(state, statistics);
  const open = statistics.filter((arm) => !arm.closed);
  const untried = open.find((arm) => arm.pulls === 0);
  const chosen = untried ?? bestIndex(open, indices);
  const trial: AskedTrial = {
    n: state.asked.length + 1,
    strategy: chosen.strategy,
    operator: 'fresh',
    pull: chosen.pulls,
    indices: Object.fromEntries(indices),
    chosenBecause: because(chosen, untried !== undefined, open, indices),
  };
  return { state: { ...state, asked: [...state.asked, trial] }, trial };
}

/**
 * Asks for all trials that may run now: every untried arm at first, later up to `parallelism`, never more than the
 * trials that are left.
 * @returns the trials in the order in which their outcomes must be told; empty when the search ends.
 */
export function askBatch(state: SearchState): { state: SearchState; trials: AskedTrial[]; stop: StopReason | null } {
  const size = state.asked.length === 0 ? state.config.arms.length : state.config.parallelism;
  const trials: AskedTrial[] = [];
  let current = state;
  while (trials.length < size) {
    const answer = ask(current);
    if ('stop' in answer) return { state: current, trials, stop: trials.length === 0 ? answer.stop : null };
    current = answer.state;
    trials.push(answer.trial);
  }
  return { state: current, trials, stop: null };
}

/**
 * Records the outcome of the oldest pending trial. A candidate that was told before makes it a duplicate.
 * @throws RangeError when `outcome.n` is not the oldest pending trial: results are told in the order asked.
 */
export function tell(state: SearchState, outcome: TrialOutcome): SearchState {
  const expected = state.told.length + 1;
  if (outcome.n !== expected || expected > state.asked.length) {
    throw new RangeError(
      `Outcome of trial ${outcome.n} was told where trial ${expected} of ${state.asked.length} is due.`,
    );
  }
  const repeated = outcome.candidateId !== null && state.told.some((t) => t.candidateId === outcome.candidateId);
  const told: TrialOutcome = repeated ? { ...outcome, status: 'duplicate' } : outcome;
  return { ...state, told: [...state.told, told] };
}

/** Why the search may not ask again now, or null. Pending trials count against `maxTrials`. */
export function stopReason(state: SearchState): StopReason | null {
  const { maxTrials, targetReward, arms } = state.config;
  if (targetReward !== null && state.told.some((t) => t.valid && t.reward >= targetReward)) return 'target-reached';
  if (armStatistics(state).every((arm) => arm.closed)) return 'exhausted';
  if (state.asked.length >= Math.max(maxTrials, arms.length)) return 'max-trials';
  return null;
}

/** Per arm: pulls (pending included), raw rewards, and whether a repeated candidate has closed it for fresh pulls. */
export function armStatistics(state: SearchState): ArmStatistics[] {
  return state.config.arms.map((strategy) => {
    const trials = state.asked.filter((t) => t.strategy === strategy);
    const outcomes = trials.flatMap((t) => state.told[t.n - 1] ?? []);
    return {
      strategy,
      pulls: trials.length,
      rewards: outcomes.map((o) => o.reward),
      closed: outcomes.some((o) => o.status === 'duplicate'),
    };
  });
}

/**
 * Maps a raw reward to [0,1] over the rewards told so far: 0.5 when they are all equal (or none is told), the raw
 * reward itself with normalisation `none`.
 */
export function normaliseReward(state: SearchState, reward: number): number {
  if (state.config.rewardNormalization === 'none') return reward;
  const rewards = state.told.map((t) => t.reward);
  const low = Math.min(...rewards);
  const high = Math.max(...rewards);
  return high > low ? (reward - low) / (high - low) : 0.5;
}

function armIndices(state: SearchState, statistics: ArmStatistics[]): Map<string, number | null> {
  const total = statistics.reduce((sum, arm) => sum + arm.pulls, 0);
  return new Map(
    statistics.map((arm) => {
      if (arm.closed || arm.pulls === 0) return [arm.strategy, null];
      // An arm of which nothing is told yet has no mean: it stands in the middle, as equal rewards do.
      const known = arm.rewards.map((reward) => normaliseReward(state, reward));
      const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 0.5;
      return [arm.strategy, mean + state.config.exploration * Math.sqrt(Math.log(total) / arm.pulls)];
    }),
  );
}

function bestIndex(open: ArmStatistics[], indices: Map<string, number | null>): ArmStatistics {
  return open.reduce((best, arm) =>
    (indices.get(arm.strategy) ?? 0) > (indices.get(best.strategy) ?? 0) + TIE ? arm : best,
  );
}

function because(
  chosen: ArmStatistics,
  untried: boolean,
  open: ArmStatistics[],
  indices: Map<string, number | null>,
): string {
  if (untried) return 'untried arms go first, in table order';
  if (open.length === 1) return 'the only arm that can still give a new candidate';
  const index = (indices.get(chosen.strategy) ?? 0).toFixed(6);
  const others = open
    .filter((arm) => arm !== chosen)
    .map((arm) => `${arm.strategy} ${(indices.get(arm.strategy) ?? 0).toFixed(6)}`);
  return `highest index ${index}, before ${others.join(', ')}`;
}
