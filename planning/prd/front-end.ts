import type { Block } from './blocks.js';
import type { FrontEndDecision } from './prd-analysis.js';
import { scopedSentences } from './scoped-sentences.js';
import { readEvidence } from './ui-evidence.js';
import type { UiEvidence } from './ui-evidence.js';
import { termsFor } from './ui-mentions.js';

/** Sum of weights from which a front end is planned. */
const THRESHOLD = 0.7;
/** A sentence adds at most this much, so that one crowded sentence does not outweigh the rest. */
const SENTENCE_CAP = 1.5;
/** What all signs that programs are the users count at most: they tip the scales, a clear wish stands against them. */
const MACHINE_CAP = -0.3;

/** Signals below this weight are weak: in a long text some of them turn up by chance. */
const WEAK = 0.5;
/** Characters of a text in which weak signals count in full; in longer ones they count by how dense they stand. */
const SHORT_TEXT = 1200;

/**
 * Decides whether a plan has front-end tasks. Every way of speaking of an interface is a signal with a weight; what is
 * later, left out, told aside, of others, in another medium or ruled out counts nothing or against, and is recorded all
 * the same. The same word counts once, so that a text about shirt buttons gains nothing by repeating them; different
 * ones add up. `always` and `never` override.
 */
export function decideFrontEnd(blocks: readonly Block[], option: 'auto' | 'always' | 'never'): FrontEndDecision {
  const terms = termsFor(blocks.map(({ text }) => text).join('\n'));
  const read = withoutThingsOfOthers(scopedSentences(blocks).map((scoped) => readEvidence(scoped, terms)));
  const signals = read
    .flat()
    .map(({ signal }) => signal)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  if (option !== 'auto') return { included: option === 'always', decidedBy: 'option', signals };
  const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
  return { included: sumOf(read, Math.min(1, SHORT_TEXT / length)) >= THRESHOLD - 1e-9, decidedBy: 'signals', signals };
}

/**
 * Things that a text says once are of others, and never that they are made here, are so throughout: they count nothing
 * anywhere.
 */
function withoutThingsOfOthers(read: readonly UiEvidence[][]): UiEvidence[][] {
  const things = read.flat().filter(({ thing }) => thing !== '');
  const made = new Set(things.filter((one) => one.made && !one.away).map(({ thing }) => thing));
  const away = new Set(things.filter((one) => one.away && !made.has(one.thing)).map(({ thing }) => thing));
  return read.map((found) =>
    found.map((one) =>
      away.has(one.thing) && !one.made && one.signal.weight > 0
        ? { ...one, signal: { ...one.signal, weight: 0 } }
        : one,
    ),
  );
}

/** Adds up sentence by sentence; of one concept only what is stronger than before. `density` is what weak signals count. */
function sumOf(read: readonly UiEvidence[][], density: number): number {
  const counted = new Map<string, number>();
  let machine = 0;
  let score = 0;
  for (const found of read) {
    let sum = 0;
    for (const { signal, concept, machine: isMachine } of found) {
      const before = counted.get(concept) ?? 0;
      if (Math.abs(signal.weight) <= Math.abs(before)) continue;
      counted.set(concept, signal.weight);
      if (isMachine) machine += signal.weight;
      else sum += countedAs(signal.weight, density) - countedAs(before, density);
    }
    score += Math.max(-SENTENCE_CAP, Math.min(SENTENCE_CAP, sum));
  }
  return score + Math.max(MACHINE_CAP, machine);
}

function countedAs(weight: number, density: number): number {
  return weight > 0 && weight < WEAK ? weight * density : weight;
}
