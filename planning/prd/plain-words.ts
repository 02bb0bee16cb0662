import { PLAIN_WORD_ODDS } from './plain-word-odds.js';
import type { ScopedSentence } from './scoped-sentences.js';
import type { UiEvidence } from './ui-evidence.js';
import { stem } from './words.js';

const ODDS: ReadonlyMap<string, number> = new Map(
  PLAIN_WORD_ODDS.flatMap(([odds, stems]) => stems.split(' ').map((word) => [word, odds] as const)),
);
const WORD = /\p{L}{1,24}/gu;
/** With fewer known words than this a text tells less by them. */
const FEW = 12;
/** Brings the mean, mostly below one half, to the size of the other features. */
const SCALE = 4;

/** What the everyday words of the sentences say together: the mean of their odds, each word counted where it first stands. */
export function readPlainWords(scoped: readonly ScopedSentence[]): (UiEvidence & { share: number })[] {
  const seen = new Set<string>();
  const sums = scoped.map(({ sentence }) => {
    let sum = 0;
    for (const [word] of sentence.text.toLowerCase().matchAll(WORD)) {
      const known = stem(word);
      const odds = ODDS.get(known);
      if (odds === undefined || seen.has(known)) continue;
      seen.add(known);
      sum += odds;
    }
    return { sentence, sum };
  });
  const count = Math.max(seen.size, FEW);
  return sums
    .filter(({ sum }) => sum !== 0)
    .map(({ sentence, sum }) => ({
      feature: 'plain words' as const,
      concept: `${sentence.start}`,
      ...sentence,
      thing: '',
      away: false,
      made: false,
      share: (SCALE * sum) / count,
    }));
}
