import type { ClauseWord } from './clause-words.js';
import { isFunctionWord, PREPOSITIONS } from './function-words.js';
import { mentionAt, subjectAt } from './trace-mentions.js';
import type { Mention } from './trace-mentions.js';
import { DERIVED } from './synonyms.js';
import type { TraceTarget } from './trace-targets.js';
import { stem } from './words.js';

/** A thing of the contract that a clause names. */
export interface ThingMention extends Mention {
  /** How surely these words mean the thing, in (0, 1]. */
  strength: number;
  /** Place of the first word in the clause. */
  at: number;
  words: string;
}

/** Finds the things of a contract in clauses. Names are given by their key: stems joined by blanks. */
export interface ThingIndex {
  mentions: (words: readonly ClauseWord[]) => Map<string, ThingMention[]>;
  /** True for the key of a whole name. */
  isName: (key: string) => boolean;
}

interface Tail {
  thing: string;
  /** Stems before the tail. */
  prefix: string[];
}

const PREFIX_APART = 0.9;
const ONLY_TAIL = 0.65;
/** "Custom field definitions" speak of custom fields, too, but less. */
const QUALIFIER = 0.5;
/** Who registers makes one of these. */
const JOINING = new Set(['register', 'enrol', 'enroll', 'join'].map(stem));
const PRINCIPALS = ['user', 'account', 'member', 'customer', 'profile'].map(stem);
/** So many places of a thing are looked at in one clause. */
const MAX_MENTIONS = 100;
/** A last word that more things than this end on tells none of them. */
const MAX_TAILS = 2000;

/** The comparable form of a name. */
export function thingKey(stems: readonly string[]): string {
  return stems.join(' ');
}

/**
 * Indexes names by all their words and by their last ones: "companies have locations" names CompanyLocation, whose first
 * word stands apart; a last word alone names the only thing that ends on it. `attributes` are property names that are made
 * of two words or more, joined: a "user name" is no user. `variants` gives other words for a stem, with how sure they are.
 */
export function makeThingIndex(
  targets: readonly TraceTarget[],
  attributes: ReadonlySet<string>,
  variants: (stem: string) => readonly { stem: string; weight: number }[],
): ThingIndex {
  const names = new Set(targets.flatMap(({ things, partners }) => [...things, ...partners].map(thingKey)));
  const tails = new Map<string, Tail[]>();
  let longest = 1;
  for (const name of names) {
    const stems = name.split(' ');
    longest = Math.max(longest, stems.length);
    for (let at = 1; at < stems.length; at++) {
      const tail = thingKey(stems.slice(at));
      const list = tails.get(tail);
      if (list === undefined) tails.set(tail, [{ thing: name, prefix: stems.slice(0, at) }]);
      else if (list.length < MAX_TAILS) list.push({ thing: name, prefix: stems.slice(0, at) });
    }
  }
  return {
    mentions: (words) => findMentions(words, { names, tails, longest, attributes, variants }),
    isName: (key) => names.has(key),
  };
}

interface Lookup {
  names: ReadonlySet<string>;
  tails: ReadonlyMap<string, readonly Tail[]>;
  longest: number;
  attributes: ReadonlySet<string>;
  variants: (stem: string) => readonly { stem: string; weight: number }[];
}

function findMentions(words: readonly ClauseWord[], lookup: Lookup): Map<string, ThingMention[]> {
  const found = new Map<string, ThingMention[]>();
  const present = new Set(words.flatMap(({ stem }) => [stem, ...lookup.variants(stem).map((one) => one.stem)]));
  const tell = (thing: string, strength: number, start: number, end: number): void => {
    const list = found.get(thing) ?? [];
    found.set(thing, list);
    if (list.length >= MAX_MENTIONS) return;
    const mention = mentionAt(words, start, end);
    const said = words
      .slice(start, end)
      .map(({ word }) => word)
      .join(' ');
    list.push({ ...mention, strength, at: start, words: said });
  };
  for (let start = 0; start < words.length; start++) {
    let take = Math.min(lookup.longest, words.length - start);
    let consumed = 0;
    for (; take >= 1; take--) {
      const end = start + take;
      if (!together(words, start, end) || namesAttribute(words, start, end, lookup.attributes)) continue;
      for (const { key, weight } of phrases(words, start, end, lookup)) {
        // Only the contract's own noun, or one made of the verb, can stand as a verb: "a member comments", "is invited".
        if (weight < 1 && weight !== DERIVED && take === 1 && isActive(words[start] as ClauseWord)) continue;
        if (lookup.names.has(key) && consumed <= take) {
          consumed = Math.max(consumed, take);
          tell(key, weight, start, end);
        }
        const list = lookup.tails.get(key) ?? [];
        for (const { thing, prefix } of list) {
          if (prefix.every((stem) => present.has(stem))) tell(thing, PREFIX_APART * weight, start, end);
          else if (list.length === 1 && !lookup.names.has(key) && !isQualified(words, start))
            tell(thing, ONLY_TAIL * weight, start, end);
        }
      }
      if (consumed > 0) break;
    }
    for (let part = consumed - 1; part >= 1; part--) {
      const key = thingKey(words.slice(start, start + part).map(({ stem }) => stem));
      if (lookup.names.has(key)) tell(key, QUALIFIER, start, start + consumed);
    }
    if (consumed > 1) start += consumed - 1;
  }
  tellJoining(words, lookup.names, tell);
  resolvePronouns(words, found);
  resolveHeading(words, found);
  return found;
}

