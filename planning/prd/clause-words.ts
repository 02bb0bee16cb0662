import { isParticiple, verbCue } from './verb-cues.js';
import type { VerbCue } from './verb-cues.js';
import { PAIRS, stem } from './words.js';

/** A word of a clause, with what its place in the sentence tells. */
export interface ClauseWord {
  /** Lower-cased, as written. */
  word: string;
  stem: string;
  /** Written with a possessive ending: `owner's`. */
  possessive: boolean;
  /** Inside brackets: it only says more about what stands before. */
  aside: boolean;
  /** Number of the segment it stands in: segments end at full stops, semicolons, colons and dashes. */
  segment: number;
  sentence: number;
  /** A comma stands before it. */
  comma: boolean;
  verb: Verb | null;
}

interface Verb extends VerbCue {
  form: 'active' | 'passive' | 'gerund';
}

const TOKEN = /[\p{L}\p{N}_]+(?:['’]\p{L}+)?|[.,;:!?()[\]—–\n]|-(?=\s)/gu;
const DETERMINERS = new Set(
  'a an the this that these those each every any no some all both their its his her our my your own another other one more many several'.split(
    ' ',
  ),
);
const PRONOUNS = new Set(
  'i we you he she they who it which that anybody everybody somebody anyone everyone someone nobody people'.split(' '),
);
const BEFORE_VERBS = new Set(
  'can cannot could may might must shall should will would to not never only also then and or please want wants who which that when if once they he she we i you it'.split(
    ' ',
  ),
);
export const BE = new Set('is are was were be been being gets get got'.split(' '));
export const PREPOSITIONS = new Set(
  'of for from to in into on onto at by with without within inside under per as about between through after before during until since against via over across than among behind beyond near like when if unless while because'.split(
    ' ',
  ),
);
const MAX_WORDS = 2000;

/**
 * The words of a clause with segments, brackets and verbs; at most 2,000 words are looked at. `isName` tells whether two
 * stems are together the name of something: neither is a verb then. Linear in the text.
 */
export function clauseWords(text: string, isName: (stems: string) => boolean = () => false): ClauseWord[] {
  const words: ClauseWord[] = [];
  let segment = 0;
  let sentence = 0;
  let depth = 0;
  let comma = false;
  const tokens = text.normalize('NFKC').match(TOKEN) ?? [];
  for (let i = 0; i < tokens.length && words.length < MAX_WORDS; i++) {
    const token = tokens[i] as string;
    if (token === '(' || token === '[') depth += 1;
    else if (token === ')' || token === ']') depth = Math.max(0, depth - 1);
    else if (token === ',') comma = true;
    else if (/^[.!?;:—–-]$/.test(token)) {
      if (depth === 0) segment += 1;
      if (/^[.!?]$/.test(token)) {
        depth = 0;
        sentence += 1;
      }
    } else if (token !== '\n') {
      const plain = token.toLowerCase().replace(/['’]\p{L}+$/u, '');
      for (const [part, whole] of joined(plain, tokens[i + 1])) {
        words.push({
          word: part,
          stem: stem(part),
          possessive: /['’]s?$/i.test(token) || /['’]s$/i.test(token),
          aside: depth > 0,
          segment,
          sentence,
          comma,
          verb: null,
        });
        comma = false;
        if (whole) i += 1;
      }
    }
  }
  words.forEach((word, i) => {
    const before = sameSegment(words, i, i - 1);
    const next = sameSegment(words, i, i + 1);
    const inName =
      (before !== null && !word.comma && isName(`${before.stem} ${word.stem}`)) ||
      (next !== null && !next.comma && isName(`${word.stem} ${next.stem}`));
    const opens = before === null && isName(word.stem);
    word.verb = inName || opens ? null : verbAt(words, i);
  });
  return words;
}

/** `sign in` and its kind are one word; names in snake_case are several. */
function joined(plain: string, next: string | undefined): [string, boolean][] {
  const pair = PAIRS.get(`${plain} ${(next ?? '').toLowerCase()}`);
  if (pair !== undefined) return [[pair, true]];
  return plain
    .split('_')
    .filter((part) => part !== '')
    .map((part) => [part, false]);
}

/** Tells verbs from nouns of the same spelling by what stands beside them. */
function verbAt(words: readonly ClauseWord[], i: number): Verb | null {
  const one = words[i] as ClauseWord;
  const cue = verbCue(one.word);
  if (one.possessive) return null;
  const before = sameSegment(words, i, i - 1);
  const next = sameSegment(words, i, i + 1);
  const determined = before !== null && (DETERMINERS.has(before.word) || before.possessive);
  if (cue === undefined) return isUnknownVerb(words, i, before, next) ? UNKNOWN : null;
  if (JOINED_VERBS.has(one.word)) return determined ? null : { ...cue, form: 'active' };
  if (cue.stative) return { ...cue, form: 'active' };
  if (one.word.endsWith('ing')) return isGerund(before, next) ? { ...cue, form: 'gerund' } : null;
  if (isParticiple(one.word) && !(before !== null && (MODALS.has(before.word) || SUBJECT_PRONOUNS.has(before.word)))) {
    const passive = isPassive(words, i, next);
    if (passive) return { ...cue, form: 'passive' };
  }
  if (before?.word === 'one' && one.word.endsWith('s')) return { ...cue, form: 'active' };
  if (determined) return null;
  if (before === null)
    return one.word.endsWith('s') && !startsObject(next)
      ? null
      : startsObject(next)
        ? { ...cue, form: 'active' }
        : null;
  if (BEFORE_VERBS.has(before.word) || PRONOUNS.has(before.word)) {
    const listed = before.word === 'and' || before.word === 'or';
    return listed && !chained(words, i) ? null : { ...cue, form: 'active' };
  }
  if (PREPOSITIONS.has(before.word) || one.comma)
    return one.comma && chained(words, i) ? { ...cue, form: 'active' } : null;
  // "A member comments on an article": a noun, then a verb in the third person, then its object or preposition.
  return one.word.endsWith('s') &&
    (next === null || startsObject(next) || PREPOSITIONS.has(next.word)) &&
    before.verb === null
    ? { ...cue, form: 'active' }
    : (!one.word.endsWith('s') && startsDetermined(next) && before.verb === null) ||
        isUnknownVerb(words, i, before, next)
      ? { ...cue, form: 'active' }
      : null;
}

/** Verbs of two words that are read as one. */
const JOINED_VERBS = new Set(['signin', 'signout', 'register', 'setup']);
const UNKNOWN: Verb = { effects: new Set(), stative: false, form: 'active' };
const SUBJECT_PRONOUNS = new Set(
  'i we you he she they who anybody everybody somebody anyone everyone someone nobody people'.split(' '),
);
const MODALS = new Set('can cannot could may might must shall should will would'.split(' '));

/** A word that stands where only a verb can: behind a subject at the start, a pronoun or a modal. */
function isUnknownVerb(
  words: readonly ClauseWord[],
  i: number,
  before: ClauseWord | null,
  next: ClauseWord | null,
): boolean {
  const one = words[i] as ClauseWord;
  if (
    before === null ||
    one.comma ||
    PREPOSITIONS.has(one.word) ||
    DETERMINERS.has(one.word) ||
    CONNECTIVES.has(one.word) ||
    SUBJECT_PRONOUNS.has(one.word) ||
    one.word.endsWith('ly')
  )
    return false;
  if (MODALS.has(before.word) || SUBJECT_PRONOUNS.has(before.word)) return !MODALS.has(one.word);
  if (
    (before.word === 'and' || before.word === 'or') &&
    (words[i - 2]?.verb?.effects ?? null)?.size === 0 &&
    words[i - 2]?.segment === one.segment
  )
    return one.word.endsWith('s');
  if (next === null || before.verb !== null || PREPOSITIONS.has(before.word) || CONNECTIVES.has(before.word))
    return false;
  let start = i;
  while (start > 0 && words[start - 1]?.segment === one.segment) start -= 1;
  if (i - start > 3 || words.slice(start, i).some((word) => word.verb !== null || PREPOSITIONS.has(word.word)))
    return false;
  const determined = DETERMINERS.has((words[start] as ClauseWord).word);
  if (one.word.endsWith('s') && !before.word.endsWith('s')) return determined && i - start > 1;
  return !one.word.endsWith('s') && before.word.endsWith('s') && !BE.has(next.word) && !MODALS.has(one.word);
}

const CONNECTIVES = new Set(
  'and or but nor so then also only not never either which that who whose whom whether each both'.split(' '),
);

function isPassive(words: readonly ClauseWord[], i: number, next: ClauseWord | null): boolean {
  for (let at = i - 1; at >= Math.max(0, i - 4); at--) {
    const one = words[at] as ClauseWord;
    if (one.segment !== words[i]?.segment) break;
    if (BE.has(one.word)) return true;
  }
  return next === null || PREPOSITIONS.has(next.word) || (words[i]?.word !== words[i]?.stem && next.word === 'and');
}

/** An earlier verb in the same segment: "changes or deletes", "lists, adds and removes". */
function chained(words: readonly ClauseWord[], i: number): boolean {
  for (let at = i - 1; at >= Math.max(0, i - 14); at--) {
    const one = words[at] as ClauseWord;
    if (one.segment !== words[i]?.segment) return false;
    if (one.verb !== null || (BEFORE_VERBS.has(one.word) && one.word !== 'and' && one.word !== 'or')) {
      const form = (text: string): string => (text.endsWith('s') ? 's' : '');
      return (
        one.verb === null || one.verb.stative || form(one.word) === form(words[i].word) || one.verb.form !== 'active'
      );
    }
  }
  return false;
}

/** "Deleting an owner …", "deleting removes …"; in "monitoring tools" it only says which. */
function isGerund(before: ClauseWord | null, next: ClauseWord | null): boolean {
  if (before !== null && (DETERMINERS.has(before.word) || before.possessive)) return false;
  return (
    next === null ||
    DETERMINERS.has(next.word) ||
    PREPOSITIONS.has(next.word) ||
    verbCue(next.word) !== undefined ||
    /^(?:it|them)$/.test(next.word)
  );
}

function startsDetermined(word: ClauseWord | null): boolean {
  return (
    word !== null && (DETERMINERS.has(word.word) || /^(?:it|them|us|him|her|up|out|off|back|down)$/.test(word.word))
  );
}

function startsObject(word: ClauseWord | null): boolean {
  return word !== null && !BE.has(word.word) && !PREPOSITIONS.has(word.word) && verbCue(word.word)?.stative !== true;
}

function sameSegment(words: readonly ClauseWord[], i: number, at: number): ClauseWord | null {
  const other = words[at];
  return other !== undefined && other.segment === words[i]?.segment ? other : null;
}

/** True for articles, pronouns, prepositions, modals and connectives: words that name nothing. */
export function isFunctionWord(word: string): boolean {
  return [DETERMINERS, PRONOUNS, BEFORE_VERBS, BE, PREPOSITIONS, CONNECTIVES, MODALS, SUBJECT_PRONOUNS].some((set) =>
    set.has(word),
  );
}
