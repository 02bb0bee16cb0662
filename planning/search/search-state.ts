/** The ways to make a candidate within an arm; see notes on Graph of Thoughts: `fresh` makes one from nothing. */
export type Operator = 'fresh' | 'refine' | 'aggregate';

/** Everything a search depends on but the rewards. It is stored with the trace, so that every choice can be derived again. */
export interface SearchConfig {
  /** Arms in table order, which breaks ties. */
  arms: string[];
  /** Exploration constant c; 0.5 suits normalised rewards and few trials, √2 with `none` is the textbook form. */
  exploration: number;
  rewardNormalization: 'minmax' | 'none';
  /** Trials at most, at least one per arm. */
  maxTrials: number;
  /** How many trials may be pending at once after the first round (which asks every arm at once). */
  parallelism: number;
  /** Stop once a valid candidate reaches it; null: never. */
  targetReward: number | null;
  seed: number;
}

/** A trial that was asked for: which arm, and why. */
export interface AskedTrial {
  /** Counts from 1. */
  n: number;
  strategy: string;
  operator: Operator;
  /** Earlier pulls of the same arm; varies what `fresh` makes. */
  pull: number;
  /** Index of every arm at the decision; null for an untried or a closed arm. */
  indices: Record<string, number | null>;
  chosenBecause: string;
}

export type TrialStatus = 'completed' | 'duplicate' | 'failed';

/** What came of a trial. A failed trial has no candidate and reward 0. */
export interface TrialOutcome {
  n: number;
  candidateId: string | null;
  reward: number;
  valid: boolean;
  status: TrialStatus;
}

export type StopReason = 'max-trials' | 'target-reached' | 'exhausted';

/** The search so far; a plain value, so that it replays and can be stored. Outcomes are told in the order asked. */
export interface SearchState {
  config: SearchConfig;
  asked: AskedTrial[];
  told: TrialOutcome[];
}

/** A search before its first trial. */
export function startSearch(config: SearchConfig): SearchState {
  return { config, asked: [], told: [] };
}
