import { EQUAL, MERGING } from './replay-state.js';
import type { Past, ReplayConfig } from './replay-state.js';

/**
 * Why a search ends after what has been done, null where it goes on: the target, nothing left to try, trials, seconds, a
 * best that nothing can gain `minGain` on (no reward exceeds 1), or none of the last trials having gained that.
 * @param open arms that can be pulled
 */
export function stopOf(
  config: ReplayConfig,
  past: readonly Past[],
  open: readonly string[],
  elapsed: number,
): string | null {
  const { arms, maxTrials, studio, maxSeconds, minGain, plateauTrials, targetReward } = config;
  const best = bestsOf(past);
  const top = best[best.length - 1] ?? -Infinity;
  if (targetReward !== null && top >= targetReward) return 'target-reached';
  if (open.length === 0) return 'exhausted';
  if (past.length < arms.filter((arm) => arm !== MERGING).length) return null;
  if (past.length >= maxTrials) return 'max-trials';
  if (maxSeconds !== null && elapsed >= maxSeconds) return 'max-seconds';
  const first = studio === null ? 1 : studio.from;
  if (plateauTrials === null || past.length + 1 < first) return null;
  if (top > 1 - minGain + EQUAL) return 'bound';
  const pulled = new Map<string, number>();
  past.forEach(({ choice }, at) => {
    if (!pulled.has(choice.strategy)) pulled.set(choice.strategy, at + 1);
  });
  const allTried = open.every((arm) => pulled.has(arm));
  const counted = best.length - Math.max(first - 1, ...pulled.values());
  const before = best[best.length - 1 - plateauTrials] ?? -Infinity;
  const flat = before > -Infinity && top - before < minGain - EQUAL;
  return allTried && counted >= plateauTrials && flat ? 'plateau' : null;
}

/** The best valid reward after each outcome. */
function bestsOf(past: readonly Past[]): number[] {
  const bests: number[] = [];
  for (const { told } of past) {
    if (told === null) break;
    const last = bests[bests.length - 1] ?? -Infinity;
    bests.push(told.valid ? Math.max(last, told.reward) : last);
  }
  return bests;
}
