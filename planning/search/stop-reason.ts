import type { Move } from './next-move.js';
import type { SearchState, StopReason, TrialOutcome } from './search-state.js';
import { strategyArms, TIE } from './search-state.js';

/**
 * Why the search may not ask again now, or null. Pending trials count against `maxTrials`. Whatever the limits, every
 * strategy makes its plain candidate first: without them there is nothing to publish.
 * @param moves what each arm would do next; null for a closed arm
 * @param elapsedSeconds that the search has taken so far
 */
export function stopReason(
  state: SearchState,
  moves: ReadonlyMap<string, Move | null>,
  elapsedSeconds: number,
): StopReason | null {
  const { config, asked, told } = state;
  const { targetReward, maxTrials, maxSeconds } = config;
  const strategies = strategyArms(config).length;
  if (targetReward !== null && told.some((t) => t.valid && t.reward >= targetReward)) return 'target-reached';
  if ([...moves.values()].every((move) => move === null)) return 'exhausted';
  if (asked.length < strategies) return null;
  if (asked.length >= maxTrials) return 'max-trials';
  if (maxSeconds !== null && elapsedSeconds >= maxSeconds) return 'max-seconds';
  if (asked.length + 1 < (config.studio?.from ?? 0)) return null;
  if (isAtBound(state)) return 'bound';
  return isFlat(state, moves) ? 'plateau' : null;
}

/**
 * No reward exceeds 1, so that nothing can gain `minGain` on a best of more than 1 − `minGain`. A bound by the indices
 * (every other arm below the best score) is not one: they bound the mean of an arm, and refining raises its best above that.
 */
function isAtBound({ config, told }: SearchState): boolean {
  return config.plateauTrials !== null && bestReward(told) > 1 - config.minGain + TIE;
}

/**
 * Whether the last `plateauTrials` outcomes, all after the first pull of the arm that was tried last and after those that
 * rules make first where a model is to be asked, raised the best reward by less than `minGain` together. Not while an arm is untried, and not while nothing valid was found.
 */
function isFlat({ config, asked, told }: SearchState, moves: ReadonlyMap<string, Move | null>): boolean {
  const { arms, plateauTrials, minGain } = config;
  if (plateauTrials === null) return false;
  const firsts = arms.map((arm) => asked.find(({ strategy }) => strategy === arm)?.n ?? null);
  if (arms.some((arm, at) => firsts[at] === null && moves.get(arm) !== null)) return false;
  const start = Math.max((config.studio?.from ?? 1) - 1, ...firsts.map((n) => n ?? 0));
  if (told.length - start < plateauTrials) return false;
  const before = bestReward(told.slice(0, told.length - plateauTrials));
  return before > -Infinity && bestReward(told) - before < minGain - TIE;
}

function bestReward(told: readonly TrialOutcome[]): number {
  return told.reduce((best, { valid, reward }) => (valid ? Math.max(best, reward) : best), -Infinity);
}
