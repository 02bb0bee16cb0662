import { ancestorsOf, makerOf } from './lineage.js';
import type { SearchState } from './search-state.js';
import type { RankedCandidate } from './select-winner.js';

/** Every different candidate of the search once, with the reward it was first told with, in the order told. */
export function rankedCandidates(state: SearchState): RankedCandidate[] {
  return state.told.flatMap(({ n, candidateId, reward, valid, status }) => {
    const strategy = state.asked[n - 1]?.strategy;
    if (status !== 'completed' || candidateId === null || strategy === undefined) return [];
    const maker = makerOf(state, candidateId);
    return [{ candidateId, strategy, reward, valid, maker, ancestors: ancestorsOf(state, candidateId) }];
  });
}
