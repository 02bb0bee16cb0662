import { compareStrings } from '../../compare.js';
import { planScope } from '../../contract/plan-scope.js';
import { cutText } from '../../cut-text.js';
import { makeMentionFinder } from '../../order/mention-finder.js';
import { makeOrderIndex } from '../../order/order-index.js';
import { splitSentences } from '../../prd/sentences.js';
import type { PlanningContext } from '../../strategies/context.js';
import { makeElementReach } from './element-reach.js';

/** Two main entities of resources that one sentence of the PRD names, and whose order nothing tells. */
export interface OpenPair {
  /** Entity ids. */
  first: string;
  second: string;
  sentence: string;
}

/** Sentences that name more things than this are enumerations. */
const MAX_NAMED = 5;
/** Pairs that are looked at, and pairs that are kept. */
const MAX_CHECKED = 1000;
const MAX_PAIRS = 200;
const MAX_SENTENCE = 600;

/**
 * Pairs that the deterministic evidence leaves open: named in one sentence of a clause, both to be built, and without a path
 * between them in either direction (none observed, or opposite ones that cancelled each other). Sentences that name the
 * fewest things come first, then the order of the PRD; of several sentences a pair has its first such.
 */
export function openPairs({ model, analysis, order, options }: PlanningContext): OpenPair[] {
  const { entities } = planScope(model, options);
  const finder = makeMentionFinder(makeOrderIndex(model, new Set(order.signIn)));
  const found = new Map<string, OpenPair & { named: number; at: number }>();
  for (const { text } of analysis.requirements) {
    for (const sentence of sentencesIn(text)) {
      const named = finder.all(sentence).flatMap(({ main }) => (main !== null && entities.has(main) ? [main] : []));
      if (named.length < 2 || named.length > MAX_NAMED) continue;
      for (const [first, second] of pairsOf([...named].sort(compareStrings))) {
        const key = `${first}\n${second}`;
        const known = found.get(key);
        if (known !== undefined && known.named <= named.length) continue;
        found.set(key, { first, second, sentence, named: named.length, at: found.size });
      }
    }
  }
  const reach = makeElementReach(order.edges);
  return [...found.values()]
    .sort((a, b) => a.named - b.named || a.at - b.at)
    .slice(0, MAX_CHECKED)
    .filter(({ first, second }) => {
      const [one, other] = [`entity:${first}`, `entity:${second}`];
      return !reach.reaches(one, other) && !reach.reaches(other, one);
    })
    .slice(0, MAX_PAIRS)
    .map(({ first, second, sentence }) => ({ first, second, sentence }));
}

/** Whole sentences, however their lines are broken. */
function sentencesIn(text: string): string[] {
  return splitSentences({ text, start: 0, end: text.length }).map((sentence) =>
    cutText(sentence.text.replace(/\s+/g, ' '), MAX_SENTENCE),
  );
}

function pairsOf(names: readonly string[]): [string, string][] {
  return names.flatMap((first, at) => names.slice(at + 1).map((second): [string, string] => [first, second]));
}
