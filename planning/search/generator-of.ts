import type { SearchState } from './search-state.js';

/** Who made a plan: our rules alone, a model whose answers our rules put in order, or both. */
export type PlanGenerator = 'deterministic' | 'studio' | 'mixed';

/**
 * Tells who made the plan whose winner this is: `studio` where the winner's own trial had a model's answers, `mixed` where one
 * of its ancestors had, or where a model's words stand beside it (`contributes`: evidence, links, advice).
 */
export function generatorOf(search: SearchState, winner: string, contributes: boolean): PlanGenerator {
  const trialOf = new Map(
    search.told.flatMap(({ n, candidateId, status }) =>
      candidateId === null || status !== 'completed' ? [] : [[candidateId, search.asked[n - 1]] as const],
    ),
  );
  if (trialOf.get(winner)?.generator === 'studio') return 'studio';
  const open = [winner];
  const seen = new Set(open);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const trial = trialOf.get(one);
    if (trial?.generator === 'studio') return 'mixed';
    for (const parent of trial?.parents ?? []) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      open.push(parent);
    }
  }
  return contributes ? 'mixed' : 'deterministic';
}
