import type { ClauseWord, Verb } from './clause-words.js';
import {
  BE,
  BEFORE_VERBS,
  CONNECTIVES,
  DETERMINERS,
  isFunctionWord,
  MODALS,
  PREPOSITIONS,
  PRONOUNS,
  SUBJECT_PRONOUNS,
} from './function-words.js';
import { isParticiple, verbCue } from './verb-cues.js';

/** Tells verbs from nouns of the same spelling by what stands beside them. */
export function verbAt(words: readonly ClauseWord[], i: number): Verb | null {
  const one = words[i] as ClauseWord;
  const cue = verbCue(one.word);
  if (one.possessive) return null;
  const before = sameSegment(words, i, i - 1);
  const next = sameSegment(words, i, i + 1);
  const determined = before !== null && (DETERMINERS.has(before.word) || before.possessive);
  if (cue === undefined) return unknownVerb(words, i, before, next);
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

const THIRD_PERSON_OBJECTS = new Set('it them a an the their its his her every each'.split(' '));

/** What is read as a verb though nothing is known of it: it asks for something nobody can name. */
function unknownVerb(
  words: readonly ClauseWord[],
  i: number,
  before: ClauseWord | null,
  next: ClauseWord | null,
): Verb | null {
  const { word, comma } = words[i] as ClauseWord;
  if (isParticiple(word)) {
    const passive = [before, sameSegment(words, i, i - 2)].some((one) => one !== null && BE.has(one.word));
    if (passive) return { ...UNKNOWN, form: 'passive' };
  }
  const third = /[^s]s$/.test(word) && !comma && next !== null && !next.comma && THIRD_PERSON_OBJECTS.has(next.word);
  if (third && before !== null && before.verb === null && !isFunctionWord(before.word)) return UNKNOWN;
  return isUnknownVerb(words, i, before, next) ? UNKNOWN : null;
}

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

export function sameSegment(words: readonly ClauseWord[], i: number, at: number): ClauseWord | null {
  const other = words[at];
  return other !== undefined && other.segment === words[i]?.segment ? other : null;
}
