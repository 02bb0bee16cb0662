import { UI_BEHAVIOUR } from './ui-behaviour.js';
import { kindsOfOtherTrades } from './ui-company.js';
import { isThing, UI_KINDS } from './ui-terms.js';
import type { UiKind, UiTerm } from './ui-terms.js';
import { UI_TERMS_IN_OTHER_LANGUAGES } from './ui-terms-in-other-languages.js';
import { UI_THINGS } from './ui-things.js';

/** A place in a sentence that speaks of a user interface. */
export interface UiMention {
  kind: UiKind;
  index: number;
  text: string;
  /** Mentions of one concept say no more than one of them. */
  concept: string;
  /** The part of the sentence it stands in: between semicolons, dashes, brackets and contrasts. */
  part: string;
  /** It stands in the company of words that give it another meaning. */
  homonym: boolean;
}

/** What a pattern found; `row` is that of its term. */
type Hit = Pick<UiMention, 'kind' | 'index' | 'text' | 'homonym'> & { row: number };

/** A short remark in brackets, as in `the app (exists)`, belongs to what stands before it. */
const PART_END = /;|\((?=[^()]{30})|\s[–—-]\s|->|→|,? (?:but|while|whereas|though) |, (?:and )?so |\. /g;
/** A part is looked at this far to either side of a mention. */
const REACH = 200;
/** Letters by which two forms of a word are taken for one. */
const STEM = 5;

/** A language is spoken where one word in so many is one of its small words. */
const SMALL_WORD_IN = 8;
const WORD = /\p{L}+/gu;

/** The terms for a text: English names things in every text, other languages where they are spoken. */
export function termsFor(text: string): readonly UiTerm[] {
  const words = countOf(WORD, text);
  const spoken = UI_TERMS_IN_OTHER_LANGUAGES.filter(({ small }) => countOf(small, text) * SMALL_WORD_IN > words);
  return [...UI_THINGS, ...UI_BEHAVIOUR, ...spoken.flatMap(({ terms }) => terms)];
}

function countOf(pattern: RegExp, text: string): number {
  return Array.from(text.matchAll(pattern)).length;
}

/** Of a sentence with more mentions the first are told: no more of it counts anyway. */
const MOST_MENTIONS = 64;

/**
 * Finds the mentions in a sentence, in the order of the text; of overlapping ones the one that says more. `company` is the text
 * around it.
 */
export function findMentions(sentence: string, company: string, terms: readonly UiTerm[]): UiMention[] {
  const elsewhere = kindsOfOtherTrades(company);
  const found = terms.flatMap(({ kind, pattern, unless }, row) => {
    const matches = [...sentence.matchAll(pattern)];
    if (matches.length === 0) return [];
    const homonym = elsewhere.has(kind) || unless?.test(company) === true;
    return matches
      .filter((match) => kind === 'toolkit' || kind === 'platform' || !isInAddress(sentence, match))
      .map(({ index, 0: text }): Hit => ({ kind, row, index, text, homonym }));
  });
  return withoutOverlaps(found)
    .slice(0, MOST_MENTIONS)
    .map((hit) => ({ ...hit, concept: conceptOf(hit), part: partAround(sentence, hit) }));
}

/** In a path or an address words name no thing: `miro.com/app/board`. */
function isInAddress(sentence: string, { index, 0: text }: RegExpExecArray): boolean {
  const end = index + text.length;
  return /[/._`]/.test(sentence.charAt(index - 1)) || /^(?:[/_`]|\.\w)/.test(sentence.slice(end, end + 2));
}

/** What may stand behind the name of a thing in a mention: "a screen where", "tablets at each". */
const TAIL =
  /(?: (?:at|in|on|by|to|for|of|with|beside|next|behind|that|which|where|who|the|a|an|each|every|her|his|their|shows?|lists?|asks?|side|only|landscape|portrait))+$/;

/** The last word decides: "front buttons" and "cuff buttons" are one; things are so whatever row names them. */
function conceptOf({ kind, row, text }: Hit): string {
  const name = text.toLowerCase().replace(TAIL, '');
  const word = (name.split(/[\s-]+/).at(-1) ?? '').replace(/s$/, '');
  return `${isThing(kind) ? 'thing' : row} ${word.slice(0, STEM)}`;
}

/** One sweep over mentions in the order of the text: of two that overlap the one that says more stays. */
function withoutOverlaps(found: Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const mention of found.sort((a, b) => a.index - b.index || b.text.length - a.text.length)) {
    const last = kept.at(-1);
    if (last === undefined || last.index + last.text.length <= mention.index) kept.push(mention);
    else if (saysMore(mention, last)) kept[kept.length - 1] = mention;
  }
  return kept;
}

function saysMore(one: Hit, other: Hit): boolean {
  if (one.homonym !== other.homonym) return other.homonym;
  return UI_KINDS.indexOf(one.kind) < UI_KINDS.indexOf(other.kind);
}

function partAround(sentence: string, { index, text }: Hit): string {
  const end = index + text.length;
  const head = sentence.slice(Math.max(0, index - REACH), index);
  const from = [...head.matchAll(PART_END)].at(-1)?.index ?? 0;
  const tail = sentence.slice(end, end + REACH);
  const to = tail.search(PART_END);
  return head.slice(from) + text + (to < 0 ? tail : tail.slice(0, to));
}
