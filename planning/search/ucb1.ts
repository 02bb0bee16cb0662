import { armMoves } from './arm-moves.js';
import type { ArmMove } from './arm-moves.js';
import { AGGREGATE } from './search-state.js';
import type { AskedTrial, SearchState, StopReason, TrialOutcome } from './search-state.js';
import { studioStanding } from './studio-budget.js';
import type { StudioStanding } from './studio-budget.js';

/** Indices closer than this are equal; table order decides between them. */
const TIE = 1e-9;

interface ArmStatistics {
  strategy: string;
  /** Pulls, pending ones included. */
  pulls: number;
  /** Raw rewards told so far, in the order of the trials; failed ones have none. */
  rewards: number[];
}

interface OpenArm extends ArmStatistics {
  move: ArmMove;
}

/**
 * Chooses the next trial by UCB1 (Auer, Cesa-Bianchi, Fischer 2002) over normalised rewards:
 * index = mean + c·√(ln N / n), where N and n count pending pulls too. What the arm then does is told by armMoves.
 * @param elapsedSeconds whole seconds since the search began
 * @returns the trial and the state that remembers it, or why the search ends.
 */
export function ask(
  state: SearchState,
  elapsedSeconds: number,
): { state: SearchState; trial: AskedTrial } | { stop: StopReason } {
  const standing = studioStanding(state);
  const moves = armMoves(state, standing.available);
  const stop = stopReason(state, elapsedSeconds, moves);
  if (stop !== null) return { stop };
  const statistics = armStatistics(state);
  const indices = armIndices(state, statistics, moves);
  const open = statistics.flatMap((arm): OpenArm[] => {
    const move = moves.get(arm.strategy);
    return move === undefined || move === null ? [] : [{ ...arm, move }];
  });
  const untried = open.find((arm) => arm.pulls === 0);
  const chosen = untried ?? bestIndex(open, indices);
  const { operator, generator, parents, pull } = chosen.move;
  const trial: AskedTrial = {
    n: state.asked.length + 1,
    strategy: chosen.strategy,
    operator,
    generator,
    parents,
    pull,
    reserved: generator === 'studio' && standing.available ? standing.reserve : null,
    elapsedSeconds,
    indices: Object.fromEntries(indices),
    chosenBecause: because(chosen, untried !== undefined, open, indices) + whyNoModel(chosen.move, standing),
  };
  return { state: { ...state, asked: [...state.asked, trial] }, trial };
}

/**
 * Asks for all trials that may run now: every strategy at first, later up to `parallelism`, never more than the
 * trials that are left.
 * @returns the trials in the order in which their outcomes must be told; empty when the search ends.
 */
