import { LEXICON, QUALITIES } from './lexicon-data.js';
import { stem } from './words.js';

/** A word that is related to another, by stem, and how near it is, in (0, 1]. */
export interface Relative {
  stem: string;
  weight: number;
  /** One is made of the other: invite, invitation. */
  derived: boolean;
}

interface Entry {
  /** Codes of three characters each: synonyms, derived words, broader words, telling words of the definition. */
  groups: string[];
  often: number;
  person: boolean;
}

/** How near the words of each group are: synonyms, derived words, broader words, words of the definition. */
const WEIGHTS = [0.8, 0.85, 0.55, 0.4];
const DERIVED = 1;
const NONE: readonly Relative[] = [];

interface Table {
  qualities: Set<string>;
  words: string[];
  byStem: Map<string, Entry[]>;
}

let table: Table | undefined;
const known = new Map<string, readonly Relative[]>();

/** Read on first use: most of the planner never needs it. */
function open(): Table {
  if (table !== undefined) return table;
  const words: string[] = [];
  const byStem = new Map<string, Entry[]>();
  for (const row of LEXICON.split('|')) {
    const [head = '', ...groups] = row.split(',');
    const [, word = '', often = '0', person = ''] = /^([a-z]+)(\d)(p?)$/.exec(head) ?? [];
    words.push(word);
    const key = stem(word);
    const entry = { groups, often: Number(often), person: person === 'p' };
    const list = byStem.get(key);
    if (list === undefined) byStem.set(key, [entry]);
    else list.push(entry);
  }
  table = { words, byStem, qualities: new Set(QUALITIES.split(' ').map(stem)) };
  return table;
}

/** Words related to a stem, the nearest first; empty for a stem that is no common English word. */
export function relativesOf(one: string): readonly Relative[] {
  const cached = known.get(one);
  if (cached !== undefined) return cached;
  const { words, byStem } = open();
  const entries = byStem.get(one);
  if (entries === undefined) return NONE;
  const found = new Map<string, number>();
  for (const { groups } of entries) {
    groups.forEach((codes, group) => {
      for (let at = 0; at < codes.length; at += 3) {
        const other = stem(words[parseInt(codes.slice(at, at + 3), 36)] ?? '');
        if (other === one || other === '') continue;
        found.set(other, Math.max(found.get(other) ?? 0, WEIGHTS[group] ?? 0));
      }
    });
  }
  const relatives = [...found]
    .map(([other, weight]) => ({ stem: other, weight, derived: weight === WEIGHTS[DERIVED] }))
    .sort((a, b) => b.weight - a.weight);
  known.set(one, relatives);
  return relatives;
}

/** How often the word is used, on a logarithmic scale from 0 (rarely, or unknown) to 9. */
export function commonness(one: string): number {
  return Math.max(0, ...(open().byStem.get(one) ?? []).map(({ often }) => often));
}

/** True for the stem of a word in the table. */
export function isCommonWord(one: string): boolean {
  return open().byStem.has(one);
}

/** True for a stem whose first meaning is a person. */
export function namesPerson(one: string): boolean {
  return (open().byStem.get(one) ?? []).some(({ person }) => person);
}

/** True for a stem that is an adjective or adverb and no common noun or verb. */
export function namesQuality(one: string): boolean {
  return open().qualities.has(one) && !open().byStem.has(one);
}
