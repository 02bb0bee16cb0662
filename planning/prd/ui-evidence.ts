import type { Span } from './blocks.js';
import type { UiFeature } from './front-end-weights.js';
import { MACHINE_SIGNS } from './machine-signs.js';
import type { ScopedSentence } from './scoped-sentences.js';
import { findMentions } from './ui-mentions.js';
import type { UiMention } from './ui-mentions.js';
import { isRuledOut } from './ui-negation.js';
import { isAboutOtherMedium, partScope, speaksOfMaking } from './ui-scope.js';
import type { UiScope } from './ui-scope.js';
import { UI_STATEMENTS } from './ui-statements.js';
import { isThing } from './ui-terms.js';
import type { UiKind, UiTerm } from './ui-terms.js';

/** What a mention counts as that is meant, wanted and ours. */
const FEATURES: Readonly<Record<UiKind, UiFeature>> = {
  interface: 'names an interface',
  toolkit: 'names hardware or toolkits',
  device: 'names hardware or toolkits',
  surface: 'named by common words',
  platform: 'named by common words',
  hardware: 'named by common words',
  gesture: 'handling of controls',
  control: 'handling of controls',
  look: 'looks',
  hint: 'looks',
  sees: 'sees',
};

/** Anything to read at all: a sentence costs a hundred expressions. */
const HAS_WORD = /\p{L}{2}/u;

/** A place in a text that speaks for or against an interface that is built now, by what it does so. */
export interface UiEvidence extends Span {
  feature: UiFeature;
  /** Evidence of one concept says no more than one of it. */
  concept: string;
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
  const tangible = mentions.some(({ kind, homonym }) => isThing(kind) && !homonym);
  const found = mentions.map((mention) => evidenceOf(mention, scoped, tangible));
  if (scope !== 'now') return found;
  MACHINE_SIGNS.forEach((pattern, at) => {
    const match = pattern.exec(sentence.text);
    if (match !== null) found.push(statement(sentence, match, 'programs as users', `machine ${at}`));
  });
  UI_STATEMENTS.forEach(([feature, pattern], at) => {
    const match = pattern.exec(sentence.text);
    if (match !== null) found.push(statement(sentence, match, feature, `statement ${at}`));
  });
  return found;
}

function evidenceOf(mention: UiMention, { sentence, scope }: ScopedSentence, tangible: boolean): UiEvidence {
  const { kind, index, text, part, concept } = mention;
  const standing = scope === 'now' ? partScope(part, kind) : scope;
  const start = sentence.start + index;
  return {
    feature: featureOf(mention, sentence.text, standing, tangible),
    concept,
    text,
    start,
    end: start + text.length,
    thing: isThing(kind) && kind !== 'toolkit' && kind !== 'platform' ? concept : '',
    away: standing === 'others',
    made: speaksOfMaking(part),
  };
}

/** A mention counts by its kind, unless it is not meant, not wanted or not ours: then by that. */
function featureOf(mention: UiMention, sentence: string, standing: UiScope, tangible: boolean): UiFeature {
  const { kind, index, text, part, homonym } = mention;
  if (homonym) return 'another meaning';
  if (isRuledOut(sentence, index, text.length) && kind !== 'look' && kind !== 'hint') return 'not now';
  if (standing !== 'now') return standing === 'others' ? 'of others' : 'not now';
  if (!tangible && isAboutOtherMedium(sentence, index)) return 'not now';
  return kind === 'interface' && speaksOfMaking(part) ? 'asks for an interface' : FEATURES[kind];
}

function statement(sentence: Span, match: RegExpExecArray, feature: UiFeature, concept: string): UiEvidence {
  const start = sentence.start + match.index;
  return { feature, concept, text: match[0], start, end: start + match[0].length, thing: '', away: false, made: false };
}