export function askBatch(
  state: SearchState,
  elapsedSeconds: number,
): { state: SearchState; trials: AskedTrial[]; stop: StopReason | null } {
  const size = state.asked.length === 0 ? strategiesOf(state).length : state.config.parallelism;
  const trials: AskedTrial[] = [];
  let current = state;
  while (trials.length < size) {
    const answer = ask(current, elapsedSeconds);
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

/** The arms that decompose; the other one brings their candidates together. */
function strategiesOf({ config }: SearchState): string[] {
  return config.arms.filter((arm) => arm !== AGGREGATE);
}

/** Why the search may not ask again now, or null. Pending trials count against `maxTrials`. */
function stopReason(
  state: SearchState,
  elapsedSeconds: number,
  moves: ReadonlyMap<string, ArmMove | null>,
): StopReason | null {
  const { maxTrials, targetReward, maxSeconds, plateauTrials, minGain } = state.config;
  const least = strategiesOf(state).length;
  if (targetReward !== null && state.told.some((t) => t.valid && t.reward >= targetReward)) return 'target-reached';
  if ([...moves.values()].every((move) => move === null)) return 'exhausted';
  if (state.asked.length < least) return null;
  if (state.asked.length >= maxTrials) return 'max-trials';
  if (maxSeconds !== null && elapsedSeconds >= maxSeconds) return 'max-seconds';
  if (plateauTrials === null) return null;
  // No reward is above 1: whatever comes could gain no more than this.
  if (state.told.some((t) => t.valid && 1 - t.reward < minGain)) return 'bound';
  const untried = [...moves].some(([arm, move]) => move !== null && !state.asked.some((t) => t.strategy === arm));
  return !untried && trialsWithoutGain(state, least) >= plateauTrials ? 'plateau' : null;
}

/** How many of the last trials told did not raise the best valid reward by `minGain`; the first round counts in none. */
function trialsWithoutGain({ told, config }: SearchState, firstRound: number): number {
  let best = -Infinity;
  let since = 0;
  told.forEach(({ valid, reward }, at) => {
    const gains = valid && reward - best >= config.minGain;
    if (valid) best = Math.max(best, reward);
    since = gains || at < firstRound ? 0 : since + 1;
  });
  return since;
}

/** Per arm: pulls (pending included) and raw rewards. */
export function armStatistics(state: SearchState): ArmStatistics[] {
  return state.config.arms.map((strategy) => {
    const trials = state.asked.filter((t) => t.strategy === strategy);
    const outcomes = trials.flatMap((t) => state.told[t.n - 1] ?? []);
    return {
      strategy,
      pulls: trials.length,
      rewards: outcomes.filter((o) => o.status !== 'failed').map((o) => o.reward),
    };
  });
}

/**
 * Maps a raw reward to [0,1] over the rewards told so far: 0.5 when they are all equal (or none is told), the raw
 * reward itself with normalisation `none`.
 */
export function normaliseReward(state: SearchState, reward: number): number {
  if (state.config.rewardNormalization === 'none') return reward;
  const rewards = state.told.filter((t) => t.status !== 'failed').map((t) => t.reward);
  const low = Math.min(...rewards);
  const high = Math.max(...rewards);
  return high > low ? (reward - low) / (high - low) : 0.5;
}

function armIndices(
  state: SearchState,
  statistics: ArmStatistics[],
  moves: ReadonlyMap<string, ArmMove | null>,
): Map<string, number | null> {
  const total = statistics.reduce((sum, arm) => sum + arm.pulls, 0);
  return new Map(
    statistics.map((arm) => {
      if (arm.pulls === 0 || moves.get(arm.strategy) === null) return [arm.strategy, null];
      // An arm of which nothing is told yet has no mean: it stands in the middle, as equal rewards do.
      const known = arm.rewards.map((reward) => normaliseReward(state, reward));
      const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 0.5;
      return [arm.strategy, mean + state.config.exploration * Math.sqrt(Math.log(total) / arm.pulls)];
    }),
  );
}

function bestIndex(open: OpenArm[], indices: Map<string, number | null>): OpenArm {
  return open.reduce((best, arm) =>
    (indices.get(arm.strategy) ?? 0) > (indices.get(best.strategy) ?? 0) + TIE ? arm : best,
  );
}

function because(chosen: OpenArm, untried: boolean, open: OpenArm[], indices: Map<string, number | null>): string {
  if (untried) return 'untried arms go first, in table order';
  if (open.length === 1) return 'the only arm that can still give a new candidate';
  const index = (indices.get(chosen.strategy) ?? 0).toFixed(6);
  const others = open
    .filter((arm) => arm !== chosen)
    .map((arm) => `${arm.strategy} ${(indices.get(arm.strategy) ?? 0).toFixed(6)}`);
  return `highest index ${index}, before ${others.join(', ')}`;
}

/** Where a model is set up and the trial would have been its turn. */
function whyNoModel({ operator, generator, pull }: ArmMove, standing: StudioStanding): string {
  if (standing.available || standing.because === null || generator === 'studio') return '';
  const itsTurn = operator === 'refine' || (operator === 'fresh' && pull > 0);
  return itsTurn ? `; the model is not asked: ${standing.because}` : '';
}
