import type { Spent } from './trials.js';

/** What a search depends on beside the outcomes. */
export interface ReplayConfig {
  arms: string[];
  exploration: number;
  normalise: boolean;
  maxTrials: number;
  parallelism: number;
  targetReward: number | null;
  minGain: number;
  plateauTrials: number | null;
  maxSeconds: number | null;
  /** Null: no model is asked. */
  studio: { from: number; calls: number; tokens: number; cost: number | null; perTrial: Spent } | null;
}

/** How a candidate is made. */
export interface Move {
  operator: string;
  generator: string;
  parents: string[];
  pull: number;
  reserved: Spent | null;
}

/** A choice made anew. */
export interface Choice extends Move {
  strategy: string;
  indices: Map<string, number | null>;
  /** Arms that could have been chosen. */
  open: string[];
  untried: boolean;
  /** Why a model is not asked, null where it is or none ever was to be. */
  withoutModel: string | null;
}

/** A trial that was chosen; `told` is null while it is pending. */
export interface Past {
  choice: Choice;
  told: Told | null;
}

/** What came of a trial. */
export interface Told {
  candidateId: string;
  reward: number;
  valid: boolean;
  status: 'completed' | 'duplicate' | 'failed';
  spent: Spent;
  studioEnded: string | null;
}

/** The arm that merges candidates of others. */
export const MERGING = 'aggregate';
/** Numbers closer than this are equal. */
export const EQUAL = 1e-9;
