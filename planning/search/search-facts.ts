import { compareStrings } from '../compare.js';
import type { ModelAccess } from './model-access.js';
import { modelAccess } from './model-access.js';
import type { Generator, SearchState, TrialOutcome } from './search-state.js';
import { TIE } from './search-state.js';

/** A valid candidate, as it was told first. */
export interface FoundCandidate {
  candidateId: string;
  arm: string;
  reward: number;
}

interface Refinement {
  generator: Generator;
  /** Null while it is pending. */
  outcome: TrialOutcome | null;
}

/** What the trace of a search says that the choice of an operator needs. */
export interface SearchFacts {
  minGain: number;
  model: ModelAccess;
  /** Best first; equal rewards: smaller id. */
  candidates: FoundCandidate[];
  /** Pulls from nothing by arm, pending ones included. */
  fresh: Map<string, number>;
  /** Arms whose pulls from nothing repeat candidates. */
  repeating: Set<string>;
  /** Refinements by the candidate they start from, in the order asked, pending ones included. */
  refinements: Map<string, Refinement[]>;
  /** Pairs that were merged or are being merged. */
  merged: Set<string>;
}

/** Collects what the trials asked and told so far say. */
export function searchFacts(state: SearchState): SearchFacts {
  const facts: SearchFacts = {
    minGain: state.config.minGain,
    model: modelAccess(state),
    candidates: [],
    fresh: new Map(),
    repeating: new Set(),
    refinements: new Map(),
    merged: new Set(),
  };
  for (const { n, strategy, operator, generator, parents } of state.asked) {
    const outcome = state.told[n - 1] ?? null;
    if (outcome?.status === 'completed' && outcome.valid && outcome.candidateId !== null) {
      facts.candidates.push({ candidateId: outcome.candidateId, arm: strategy, reward: outcome.reward });
    }
    if (operator === 'aggregate') facts.merged.add(pairKey(parents));
    else if (operator === 'refine') {
      const parent = parents[0] ?? '';
      const before = facts.refinements.get(parent) ?? [];
      facts.refinements.set(parent, [...before, { generator, outcome }]);
    } else {
      facts.fresh.set(strategy, (facts.fresh.get(strategy) ?? 0) + 1);
      if (outcome?.status === 'duplicate') facts.repeating.add(strategy);
    }
  }
  facts.candidates.sort((a, b) => b.reward - a.reward || compareStrings(a.candidateId, b.candidateId));
  return facts;
}

/** Names a pair of candidates, whichever stands first. */
export function pairKey(parents: readonly string[]): string {
  return [...parents].sort(compareStrings).join(' ');
}

/** Two refinements that helped nothing are enough to leave a candidate alone. */
const VAIN_REFINEMENTS = 2;

/**
 * By whom a candidate may be refined next: model and rules take turns, the model first, and whoever gave a duplicate is
 * not asked again. Null when the candidate is spent: two refinements told gained less than `minGain` (one that failed, is
 * invalid or a duplicate gains nothing), or everybody available gave a duplicate.
 */
export function nextRefiner(facts: SearchFacts, parent: FoundCandidate): Generator | null {
  const tries = facts.refinements.get(parent.candidateId) ?? [];
  const vain = tries.filter(({ outcome }) => outcome !== null && !hasGained(outcome, parent, facts.minGain));
  if (vain.length >= VAIN_REFINEMENTS) return null;
  const turn: Generator[] =
    tries[tries.length - 1]?.generator === 'studio' ? ['deterministic', 'studio'] : ['studio', 'deterministic'];
  const repeats = (generator: Generator): boolean =>
    tries.some((one) => one.generator === generator && one.outcome?.status === 'duplicate');
  const available = turn.filter((generator) => generator === 'deterministic' || facts.model.open);
  return available.find((generator) => !repeats(generator)) ?? null;
}

function hasGained({ status, valid, reward }: TrialOutcome, parent: FoundCandidate, minGain: number): boolean {
  return status === 'completed' && valid && reward - parent.reward >= minGain - TIE;
}
