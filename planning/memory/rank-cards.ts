import { compareStrings } from '../compare.js';
import type { CardView } from './card-view.js';

/** A card that may go into a payload. */
export interface CardCandidate {
  id: string;
  taskKey: string;
  text: string;
  /** Similarity of card and task, [0,1], where it was computed. */
  similarity?: number;
}

export interface RankCardsInput {
  /** Key of the task the payload is for. */
  taskKey: string;
  cards: readonly CardCandidate[];
  /** Steps from the task to each task before it; see `dependencyAncestors`. */
  ancestors: ReadonlyMap<string, number>;
  /** Most cards wanted from similarity alone; what the graph names is never left out. */
  similarLimit: number;
}

/** Below this, words in common are chance. */
const LEAST_SIMILARITY = 0.2;

/**
 * Orders cards for a payload, most wanted first: those of earlier attempts at the task, then of its dependencies by their
 * distance, then the most similar of the rest. The graph goes first because similarity of text alone finds only a third
 * of the cards of declared dependencies. Each says why it is there; a card is there once.
 */
export function rankCards({ taskKey, cards, ancestors, similarLimit }: RankCardsInput): CardView[] {
  const distinct = [...new Map(cards.map((card) => [card.id, card])).values()];
  const distanceOf = (card: CardCandidate): number =>
    card.taskKey === taskKey ? 0 : (ancestors.get(card.taskKey) ?? Infinity);
  const bySimilarity = (a: CardCandidate, b: CardCandidate): number =>
    (b.similarity ?? 0) - (a.similarity ?? 0) || compareStrings(a.id, b.id);
  const structural = distinct
    .filter((card) => distanceOf(card) < Infinity)
    .sort((a, b) => distanceOf(a) - distanceOf(b) || bySimilarity(a, b));
  const similar = distinct
    .filter((card) => distanceOf(card) === Infinity && (card.similarity ?? 0) >= LEAST_SIMILARITY)
    .sort(bySimilarity)
    .slice(0, similarLimit);
  return [
    ...structural.map((card) => view(card, structuralReason(card.taskKey, distanceOf(card)))),
    ...similar.map((card) => view(card, `similar to this task (${(card.similarity ?? 0).toFixed(2)})`)),
  ];
}

function structuralReason(taskKey: string, distance: number): string {
  if (distance === 0) return 'an earlier attempt at this task';
  if (distance === 1) return `${taskKey} is a dependency of this task`;
  return `${taskKey} comes before this task, ${distance} steps away`;
}

function view({ id, text }: CardCandidate, why: string): CardView {
  return { id, text, why };
}
