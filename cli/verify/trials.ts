import { entriesOf, listOf, member, numberOf, textOf } from './json.js';

/** A trial of search.json as the checks read it. */
export interface Trial {
  n: number;
  strategy: string;
  /** '' where the trial failed. */
  candidateId: string;
  reward: number;
  valid: boolean;
  status: string;
  /** All of it. */
  document: unknown;
}

/** The trials of a search in their order. */
export function trialsOf(search: unknown): Trial[] {
  return listOf(search, 'trials').map((trial) => ({
    n: numberOf(trial, 'n'),
    strategy: textOf(trial, 'strategy'),
    candidateId: textOf(trial, 'candidateId'),
    reward: numberOf(trial, 'reward'),
    valid: member(trial, 'valid') === true,
    status: textOf(trial, 'status'),
    document: trial,
  }));
}

/** The index that a trial states for each arm; null where it states none. */
export function statedIndices(trial: Trial): Map<string, number | null> {
  return new Map(
    entriesOf(member(trial.document, 'indices')).map(([arm, index]) => [arm, typeof index === 'number' ? index : null]),
  );
}
