import { isCommonWord, namesPerson, relativesOf } from './lexicon.js';
import { ACT_GROUPS, THING_GROUPS } from './synonym-groups.js';
import { stem } from './words.js';

/** How sure it is that words of one group mean the same, and words that a dictionary relates. */
const GROUPED = 0.85;
const DICTIONARY = 0.6;
/** A noun made of a verb, or the other way round: invite, invitation. */
export const DERIVED = 0.72;
/** Of a dictionary's relatives only synonyms and derived words count as other words for the same. */
const NEAR = 0.8;

/** Another word for a stem, and how sure it is that it means the same, in (0, 1). */
export interface OtherWord {
  stem: string;
  weight: number;
}

const groups = readGroups(`${THING_GROUPS}\n${ACT_GROUPS}`);
const known = new Map<string, readonly OtherWord[]>();

function readGroups(text: string): Map<string, Set<string>> {
  const byStem = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const stems = line
      .split(' ')
      .filter((word) => word !== '')
      .map(stem);
    for (const one of stems) {
      const others = byStem.get(one) ?? new Set<string>();
      for (const other of stems) if (other !== one) others.add(other);
      byStem.set(one, others);
    }
  }
  return byStem;
}

/** Other words for a stem, with how sure it is that they mean the same, in (0, 1). */
export function synonymsOf(one: string): readonly OtherWord[] {
  const cached = known.get(one);
  if (cached !== undefined) return cached;
  const found = new Map<string, number>();
  for (const other of groups.get(one) ?? []) found.set(other, GROUPED);
  for (const other of relativesOf(one)) {
    if (other.weight >= NEAR && !found.has(other.stem)) found.set(other.stem, other.derived ? DERIVED : DICTIONARY);
  }
  const list = [...found].map(([other, weight]) => ({ stem: other, weight }));
  if (list.length > 0) known.set(one, list);
  return list;
}

/** Endings of words for somebody who does something; many others end so, too. */
const AGENT = /(?:er|or|ist|ian|ant)$/;
const NO_AGENTS =
  /(?:order|folder|number|letter|filter|paper|offer|voucher|trigger|header|server|sensor|register|container|cluster|layer|printer|barrier|meter|monitor)$/;

/** True for a word that names people: they act, and what they act on is asked for. */
export function isPerson(one: string): boolean {
  if (one === 'user' || one === 'staff' || namesPerson(one)) return true;
  return !isCommonWord(one) && one.length >= MIN_AGENT && AGENT.test(one) && !NO_AGENTS.test(one);
}

const MIN_AGENT = 6;
