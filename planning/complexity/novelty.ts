import type { Component } from './component.js';

/** What a memory of Context Cards says of one task. */
export interface MemoryEvidence {
  /** Similarities in [0,1] of the task to existing cards; the three largest count. */
  similarities: readonly number[];
  /** For every card of the memory the distance (1 − similarity) to its nearest neighbour: what "far" means here. */
  cardDistances: readonly number[];
}

/** Belief in novelty when nothing is known: most tasks of a new plan are new. */
const PRIOR = 0.6;
/** Cards after which evidence weighs as much as the prior. */
const PRIOR_CARDS = 5;
const NEIGHBOURS = 3;

/**
 * Novelty in [0,1]: the share of the memory's own nearest-neighbour distances that are at most the task's distance
 * d = 1 − mean of its three largest similarities, shrunk by n/(n+5) towards 0.6. With no memory (n = 0) that is the prior itself.
 * Ranks are used because raw cosines are not calibrated. Falls as similarities rise.
 */
export function novelty(memory: MemoryEvidence): Component {
  const cards = memory.cardDistances.length;
  if (cards === 0) {
    return { value: PRIOR, evidence: ['no memory yet: the prior for a cold start'] };
  }
  const nearest = [...memory.similarities].sort((a, b) => b - a).slice(0, NEIGHBOURS);
  const mean = nearest.length === 0 ? 0 : nearest.reduce((sum, similarity) => sum + similarity, 0) / nearest.length;
  const distance = 1 - mean;
  const rank = memory.cardDistances.filter((known) => known <= distance).length / cards;
  const shrink = cards / (cards + PRIOR_CARDS);
  return {
    value: shrink * rank + (1 - shrink) * PRIOR,
    evidence: [`farther from what ${cards} cards know than ${Math.round(100 * rank)} % of them are from each other`],
  };
}
