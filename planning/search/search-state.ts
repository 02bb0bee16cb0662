import type { Spending } from './spending.js';

/** The ways to make a candidate within an arm (Graph of Thoughts): from nothing, from one, from two others. */
export type Operator = 'fresh' | 'refine' | 'aggregate';

/** What makes the candidate of a trial: our rules alone, or a model whose answer our rules put in order. */
export type Generator = 'deterministic' | 'studio';

/** What a search with a model may spend on it, all trials together. */
export interface StudioBudget {
  /**
   * Number of the first trial that may ask the model. Those before it are the trials of a search without one, so that what a
   * model adds never takes the place of what the rules find.
   */
  from: number;
  calls: number;
  tokens: number;
  /** Null: no limit. */
  cost: number | null;
  /** Reserved for one trial before it starts and settled when it is told. */
  perTrial: Spending;
}

/** The arm that merges two candidates of other arms; the others are strategies, which make candidates from nothing. */
export const AGGREGATE = 'aggregate';

/** Rewards and indices closer than this are equal; order decides between them. */
export const TIE = 1e-9;

/** Everything a search depends on but the outcomes. It is stored with the trace, so that every choice can be derived again. */
export interface SearchConfig {
  /** Arms in table order, which breaks ties; `aggregate` is the last. */
  arms: string[];
  /** Exploration constant c; 0.5 suits normalised rewards and few trials, √2 with `none` is the textbook form. */
  exploration: number;
  rewardNormalization: 'minmax' | 'none';
  /** Trials at most, at least one per strategy. */
  maxTrials: number;
  /** How many trials may be pending at once after the first round (which asks every strategy at once). */
  parallelism: number;
  /** Stop once a valid candidate reaches it; null: never. */
  targetReward: number | null;
  /** A refinement that gains less than this has not helped. */
  minGain: number;
  /** Stop after this many trials in a row that raised the best reward by less than `minGain`; null: never. */
  plateauTrials: number | null;
  /** Stop once this many seconds have gone; null: never. Only with a model, so that a search without one repeats. */
  maxSeconds: number | null;
  /** Null: no model is asked. */
  studio: StudioBudget | null;
  seed: number;
}

/** A trial that was asked for: which arm, how, and why. */
export interface AskedTrial {
  /** Counts from 1. */
  n: number;
  strategy: string;
  operator: Operator;
  generator: Generator;
  /** Candidate ids it starts from: none (`fresh`), one (`refine`), two of different arms (`aggregate`). */
  parents: string[];
  /** Earlier pulls of the same arm with the same operator, and for `refine` on the same parent; varies what is made. */
  pull: number;
  /** What is reserved for the trial; null for one without a model. */
  reserved: Spending | null;
  /** Whole seconds of the search that had gone when it was asked; 0 where the clock ends no search, so that it repeats. */
  elapsedSeconds: number;
  /** Index of every arm at the decision; null for an untried or a closed arm. */
  indices: Record<string, number | null>;
  chosenBecause: string;
}

export type TrialStatus = 'completed' | 'duplicate' | 'failed';

/** What came of a trial. A failed trial has no candidate, and its reward (0) counts in no mean and no normalisation. */
export interface TrialOutcome {
  n: number;
  candidateId: string | null;
  reward: number;
  valid: boolean;
  status: TrialStatus;
  /** What a model took; nothing for a trial without one. */
  spent: Spending;
  /** Why no model is to be asked any more (it is away, refuses, its breaker is open); null while it may be. */
  studioEnded: string | null;
}

export type StopReason = 'max-trials' | 'target-reached' | 'exhausted' | 'bound' | 'plateau' | 'max-seconds';

/** The search so far; a plain value, so that it replays and can be stored. Outcomes are told in the order asked. */
export interface SearchState {
  config: SearchConfig;
  asked: AskedTrial[];
  told: TrialOutcome[];
  /** Whole seconds that had gone when the last batch was asked for, or the search ended; 0 where the clock ends none. */
  elapsedSeconds: number;
}

/** A search before its first trial. */
export function startSearch(config: SearchConfig): SearchState {
  return { config, asked: [], told: [], elapsedSeconds: 0 };
}

/** The arms that make candidates from nothing. */
export function strategyArms(config: SearchConfig): string[] {
  return config.arms.filter((arm) => arm !== AGGREGATE);
}
