import { round6 } from '../numbers.js';
import type { Span } from './blocks.js';
import { MACHINE_SIGNS } from './machine-signs.js';
import type { UiSignal } from './prd-analysis.js';
import type { ScopedSentence } from './scoped-sentences.js';
import { findMentions } from './ui-mentions.js';
import type { UiMention } from './ui-mentions.js';
import { isRuledOut, NO_UI } from './ui-negation.js';
import { isAboutOtherMedium, leavesAllToOthers, partScope, speaksOfMaking } from './ui-scope.js';
import type { UiTerm } from './ui-terms.js';

/** What a thing that is ruled out counts against: other things may still be wanted. */
const RULED_OUT = -0.3;
/** What it counts against that all interfaces are left to others. */
const ALL_TO_OTHERS = -1.5;
/** What one sign counts that programs are the users. */
const MACHINE_SIGN = -0.15;
/** What it counts for that the back end is there or ruled out: then the work is in front of it. */
const ONLY_IN_FRONT = 0.6;
const BACK_END_IS_THERE =
  /(?<!\p{L})(?:(?:APIs?|back[- ]?ends?|servers?|(?:calculation|model|REST) services?)(?:, which)? (?:is|are) (?:already )?(?:live|there|done|finished|in place|stable|unchanged|not touched)|same back[- ]?end|no (?:API|back[- ]?end|server) changes?|no (?:change to|changes in) the (?:\p{L}{1,24} )?(?:API|service|back[- ]?end|server)|no (?:back[- ]?end|server|API)(?: of our own| side| work| needed|[.,;])|out of scope: (?:[\p{L} ,]{0,60})(?:API|server|back[- ]?end))(?!\p{L})/iu;

/** Anything to read at all: a sentence costs a hundred expressions. */
const HAS_WORD = /\p{L}{2}/u;

/** A signal, and what decides how it adds up with others. */
export interface UiEvidence {
  signal: UiSignal;
  /** Signals of one concept say no more than the strongest of them. */
  concept: string;
  /** Programs as users: signs of that are capped together. */
  machine: boolean;
  /** What thing it names, by its last word; empty for what is no thing. */
  thing: string;
  /** The thing is said to be of others. */
  away: boolean;
  /** The thing is said to be made here. */
  made: boolean;
}

/** What one sentence says for and against an interface that is built now. */
export function readEvidence(scoped: ScopedSentence, terms: readonly UiTerm[]): UiEvidence[] {
  const { sentence, scope, company } = scoped;
  if (!HAS_WORD.test(sentence.text)) return [];
  const mentions = findMentions(sentence.text, company, terms);
  const tangible = mentions.some(isThing);
  const found = mentions.map((mention) => evidenceOf(mention, scoped, tangible));
  const offered = BACK_END_IS_THERE.exec(sentence.text);
  if (offered !== null) found.push(statement(sentence, offered, ONLY_IN_FRONT, 'only in front'));
  if (scope !== 'now') return found;
  MACHINE_SIGNS.forEach((pattern, at) => {
    const match = pattern.exec(sentence.text);
    if (match !== null) found.push({ ...statement(sentence, match, MACHINE_SIGN, `machine ${at}`), machine: true });
  });
  NO_UI.forEach(([weight, pattern], at) => {
    const match = pattern.exec(sentence.text);
    if (match !== null) found.push(statement(sentence, match, -weight, `no interface ${at}`));
  });
  if (leavesAllToOthers(sentence.text)) {
    found.push(statement(sentence, { index: 0, 0: sentence.text }, ALL_TO_OTHERS, 'all to others'));
  }
  return found;
}

function evidenceOf(mention: UiMention, { sentence, scope }: ScopedSentence, tangible: boolean): UiEvidence {
  const { kind, index, text, part, concept } = mention;
  const inOtherMedium = !tangible && isAboutOtherMedium(sentence.text, index);
  const weight = inOtherMedium || scope !== 'now' ? 0 : weigh(mention, sentence.text);
  const thing = isThing(mention) && kind !== 'tool' ? concept : '';
  return {
    signal: makeSignal(sentence, index, text, weight),
    concept,
    machine: false,
    thing,
    away: scope === 'others' || (scope === 'now' && partScope(part, kind) === 'others'),
    made: speaksOfMaking(part),
  };
}

function isThing({ kind }: UiMention): boolean {
  return kind === 'product' || kind === 'device' || kind === 'tool';
}

function weigh({ kind, weight, index, text, part }: UiMention, sentence: string): number {
  if (isRuledOut(sentence, index, text.length)) return kind === 'product' ? RULED_OUT : kind === 'look' ? weight : 0;
  return partScope(part, kind) === 'now' ? weight : 0;
}

function statement(sentence: Span, match: { index: number; 0: string }, weight: number, concept: string): UiEvidence {
  const signal = makeSignal(sentence, match.index, match[0], weight);
  return { signal, concept, machine: false, thing: '', away: false, made: false };
}

function makeSignal(sentence: Span, index: number, text: string, weight: number): UiSignal {
  const start = sentence.start + index;
  return { text, start, end: start + text.length, weight: round6(weight) };
}
