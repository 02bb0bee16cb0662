import type { ClauseWord } from './clause-words.js';
import { isFunctionWord } from './function-words.js';
import type { Vocabulary } from './contract-vocabulary.js';
import { commonness, namesQuality } from './lexicon.js';
import type { Match } from './match-targets.js';
import { isPerson } from './synonyms.js';
import type { TraceClause } from './trace-clause.js';
import { presentOf } from './verb-cues.js';
import { stem } from './words.js';

/** What speaks for and against a contract serving a clause. */
export interface ServiceEvidence {
  /** One of its sentences is served. */
  served: boolean;
  /** One makes of a thing what the contract does not know: "is kept as a draft". */
  becomesUnknown: boolean;
  /** Telling words of the clause that the contract does not know, as written, the most telling first. */
  unknownWords: string[];
}

const LITTLE = new Set(
  'what how did does done most than again more less next only else such very too while even ever nothing everything something anything much way kind means lot them ten half twice new still first second third one two three four five six seven eight nine'
    .split(' ')
    .map(stem),
);
const MAX_COMMON = 8;
const ASIDE = 0.5;
const NOTABLE = 0.3;

/**
 * Weighs what a clause asks against what was found for it. A sentence is served if the first thing it wants done is done by
 * some operation, and does not make of a thing what the contract does not know; where it wants nothing done, or its subject is
 * a thing of the contract, if it tells of a thing that the contract has. `shown`: it asks for something people see, so that
 * "as tiles" says how.
 */
export function weighService(
  clause: TraceClause,
  matches: readonly Match[],
  knows: Vocabulary,
  shown: boolean,
): ServiceEvidence {
  const asked = new Set(matches.flatMap(({ askedAt }) => askedAt));
  const told = new Set(matches.flatMap(({ toldAt }) => toldAt));
  const subjects = new Set(matches.flatMap(({ subjectAt }) => subjectAt));
  const { words } = clause;
  let served = false;
  let unknown = false;
  for (let start = 0; start < words.length && !served;) {
    let end = start;
    while (end < words.length && words[end]?.sentence === words[start]?.sentence) end += 1;
    const first = firstDemand(words, start, end);
    const tells = (places: ReadonlySet<number>, until: number): boolean =>
      [...places].some((at) => at >= start && at < until);
    if (first < 0) served = tells(told, end);
    else {
      const does = words[first]?.verb?.form === 'active' && tells(subjects, first);
      const becomes = !shown && becomesUnknown(words, first, knows);
      served = (asked.has(first) || does || isLight(words, first, end, asked)) && !becomes;
      unknown ||= becomes;
    }
    start = end;
  }
  return { served, becomesUnknown: unknown, unknownWords: unknownOf(words, knows) };
}

/** Verbs that say nothing without their noun: "makes a payment", "marks it as favourite". */
const LIGHT = new Set('make mark do take give put get perform carry ask request want set'.split(' ').map(stem));

function isLight(words: readonly ClauseWord[], first: number, end: number, asked: ReadonlySet<number>): boolean {
  if (!LIGHT.has(stem(presentOf(words[first]?.word ?? '')))) return false;
  for (let at = first + 1; at < end && words[at]?.segment === words[first]?.segment; at++)
    if (asked.has(at)) return true;
  return false;
}

/** A word that a name or a summary has, or a near synonym of one. */
const KNOWN = 0.8;

function becomesUnknown(words: readonly ClauseWord[], from: number, knows: Vocabulary): boolean {
  for (let at = from + 1; at < words.length && words[at]?.segment === words[from]?.segment; at++) {
    if (words[at]?.word !== 'as') continue;
    const phrase = words.slice(at + 1, at + 5);
    const end = phrase.findIndex(
      (one, i) => i > 0 && (one.comma || isFunctionWord(one.word) || one.segment !== words[at]?.segment),
    );
    const noun = (end < 0 ? phrase : phrase.slice(0, end)).filter(({ word }) => !isFunctionWord(word)).at(-1);
    return noun !== undefined && knows(noun.stem) < KNOWN && !isPerson(noun.stem);
  }
  return false;
}

const RELATIVE = new Set(['that', 'who', 'which', 'whom', 'whose']);

/** Place of the first verb by which a sentence wants something done; -1 where it has none. */
function firstDemand(words: readonly ClauseWord[], start: number, end: number): number {
  const main = demandFrom(words, start, end, ({ segment }) => segment >= 0);
  return main >= 0 ? main : demandFrom(words, start, end, () => true);
}

function demandFrom(
  words: readonly ClauseWord[],
  start: number,
  end: number,
  counts: (one: ClauseWord) => boolean,
): number {
  let relative = false;
  for (let at = start; at < end; at++) {
    const one = words[at] as ClauseWord;
    if (words[at - 1]?.segment !== one.segment) relative = false;
    if (RELATIVE.has(one.word)) relative = true;
    if (one.verb === null || one.aside || !counts(one)) continue;
    // "A reason that nobody picks is switched off": the verb of the side clause asks for nothing.
    if (relative) relative = false;
    else if (!one.verb.stative) return at;
  }
  return -1;
}

function unknownOf(words: readonly ClauseWord[], knows: Vocabulary): string[] {
  const seen = new Set<string>();
  const found: { word: string; weight: number }[] = [];
  for (const one of words) {
    const plain = stem(presentOf(one.word));
    if (seen.has(plain) || !tells(one, plain)) continue;
    seen.add(plain);
    const weight = Math.max(0, 1 - commonness(plain) / MAX_COMMON) * (one.aside ? ASIDE : 1);
    const gap = weight * (1 - Math.max(knows(plain), knows(one.stem)));
    if (gap >= NOTABLE) found.push({ word: one.word, weight: gap });
  }
  return found.sort((a, b) => b.weight - a.weight).map(({ word }) => word);
}

/** Nouns and verbs that say what a clause is about: no persons, no qualities, no verbs whose effect is judged apart. */
function tells({ word, verb }: ClauseWord, plain: string): boolean {
  if (word.length < 3 || isFunctionWord(word) || LITTLE.has(plain) || /^\d/.test(word)) return false;
  if (isPerson(plain) || namesQuality(plain) || word.endsWith('ly')) return false;
  return verb === null || (!verb.stative && verb.effects.size === 0);
}
