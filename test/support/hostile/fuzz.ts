import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkContract } from './check-contract.js';
import { loadCorpus } from './corpus.js';
import { mutate, mutationArbitrary } from './mutations.js';

/** A small document is through planning long before this, whatever was done to it. */
const MOST_MILLISECONDS = 2_000;

/** What became of the documents of a run. */
export interface FuzzCounts {
  refused: number;
  planned: number;
  slowestMilliseconds: number;
}

/**
 * Mutates real documents, one to four times each, and puts every one through `checkContract`. Throws with the smallest
 * document found for which it does not hold. The same seed gives the same documents.
 */
export function fuzz({ runs, seed }: { runs: number; seed: number }): FuzzCounts {
  const corpus = loadCorpus();
  const counts: FuzzCounts = { refused: 0, planned: 0, slowestMilliseconds: 0 };
  const mutated = fc.record({
    document: fc.constantFrom(...corpus.map(({ name }) => name)),
    mutations: fc.array(mutationArbitrary, { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(mutated, ({ document, mutations }) => {
      const text = mutate(corpus.find(({ name }) => name === document)?.text ?? '', mutations);
      const start = performance.now();
      counts[checkContract(text)] += 1;
      const milliseconds = performance.now() - start;
      counts.slowestMilliseconds = Math.max(counts.slowestMilliseconds, milliseconds);
      assert.ok(milliseconds < MOST_MILLISECONDS, `took ${milliseconds.toFixed(0)} ms`);
    }),
    { numRuns: runs, seed },
  );
  return counts;
}
