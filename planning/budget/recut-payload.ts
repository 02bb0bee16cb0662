import type { CardCandidate } from '../memory/rank-cards.js';
import { rankCards } from '../memory/rank-cards.js';
import { cutPayload } from './cut-payload.js';
import type { BudgetInfeasible, PayloadLimit } from './payload-limit.js';
import type { Payload, PayloadBlocks, PayloadExtras, SliceSource } from './payload.js';

/** What is known of a task when its payload is asked for; cards in any order. */
export interface RecutExtras extends Omit<PayloadExtras, 'cards'> {
  cards: CardCandidate[];
  /** Keys of the tasks before it, with the number of steps to each. */
  ancestors: Record<string, number>;
}

/** Cards that no dependency names and that are there for their text alone. */
const MOST_SIMILAR = 5;

/** Cuts a payload anew with the cards there are by now, most wanted first. */
export function recutPayload(
  blocks: PayloadBlocks,
  { cards, ancestors, ...extras }: RecutExtras,
  limit: PayloadLimit,
  source: SliceSource,
): Payload | BudgetInfeasible {
  const ranked = rankCards({
    taskKey: blocks.task.key,
    cards,
    ancestors: new Map(Object.entries(ancestors)),
    similarLimit: MOST_SIMILAR,
  });
  return cutPayload(blocks, { ...extras, cards: ranked }, limit, source);
}
