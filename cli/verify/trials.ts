import { entriesOf, listOf, member, numberOf, textOf, textsOf } from './json.js';

/** What asking a model took, or may take; NaN where the trace does not say. */
export interface Spent {
  calls: number;
  tokens: number;
  cost: number;
}

/** A trial of search.json as the checks read it. */
export interface Trial {
  n: number;
  strategy: string;
  operator: string;
  generator: string;
  parents: string[];
  pull: number;
  /** '' where the trial failed. */
  candidateId: string;
  reward: number;
  valid: boolean;
  status: string;
  /** Null where nothing is. */
  reserved: Spent | null;
  spent: Spent;
  /** Why no model is to be asked any more, null while it may be. */
  studioEnded: string | null;
  elapsedSeconds: number;
  /** All of it. */
  document: unknown;
}

/** The trials of a search in their order. */
export function trialsOf(search: unknown): Trial[] {
  return listOf(search, 'trials').map((trial) => {
    const reserved = member(trial, 'reserved');
    const ended = member(trial, 'studioEnded');
    return {
      n: numberOf(trial, 'n'),
      strategy: textOf(trial, 'strategy'),
      operator: textOf(trial, 'operator'),
      generator: textOf(trial, 'generator'),
      parents: textsOf(trial, 'parents'),
      pull: numberOf(trial, 'pull'),
      candidateId: textOf(trial, 'candidateId'),
      reward: numberOf(trial, 'reward'),
      valid: member(trial, 'valid') === true,
      status: textOf(trial, 'status'),
      reserved: reserved === null ? null : spentOf(reserved),
      spent: spentOf(member(trial, 'spent')),
      studioEnded: typeof ended === 'string' ? ended : null,
      elapsedSeconds: numberOf(trial, 'elapsedSeconds'),
      document: trial,
    };
  });
}

/** Calls, tokens and cost that a document states. */
export function spentOf(value: unknown): Spent {
  return { calls: numberOf(value, 'calls'), tokens: numberOf(value, 'tokens'), cost: numberOf(value, 'cost') };
}

/** The index that a trial states for each arm; null where it states none. */
export function statedIndices(trial: Trial): Map<string, number | null> {
  return new Map(
    entriesOf(member(trial.document, 'indices')).map(([arm, index]) => [arm, typeof index === 'number' ? index : null]),
  );
}
