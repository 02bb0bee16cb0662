import type { ArmStatistics } from './arm-statistics.js';
import { armStatistics, normaliseReward } from './arm-statistics.js';
import type { ModelAccess } from './model-access.js';
import type { Move } from './next-move.js';
import { nextMove } from './next-move.js';
import { searchFacts } from './search-facts.js';
import type { AskedTrial, SearchState, StopReason, TrialOutcome } from './search-state.js';
import { strategyArms, TIE } from './search-state.js';
import { stopReason } from './stop-reason.js';

/** An arm that can be pulled. */
interface OpenArm extends ArmStatistics {
  move: Move;
}

/**
 * Chooses the next trial: the arm by UCB1 (Auer, Cesa-Bianchi, Fischer 2002) over normalised rewards,
 * index = mean + c·√(ln N / n), where N and n count pending pulls too; how it makes the candidate by what the trace says.
 * @param elapsedSeconds that the search has taken so far; it counts only where `maxSeconds` is set
 * @returns the trial and the state that remembers it, or why the search ends (of a search with pending trials: for now).
 */
export function ask(
  state: SearchState,
  elapsedSeconds: number,
): { state: SearchState; trial: AskedTrial } | { stop: StopReason } {
  const facts = searchFacts(state);
  const moves = new Map(state.config.arms.map((arm) => [arm, nextMove(facts, arm)]));
  const elapsed = countedSeconds(state, elapsedSeconds);
  const stop = stopReason(state, moves, elapsed);
  if (stop !== null) return { stop };
  const statistics = armStatistics(state);
  const open = statistics.flatMap((arm): OpenArm[] => {
    const move = moves.get(arm.strategy) ?? null;
    return move === null ? [] : [{ ...arm, move }];
  });
  const indices = armIndices(state, statistics, open);
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
    reserved: generator === 'studio' && facts.model.open ? facts.model.reserve : null,
    elapsedSeconds: elapsed,
    indices: Object.fromEntries(indices),
    chosenBecause: [whyArm(chosen, open, indices), ...whyMove(chosen, facts.model)].join('; '),
  };
  return { state: { ...state, elapsedSeconds: elapsed, asked: [...state.asked, trial] }, trial };
}

/**
 * Asks for all trials that may run now: every strategy at first, later up to `parallelism`, never more than the trials
 * that are left.
 * @param elapsedSeconds that the search has taken so far
 * @returns the trials in the order in which their outcomes must be told; empty when the search ends.
 */
export function askBatch(
  state: SearchState,
  elapsedSeconds: number,
): { state: SearchState; trials: AskedTrial[]; stop: StopReason | null } {
  const size = state.asked.length === 0 ? strategyArms(state.config).length : state.config.parallelism;
  const trials: AskedTrial[] = [];
  let current: SearchState = { ...state, elapsedSeconds: countedSeconds(state, elapsedSeconds) };
  while (trials.length < Math.max(1, size)) {
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

function countedSeconds({ config }: SearchState, elapsedSeconds: number): number {
  return config.maxSeconds === null ? 0 : Math.floor(elapsedSeconds);
}

function armIndices(
  state: SearchState,
  statistics: readonly ArmStatistics[],
  open: readonly OpenArm[],
): Map<string, number | null> {
  const total = statistics.reduce((sum, arm) => sum + arm.pulls, 0);
  const pullable = new Set(open.map(({ strategy }) => strategy));
  return new Map(
    statistics.map(({ strategy, pulls, rewards }) => {
      if (!pullable.has(strategy) || pulls === 0) return [strategy, null];
      // An arm of which nothing is known yet has no mean: it stands in the middle, as equal rewards do.
      const known = rewards.map((reward) => normaliseReward(state, reward));
      const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 0.5;
      return [strategy, mean + state.config.exploration * Math.sqrt(Math.log(total) / pulls)];
    }),
  );
}

function bestIndex(open: readonly OpenArm[], indices: ReadonlyMap<string, number | null>): OpenArm {
  return open.reduce((best, arm) =>
    (indices.get(arm.strategy) ?? 0) > (indices.get(best.strategy) ?? 0) + TIE ? arm : best,
  );
}

function whyArm(chosen: OpenArm, open: readonly OpenArm[], indices: ReadonlyMap<string, number | null>): string {
  if (chosen.pulls === 0) return 'untried arms go first, in table order';
  if (open.length === 1) return 'the only arm that can still give a new candidate';
  const index = (indices.get(chosen.strategy) ?? 0).toFixed(6);
  const others = open
    .filter((arm) => arm !== chosen)
    .map((arm) => `${arm.strategy} ${(indices.get(arm.strategy) ?? 0).toFixed(6)}`);
  return `highest index ${index}, before ${others.join(', ')}`;
}

/** Nothing has to be said of the plain candidate of an arm; a model could have taken part in every other but a merge. */
function whyMove({ move }: OpenArm, model: ModelAccess): string[] {
  const { operator, pull, because } = move;
  if (operator === 'fresh' && pull === 0) return [];
  const left = operator !== 'aggregate' && !model.open && model.because !== null;
  return [because, ...(left ? [`the model is not asked: ${model.because}`] : [])];
}
