import { compareStrings } from '../compare.js';
import { AGGREGATE } from './search-state.js';
import type { AskedTrial, Generator, Operator, SearchState } from './search-state.js';

/** What pulling an arm would do now. */
export interface ArmMove {
  operator: Operator;
  generator: Generator;
  parents: string[];
  pull: number;
}

/** Samples an arm takes from nothing before it refines what it has: the plain one, and one of the model's where there is one. */
const SAMPLES = { deterministic: 1, studio: 2 } as const;
/** Refinements of one candidate that gained nothing before it is left alone. */
const VAIN_REFINEMENTS = 2;

interface Known {
  candidateId: string;
  strategy: string;
  reward: number;
}

/**
 * What each arm would do if it were pulled now; null for an arm that can give nothing new. An arm takes its first samples from
 * nothing (`aggregate`: from the best pair of two other arms), then refines the best it has that is not spent, then samples
 * on. A candidate is spent when two refinements of it gained less than `minGain`, or each generator gave one that was known.
 */
export function armMoves(state: SearchState, asksModel: boolean): Map<string, ArmMove | null> {
  const known = knownCandidates(state);
  return new Map(state.config.arms.map((arm) => [arm, moveOf(state, arm, known, asksModel)]));
}

function moveOf(state: SearchState, arm: string, known: readonly Known[], asksModel: boolean): ArmMove | null {
  const own = state.asked.filter(({ strategy }) => strategy === arm);
  const sample = arm === AGGREGATE ? pairMove(own, known) : freshMove(state, own, asksModel);
  const samples = own.filter(({ operator }) => operator !== 'refine').length;
  const wanted = arm !== AGGREGATE && asksModel ? SAMPLES.studio : SAMPLES.deterministic;
  if (samples < wanted && sample !== null) return sample;
  return refineMove(state, arm, known, asksModel) ?? sample;
}

/** Valid candidates once each, as they were told first: best reward first, then by id. */
function knownCandidates(state: SearchState): Known[] {
  const known = state.told.flatMap(({ n, candidateId, reward, valid, status }) => {
    const strategy = state.asked[n - 1]?.strategy;
    if (candidateId === null || strategy === undefined || !valid || status !== 'completed') return [];
    return [{ candidateId, strategy, reward }];
  });
  return known.sort((a, b) => b.reward - a.reward || compareStrings(a.candidateId, b.candidateId));
}

/** The plain form of a strategy is made by rules; what is sampled later, by the model where one may be asked. */
function freshMove(state: SearchState, own: readonly AskedTrial[], asksModel: boolean): ArmMove | null {
  const fresh = own.filter(({ operator }) => operator === 'fresh');
  if (fresh.some(({ n }) => state.told[n - 1]?.status === 'duplicate')) return null;
  const generator = asksModel && fresh.length > 0 ? 'studio' : 'deterministic';
  return { operator: 'fresh', generator, parents: [], pull: fresh.length };
}

/** The best two candidates of different strategies that have not been brought together. */
function pairMove(own: readonly AskedTrial[], known: readonly Known[]): ArmMove | null {
  const used = new Set(own.filter(({ operator }) => operator === 'aggregate').map(({ parents }) => parents.join()));
  const others = known.filter(({ strategy }) => strategy !== AGGREGATE);
  let best: { parents: string[]; sum: number } | null = null;
  for (const [at, first] of others.entries()) {
    // Rewards fall: of this one's partners the first that will do is its best.
    const second = others
      .slice(at + 1)
      .find((one) => one.strategy !== first.strategy && !used.has([first.candidateId, one.candidateId].join()));
    const sum = second === undefined ? -Infinity : first.reward + second.reward;
    if (second === undefined || (best !== null && sum <= best.sum)) continue;
    best = { parents: [first.candidateId, second.candidateId], sum };
  }
  if (best === null) return null;
  return { operator: 'aggregate', generator: 'deterministic', parents: best.parents, pull: used.size };
}

function refineMove(state: SearchState, arm: string, known: readonly Known[], asksModel: boolean): ArmMove | null {
  for (const parent of known) {
    if (parent.strategy !== arm) continue;
    const tries = state.asked.filter(
      ({ operator, parents }) => operator === 'refine' && parents[0] === parent.candidateId,
    );
    const generator = generatorFor(state, tries, asksModel);
    if (generator === null || vainTries(state, tries, parent) >= VAIN_REFINEMENTS) continue;
    return { operator: 'refine', generator, parents: [parent.candidateId], pull: tries.length };
  }
  return null;
}

/** The model and the rules take turns, the model first; one that found nothing new has no turn any more. */
function generatorFor(state: SearchState, tries: readonly AskedTrial[], asksModel: boolean): Generator | null {
  const isSpent = (generator: Generator): boolean =>
    tries.some((trial) => trial.generator === generator && state.told[trial.n - 1]?.status === 'duplicate');
  const turn: Generator[] = tries.length % 2 === 0 ? ['studio', 'deterministic'] : ['deterministic', 'studio'];
  return turn.find((generator) => (generator === 'deterministic' || asksModel) && !isSpent(generator)) ?? null;
}

function vainTries(state: SearchState, tries: readonly AskedTrial[], parent: Known): number {
  return tries.filter(({ n }) => {
    const outcome = state.told[n - 1];
    if (outcome === undefined) return false;
    return outcome.status === 'failed' || outcome.reward - parent.reward < state.config.minGain;
  }).length;
}
