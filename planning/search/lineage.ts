import type { Generator, SearchState } from './search-state.js';

/** Who made a candidate, or all that is published: our rules, a model, or both. */
export type Maker = Generator | 'mixed';

/** Words and judgements of a model in a plan beside its cut. */
export interface ModelShare {
  /** Its judgements on order or traces stand in what every candidate was made from. */
  enriched: boolean;
  /** Its words stand in the published tasks. */
  guided: boolean;
}

/** The trial that told a candidate first, as a number from 1, by candidate id. */
function firstTrials({ told }: SearchState): Map<string, number> {
  const first = new Map<string, number>();
  for (const { n, candidateId, status } of told) {
    if (candidateId !== null && status === 'completed') first.set(candidateId, n);
  }
  return first;
}

/** The candidates that a candidate was made from, and those that these were made from; sorted, without itself. */
export function ancestorsOf(state: SearchState, candidateId: string): string[] {
  const first = firstTrials(state);
  const found = new Set<string>();
  const open = [candidateId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const parent of state.asked[(first.get(id) ?? 0) - 1]?.parents ?? []) {
      if (!found.has(parent)) open.push(parent);
      found.add(parent);
    }
  }
  return [...found].sort();
}

/** Who made a candidate with all it was made from. */
export function makerOf(state: SearchState, candidateId: string): Maker {
  const first = firstTrials(state);
  const line = [candidateId, ...ancestorsOf(state, candidateId)];
  const makers = new Set(line.map((id) => state.asked[(first.get(id) ?? 0) - 1]?.generator ?? 'deterministic'));
  if (makers.size > 1) return 'mixed';
  return makers.has('studio') ? 'studio' : 'deterministic';
}

/**
 * Who made a plan. One that a model alone cut is the model's, whatever else is the model's in it; one that our rules cut
 * with judgements or words of a model in it is of both.
 */
export function generatorOf(state: SearchState, winner: string, { enriched, guided }: ModelShare): Maker {
  const maker = makerOf(state, winner);
  return maker === 'deterministic' && (enriched || guided) ? 'mixed' : maker;
}