function isActive({ verb, stem: own }: ClauseWord): boolean {
  return verb !== null && !verb.stative && !JOINING.has(own);
}

/** "A visitor registers with a name": what is made goes without saying. */
function tellJoining(
  words: readonly ClauseWord[],
  names: ReadonlySet<string>,
  tell: (thing: string, strength: number, start: number, end: number) => void,
): void {
  words.forEach((one, at) => {
    const next = words[at + 1];
    const alone = next === undefined || next.segment !== one.segment || PREPOSITIONS.has(next.word);
    if (!JOINING.has(one.stem) || one.verb === null || !alone) return;
    for (const name of PRINCIPALS) if (names.has(name)) tell(name, 0.9, at, at + 1);
  });
}

/** "Wish lists" are no price lists: another noun stands before. */
function isQualified(words: readonly ClauseWord[], start: number): boolean {
  const before = words[start - 1];
  if (before === undefined || words[start]?.comma === true || before.segment !== words[start]?.segment) return false;
  return before.verb === null && !isFunctionWord(before.word) && !before.possessive;
}

/** The stems of a run of words, and of single words their variants, too. */
function phrases(
  words: readonly ClauseWord[],
  start: number,
  end: number,
  lookup: Lookup,
): { key: string; weight: number }[] {
  const stems = words.slice(start, end).map(({ stem }) => stem);
  const own = { key: thingKey(stems), weight: 1 };
  // A word that is the name of something in the contract stands for nothing else there.
  if (lookup.names.has(own.key)) return [own];
  const changed = stems.flatMap((stem, i) =>
    lookup.variants(stem).map((one) => ({ key: thingKey(stems.with(i, one.stem)), weight: one.weight })),
  );
  return [own, ...changed];
}

function together(words: readonly ClauseWord[], start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const one = words[at] as ClauseWord;
    if (
      one.comma ||
      one.aside !== (words[start] as ClauseWord).aside ||
      one.segment !== (words[start] as ClauseWord).segment ||
      words[at - 1]?.possessive === true
    )
      return false;
  }
  return true;
}

function namesAttribute(
  words: readonly ClauseWord[],
  start: number,
  end: number,
  attributes: ReadonlySet<string>,
): boolean {
  const next = words[end];
  const last = words[end - 1] as ClauseWord;
  return (
    end - start === 1 &&
    next !== undefined &&
    !next.comma &&
    next.segment === last.segment &&
    attributes.has(last.stem + next.stem)
  );
}

/** "Only the author deletes it": what is done to a pronoun is done to the thing named last before it. */
function resolvePronouns(words: readonly ClauseWord[], found: Map<string, ThingMention[]>): void {
  const places = [...found].flatMap(([thing, list]) => list.map((mention) => ({ thing, mention })));
  places.sort((a, b) => a.mention.at - b.mention.at || b.mention.strength - a.mention.strength);
  for (let at = 0; at < words.length; at++) {
    const asked = askedOfPronoun(words, at);
    if (asked === null) continue;
    const before = places.filter(({ mention }) => mention.at < at && mention.role !== 'agent');
    const subject = words[at + 1]?.segment === words[at]?.segment && (words[at + 1]?.verb ?? null) !== null;
    const told = before.find(
      ({ mention }) =>
        mention.role === 'subject' || mention.role === 'home' || mention.role === 'topic' || mention.role === 'later',
    );
    const plain = before.findLast(({ mention }) => mention.role !== 'oblique' && mention.role !== 'attribute');
    const from = ((subject ? told : undefined) ?? plain ?? before.at(-1))?.mention.at;
    for (const { thing, mention } of before.filter(({ mention }) => mention.at === from))
      found.get(thing)?.push({ ...mention, role: 'object', effects: asked.effects, by: asked.by, at });
  }
}

/** A heading has at most so many words. */
const MAX_HEADING = 4;

/** "Reasons: list, add, rename": verbs without an object are about the heading. */
function resolveHeading(words: readonly ClauseWord[], found: Map<string, ThingMention[]>): void {
  const length = words.findIndex(({ segment }) => segment > 0);
  if (length < 1 || length > MAX_HEADING || words.slice(0, length).some(({ verb }) => verb !== null)) return;
  const taken = new Set([...found.values()].flatMap((list) => list.map(({ by }) => by)));
  const heading = [...found.values()].flatMap((list) =>
    list.filter(({ at }) => at < length).map((mention) => ({ list, mention })),
  );
  words.forEach(({ verb, aside }, at) => {
    if (verb === null || verb.form === 'passive' || verb.effects.size === 0 || aside || taken.has(at)) return;
    for (const { list, mention } of heading)
      list.push({ ...mention, role: 'object', effects: verb.effects, by: at, at });
  });
}

const OBJECTS = new Set(['it', 'them', 'one', 'these', 'those']);

/** What the verbs around a pronoun ask of it, or null where the word is none or nothing is asked. */
function askedOfPronoun(words: readonly ClauseWord[], at: number): Mention | null {
  const one = words[at] as ClauseWord;
  if (!OBJECTS.has(one.word) && one.word !== 'they') return null;
  const next = words[at + 1];
  const asked =
    next?.segment === one.segment && next.verb !== null ? subjectAt(words, at) : mentionAt(words, at, at + 1);
  return asked.role === 'object' && asked.effects.size > 0 ? asked : null;
}
