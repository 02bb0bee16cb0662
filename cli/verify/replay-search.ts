import { moveOf, readBoard } from './replay-move.js';
import { EQUAL, MERGING } from './replay-state.js';
import type { Choice, Past, ReplayConfig } from './replay-state.js';
import { stopOf } from './replay-stop.js';
import type { Trial } from './trials.js';

/** A search made anew from the outcomes of its trials. */
export interface Replay {
  choices: Choice[];
  /** Status of each outcome: a candidate that was told before makes it a duplicate. */
  statuses: string[];
  /** Reward of each outcome in [0,1] over those told until then; null for a trial that failed. */
  normalised: (number | null)[];
  /** Numbers from 1 of the trials that were asked for first in their batch. */
  batches: number[];
  /** Why it ends; null where it should go on. */
  stop: string | null;
}

/**
 * Makes every choice of a search anew by UCB1 (index = mean + c·√(ln N / n) over min–max-normalised rewards, pending
 * pulls counted in N and n): all strategies at first, then `parallelism` trials at a time, whose outcomes are told in order.
 * @param endedAfter seconds that had gone at the end
 */
export function replaySearch(config: ReplayConfig, trials: readonly Trial[], endedAfter: number): Replay {
  const past: Past[] = [];
  const replay: Replay = { choices: [], statuses: [], normalised: [], batches: [], stop: null };
  const seen = new Set<string>();
  for (;;) {
    const first = past.length;
    const strategies = config.arms.filter((arm) => arm !== MERGING).length;
    const size = first === 0 ? Math.max(1, strategies) : config.parallelism;
    const elapsed = trials[first]?.elapsedSeconds ?? endedAfter;
    while (past.length < first + size) {
      const answer = chooseNext(config, past, elapsed);
      if (typeof answer === 'string') {
        replay.stop = past.length === first ? answer : null;
        break;
      }
      past.push({ choice: answer, told: null });
      replay.choices.push(answer);
    }
    if (past.length === first) return replay;
    replay.batches.push(first + 1);
    for (const at of past.keys()) {
      const entry = past[at];
      if (at < first || entry === undefined) continue;
      const trial = trials[at];
      if (trial === undefined) return { ...replay, stop: null };
      const { candidateId, reward, valid, spent, studioEnded } = trial;
      const status = candidateId === '' ? 'failed' : seen.has(candidateId) ? 'duplicate' : 'completed';
      seen.add(candidateId);
      entry.told = { candidateId, reward, valid, status, spent, studioEnded };
      replay.statuses.push(status);
      replay.normalised.push(status === 'failed' ? null : scaleOf(config, past)(reward));
    }
  }
}

function chooseNext(config: ReplayConfig, past: readonly Past[], elapsed: number): Choice | string {
  const board = readBoard(config, past);
  const moves = new Map(config.arms.map((arm) => [arm, moveOf(board, arm)]));
  const open = config.arms.filter((arm) => moves.get(arm) !== null);
  const stop = stopOf(config, past, open, elapsed);
  if (stop !== null) return stop;
  const scale = scaleOf(config, past);
  const indices = new Map<string, number | null>();
  const untried: string[] = [];
  for (const arm of config.arms) {
    const own = past.filter(({ choice }) => choice.strategy === arm);
    const rewards = own.flatMap(({ told }) => (told === null || told.status === 'failed' ? [] : [scale(told.reward)]));
    const mean = rewards.length === 0 ? 0.5 : rewards.reduce((sum, one) => sum + one, 0) / rewards.length;
    const bonus = config.exploration * Math.sqrt(Math.log(past.length) / own.length);
    if (own.length === 0 && open.includes(arm)) untried.push(arm);
    indices.set(arm, own.length === 0 || !open.includes(arm) ? null : mean + bonus);
  }
  let strategy = untried[0] ?? open[0] ?? '';
  for (const arm of untried.length > 0 ? [] : open) {
    if ((indices.get(arm) ?? 0) > (indices.get(strategy) ?? 0) + EQUAL) strategy = arm;
  }
  const move = moves.get(strategy);
  if (move === undefined || move === null) return 'exhausted';
  const withoutModel = typeof board.model === 'string' ? board.model : null;
  return { ...move, strategy, indices, open, untried: untried.length > 0, withoutModel };
}

/** How rewards are scaled over those told until now. */
function scaleOf({ normalise }: ReplayConfig, past: readonly Past[]): (reward: number) => number {
  if (!normalise) return (reward) => reward;
  let low = Infinity;
  let high = -Infinity;
  for (const { told } of past) {
    if (told === null || told.status === 'failed') continue;
    low = Math.min(low, told.reward);
    high = Math.max(high, told.reward);
  }
  return (reward) => (high > low ? (reward - low) / (high - low) : 0.5);
}
