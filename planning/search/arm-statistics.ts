import type { SearchState } from './search-state.js';

export interface ArmStatistics {
  strategy: string;
  /** Pulls, pending ones included. */
  pulls: number;
  /** Raw rewards told so far, in the order of the trials; failed trials have none. */
  rewards: number[];
}

/** Pulls and rewards of every arm, in table order. */
export function armStatistics({ config, asked, told }: SearchState): ArmStatistics[] {
  return config.arms.map((strategy) => {
    const trials = asked.filter((trial) => trial.strategy === strategy);
    const outcomes = trials.flatMap(({ n }) => told[n - 1] ?? []);
    const rewards = outcomes.filter(({ status }) => status !== 'failed').map(({ reward }) => reward);
    return { strategy, pulls: trials.length, rewards };
  });
}

/**
 * Maps a raw reward to [0,1] over the rewards told so far, failed trials left out: 0.5 when they are all equal (or none is
 * told), the raw reward itself with normalisation `none`.
 */
export function normaliseReward({ config, told }: SearchState, reward: number): number {
  if (config.rewardNormalization === 'none') return reward;
  const rewards = told.filter(({ status }) => status !== 'failed').map((outcome) => outcome.reward);
  const low = Math.min(...rewards);
  const high = Math.max(...rewards);
  return high > low ? (reward - low) / (high - low) : 0.5;
}
