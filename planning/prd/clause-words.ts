import { sameSegment, verbAt } from './clause-verbs.js';
import { DETERMINERS } from './function-words.js';
import type { VerbCue } from './verb-cues.js';
import { PAIRS } from './word-pairs.js';
import { stem } from './words.js';

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

export interface Verb extends VerbCue {
  form: 'active' | 'passive' | 'gerund';
}

const TOKEN = /[\p{L}\p{N}_]+(?:['’]\p{L}+)?|[.,;:!?()[\]—–\n]|-(?=\s)/gu;
const MAX_WORDS = 2000;

/**
 * The words of a clause with segments, brackets and verbs; at most 2,000 words are looked at. `isName` tells whether two
 * stems are together the name of something: neither is a verb then. Linear in the text.
 */
export function clauseWords(text: string, isName: (stems: string) => boolean = () => false): ClauseWord[] {
  const words = placedWords(text);
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

/** Words that open what only says when or for whom; the clause proper follows the comma. */
const OPENERS = new Set(
  'when if once after before while as at in within during for on until unless from with by'.split(' '),
);

/** The words with segments and brackets. What opens a sentence up to a comma ("When a guest leaves, …") is a segment apart. */
function placedWords(text: string): ClauseWord[] {
  const words: ClauseWord[] = [];
  const state: Reading = { segment: 0, sentence: 0, start: 0, depth: 0, opened: 0, comma: false, purpose: false };
  const setApart = (aside: boolean): void => {
    for (const one of words.slice(state.start)) {
      one.segment = -1 - state.start;
      one.aside ||= aside;
    }
    state.start = words.length;
  };
  const tokens = text.normalize('NFKC').match(TOKEN) ?? [];
  for (let i = 0; i < tokens.length && words.length < MAX_WORDS; i++) {
    const token = tokens[i] as string;
    if (token === '\n') continue;
    if (/^[^\p{L}\p{N}_]$/u.test(token)) {
      if (token === ',' && state.depth === 0 && OPENERS.has(words[state.start]?.word ?? '')) setApart(false);
      punctuate(token, words, state);
      continue;
    }
    const plain = token.toLowerCase().replace(/['’]\p{L}+$/u, '');
    // "As a librarian I want to …": who wants it is not asked for; nor is what it is good for.
    if (plain === 'i' && words[state.start]?.word === 'as') setApart(true);
    if (plain === 'so' && tokens[i + 1] === 'that') state.purpose = true;
    if (state.purpose) continue;
    const { parts, taken } = joined(plain, tokens, i, words.at(-1)?.word ?? '');
    for (const part of parts) {
      const possessive = /['’]s?$/i.test(token);
      const aside = state.depth > 0;
      words.push({
        word: part,
        stem: stem(part),
        possessive,
        aside,
        segment: state.segment,
        sentence: state.sentence,
        comma: state.comma,
        verb: null,
      });
      state.comma = false;
    }
    i += taken;
  }
  return words;
}

interface Reading {
  segment: number;
  sentence: number;
  /** Where the segment starts. */
  start: number;
  /** Brackets open, and where the first of them was opened. */
  depth: number;
  opened: number;
  comma: boolean;
  purpose: boolean;
}

/** Brackets that stay open for longer are a mistake. */
const MAX_BRACKETED = 60;

function punctuate(token: string, words: readonly ClauseWord[], state: Reading): void {
  if (state.depth > 0 && words.length - state.opened > MAX_BRACKETED) state.depth = 0;
  if (token === '(' || token === '[') {
    if (state.depth === 0) state.opened = words.length;
    state.depth += 1;
  } else if (token === ')' || token === ']') state.depth = Math.max(0, state.depth - 1);
  else if (token === ',') state.comma = true;
  else if (state.depth === 0) {
    if (/^[.!?]$/.test(token)) {
      state.purpose = false;
      state.sentence += 1;
    }
    state.segment += 1;
    state.start = words.length;
  }
}

const PRONOUN_OBJECTS = new Set(['it', 'them', 'one', 'him', 'her', 'this', 'these']);

/** `sign in` and its kind are one word, `call it off` two; names in snake_case are several. `taken`: tokens used besides. */
function joined(
  plain: string,
  tokens: readonly string[],
  i: number,
  before: string,
): { parts: string[]; taken: number } {
  // "The signs in town": a plural, no verb.
  if (DETERMINERS.has(before) && plain.endsWith('s')) return { parts: [plain], taken: 0 };
  const next = (tokens[i + 1] ?? '').toLowerCase();
  const pair = PAIRS.get(`${plain} ${next}`);
  if (pair !== undefined) return { parts: [pair], taken: 1 };
  const apart = PRONOUN_OBJECTS.has(next) ? PAIRS.get(`${plain} ${(tokens[i + 2] ?? '').toLowerCase()}`) : undefined;
  if (apart !== undefined) return { parts: [apart, next], taken: 2 };
  return { parts: plain.split('_').filter((part) => part !== ''), taken: 0 };
}
