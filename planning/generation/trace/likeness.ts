import { compareStrings } from '../../compare.js';
import type { Operation } from '../../contract/contract-model.js';
import { stemsOf } from '../../prd/words.js';

/** A word of more operations than this tells none of them apart. */
const MAX_HOLDERS = 60;

/**
 * Finds the operations whose names and summaries share most with a text: ids by the sum of ln(1 + N / n) over the words in
 * common, n of the N operations having the word.
 *
 * @param least fewer words in common say nothing
 */
export function makeLikeness(
  operations: readonly Operation[],
  least: number,
): (text: string, most: number) => string[] {
  const holders = new Map<string, number[]>();
  operations.forEach(({ id, operationId = '', summary, resource }, at) => {
    for (const word of new Set(stemsOf(`${id} ${operationId} ${summary} ${resource ?? ''}`))) {
      const known = holders.get(word);
      if (known === undefined) holders.set(word, [at]);
      else known.push(at);
    }
  });
  return (text, most) => {
    const found = new Map<number, { shared: number; weight: number }>();
    for (const word of new Set(stemsOf(text))) {
      const some = holders.get(word) ?? [];
      if (some.length > MAX_HOLDERS) continue;
      const weight = Math.log(1 + operations.length / Math.max(1, some.length));
      for (const at of some) {
        const known = found.get(at) ?? { shared: 0, weight: 0 };
        found.set(at, { shared: known.shared + 1, weight: known.weight + weight });
      }
    }
    return [...found]
      .filter(([, { shared }]) => shared >= least)
      .map(([at, { weight }]) => ({ id: (operations[at] as Operation).id, weight }))
      .sort((a, b) => b.weight - a.weight || compareStrings(a.id, b.id))
      .slice(0, most)
      .map(({ id }) => id);
  };
}
