import type { FoundCandidate, SearchFacts } from './search-facts.js';
import { nextRefiner, pairKey } from './search-facts.js';
import type { Generator, Operator } from './search-state.js';
import { AGGREGATE } from './search-state.js';

/** How an arm would make its next candidate. */
export interface Move {
  operator: Operator;
  generator: Generator;
  parents: string[];
  pull: number;
  /** Why this operator. */
  because: string;
}

/**
 * Samples an arm makes from nothing before it refines the best of them, by who makes them. A model's answers scatter, so
 * that two are worth having (its own and the plain one of the rules); another variation of the rules differs little.
 */
const FRESH_SAMPLES: Record<Generator, number> = { studio: 2, deterministic: 1 };

/**
 * How an arm would make its next candidate, worked out from the trace alone; null when the arm is closed.
 * A strategy: samples from nothing first, then refine its best candidate that is not spent, then from nothing again unless
 * that repeats. `aggregate`: merge the best pair of two strategies that is not merged yet, then refine its own best.
 */
export function nextMove(facts: SearchFacts, arm: string): Move | null {
  if (arm === AGGREGATE) return mergeMove(facts) ?? refineMove(facts, arm);
  const fresh = freshMove(facts, arm);
  const samples = FRESH_SAMPLES[facts.model.open ? 'studio' : 'deterministic'];
  if (fresh !== null && fresh.pull < samples) return fresh;
  return refineMove(facts, arm) ?? fresh;
}

function freshMove(facts: SearchFacts, arm: string): Move | null {
  if (facts.repeating.has(arm)) return null;
  const pull = facts.fresh.get(arm) ?? 0;
  // The first of every arm is the plan of the rules: what a model makes has to beat it.
  const generator = pull > 0 && facts.model.open ? 'studio' : 'deterministic';
  return { operator: 'fresh', generator, parents: [], pull, because: `fresh: sample ${pull + 1} of the arm` };
}

function refineMove(facts: SearchFacts, arm: string): Move | null {
  for (const candidate of facts.candidates) {
    const generator = candidate.arm === arm ? nextRefiner(facts, candidate) : null;
    if (generator === null) continue;
    return {
      operator: 'refine',
      generator,
      parents: [candidate.candidateId],
      pull: facts.refinements.get(candidate.candidateId)?.length ?? 0,
      because: 'refine: the best of the arm that more refinement may help',
    };
  }
  return null;
}

function mergeMove(facts: SearchFacts): Move | null {
  const pair = bestPair(facts);
  if (pair === null) return null;
  return {
    operator: 'aggregate',
    generator: 'deterministic',
    parents: pair.map(({ candidateId }) => candidateId),
    pull: facts.merged.size,
    because: 'aggregate: the best two of different arms that were not merged yet',
  };
}

/**
 * The pair of two strategies with the highest sum of rewards that is not merged yet; equal sums: the one whose better
 * candidate ranks first, then whose other does. Candidates are sorted, so the first partner of each is its best.
 */
function bestPair({ candidates, merged }: SearchFacts): [FoundCandidate, FoundCandidate] | null {
  const own = candidates.filter(({ arm }) => arm !== AGGREGATE);
  let best: [FoundCandidate, FoundCandidate] | null = null;
  for (const [at, one] of own.entries()) {
    const next = own[at + 1];
    const most = best === null ? -Infinity : best[0].reward + best[1].reward;
    if (next === undefined || one.reward + next.reward <= most) break;
    const isPartner = (other: FoundCandidate, place: number): boolean =>
      place > at && other.arm !== one.arm && !merged.has(pairKey([one.candidateId, other.candidateId]));
    const partner = own.find(isPartner);
    if (partner !== undefined && one.reward + partner.reward > most) best = [one, partner];
  }
  return best;
}
