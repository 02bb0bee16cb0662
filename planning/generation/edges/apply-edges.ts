import { compareStrings } from '../../compare.js';
import type { ElementEdge } from '../../order/order-evidence.js';
import { findQuote } from '../find-quote.js';
import type { Fix } from '../question.js';
import { shownQuote } from '../shown-quote.js';
import type { EdgesAnswer, EdgesData } from './edges-format.js';
import { makeElementReach } from './element-reach.js';

/** Below every belief that evidence of our own is imposed at: where a cycle must be cut, these are cut first. */
const CONFIDENCE = 0.35;
/** Shorter quotes show no order. */
const MIN_QUOTE = 12;

export interface AnsweredEdges {
  data: EdgesData;
  answer: EdgesAnswer;
}

/**
 * Adds the orders that a model reads in the PRD: soft, for pairs that were asked about, with a quote out of the pair's own
 * sentence, and only while no cycle closes. The first answer about a pair counts. Edges that are there stay as they are.
 */
export function applyEdges(
  edges: readonly ElementEdge[],
  answers: readonly AnsweredEdges[],
): { edges: ElementEdge[]; used: number; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const added: ElementEdge[] = [];
  const reach = makeElementReach(edges);
  for (const { data, answer } of answers) {
    const open = new Map(data.pairs.map((pair) => [pair.id, pair]));
    for (const { pair: id, order, quote } of answer.edges) {
      const pair = open.get(id);
      open.delete(id);
      if (pair === undefined) {
        fixes.push({ code: 'id-unknown', message: 'A pair was named that was not asked about, or twice.' });
        continue;
      }
      if (order === 'none') continue;
      const names = order === 'before' ? [pair.first, pair.second] : [pair.second, pair.first];
      const [before, after] = names.map((name) => `entity:${name}`) as [string, string];
      if (findQuote(pair.sentence, quote, MIN_QUOTE) === null) {
        fixes.push({ code: 'quote-not-found', message: `No words of the PRD show that ${before} precedes ${after}.` });
      } else if (before === after || reach.reaches(after, before)) {
        fixes.push({ code: 'edge-closes-cycle', message: `${before} before ${after} contradicts what is known.` });
      } else {
        reach.add(before, after);
        const reason = `A model reads it in the PRD: ${shownQuote(quote)}.`;
        added.push({ before, after, type: 'order', reason, confidence: CONFIDENCE, hard: false });
      }
    }
  }
  if (added.length === 0) return { edges: [...edges], used: 0, fixes };
  const all = [...edges, ...added].sort(
    (a, b) => compareStrings(a.before, b.before) || compareStrings(a.after, b.after) || compareStrings(a.type, b.type),
  );
  return { edges: all, used: added.length, fixes };
}
