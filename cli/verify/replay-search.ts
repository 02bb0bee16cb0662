import type { Trial } from './trials.js';

/** What a search depends on beside the outcomes. */
export interface ReplayConfig {
  arms: string[];
  exploration: number;
  normalise: boolean;
  maxTrials: number;
  parallelism: number;
  targetReward: number | null;
}

/** A choice made anew. */
export interface Choice {
  strategy: string;
  indices: Map<string, number | null>;
  /** Arms that could have been chosen. */
  open: string[];
  untried: boolean;
}

/** A search made anew from the outcomes of its trials. */
export interface Replay {
  choices: Choice[];
  /** Status of each outcome: a candidate that was told before makes it a duplicate. */
  statuses: string[];
  /** Reward of each outcome in [0,1] over those told until then. */
  normalised: number[];
  /** Why it ends; null where it should go on. */
  stop: string | null;
}

const TIE = 1e-9;

interface Told {
  arm: string;
  reward: number;
  candidateId: string;
  valid: boolean;
  duplicate: boolean;
}

/**
 * Makes every choice of a search anew by UCB1 (index = mean + c·√(ln N / n) over min–max-normalised rewards, pending
 * pulls counted in N and n): all arms at first, then `parallelism` trials at a time, whose outcomes are told in order.
 */
export function replaySearch(config: ReplayConfig, trials: readonly Trial[]): Replay {
  const told: Told[] = [];
  const replay: Replay = { choices: [], statuses: [], normalised: [], stop: null };
  for (;;) {
    const size = replay.choices.length === 0 ? config.arms.length : config.parallelism;
    const first = replay.choices.length;
    while (replay.choices.length < first + size) {
      replay.stop = stopOf(config, replay.choices, told);
      if (replay.stop !== null) break;
      replay.choices.push(choose(config, replay.choices, told));
    }
    if (replay.choices.length === first) return replay;
    for (let at = first; at < replay.choices.length; at += 1) {
      const trial = trials[at];
      const arm = replay.choices[at]?.strategy ?? '';
      if (trial === undefined) return { ...replay, stop: null };
      const { candidateId, reward, valid } = trial;
      const duplicate = candidateId !== '' && told.some((one) => one.candidateId === candidateId);
      told.push({ arm, reward, candidateId, valid, duplicate });
      replay.statuses.push(duplicate ? 'duplicate' : candidateId === '' ? 'failed' : 'completed');
      replay.normalised.push(normalise(config, told, reward));
    }
  }
}

function isClosed(arm: string, told: readonly Told[]): boolean {
  return told.some((one) => one.arm === arm && one.duplicate);
}

function stopOf(config: ReplayConfig, choices: readonly Choice[], told: readonly Told[]): string | null {
  const { arms, maxTrials, targetReward } = config;
  if (targetReward !== null && told.some(({ valid, reward }) => valid && reward >= targetReward))
    return 'target-reached';
  if (arms.every((arm) => isClosed(arm, told))) return 'exhausted';
  return choices.length >= Math.max(maxTrials, arms.length) ? 'max-trials' : null;
}

function choose(config: ReplayConfig, choices: readonly Choice[], told: readonly Told[]): Choice {
  const pulls = (arm: string): number => choices.filter(({ strategy }) => strategy === arm).length;
  const indices = new Map<string, number | null>();
  for (const arm of config.arms) {
    const rewards = told.filter((one) => one.arm === arm).map(({ reward }) => normalise(config, told, reward));
    const mean = rewards.length === 0 ? 0.5 : rewards.reduce((sum, one) => sum + one, 0) / rewards.length;
    const bonus = config.exploration * Math.sqrt(Math.log(choices.length) / pulls(arm));
    indices.set(arm, pulls(arm) === 0 || isClosed(arm, told) ? null : mean + bonus);
  }
  const open = config.arms.filter((arm) => !isClosed(arm, told));
  const untried = open.find((arm) => pulls(arm) === 0);
  let strategy = untried ?? open[0] ?? '';
  for (const arm of untried === undefined ? open : []) {
    if ((indices.get(arm) ?? 0) > (indices.get(strategy) ?? 0) + TIE) strategy = arm;
  }
  return { strategy, indices, open, untried: untried !== undefined };
}

function normalise({ normalise: wanted }: ReplayConfig, told: readonly Told[], reward: number): number {
  if (!wanted) return reward;
  const low = Math.min(...told.map((one) => one.reward));
  const high = Math.max(...told.map((one) => one.reward));
  return high > low ? (reward - low) / (high - low) : 0.5;
}
