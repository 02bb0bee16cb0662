import { round6 } from '../numbers.js';
import type { Block, Span } from './blocks.js';
import type { FrontEndDecision, UiSignal } from './prd-analysis.js';
import { splitSentences } from './sentences.js';
import { UI_TERMS } from './ui-terms.js';
import type { UiTerm } from './ui-terms.js';

/** Sum of weights from which a front end is planned. */
const THRESHOLD = 1;
/** A sentence adds at most this much, so that one crowded sentence does not outweigh the rest. */
const SENTENCE_CAP = 1.5;

/** The section or sentence is not about what is built now. */
const EXCLUDED =
  /\b(?:out of scope|not in scope|out-of-scope|non-goals?|won['’]t|not (?:part of|planned)|excluded|nicht (?:im umfang|vorgesehen|geplant)|hors périmètre|fuera de alcance)\b/i;
const LATER =
  /\b(?:phase (?:[2-9]|two|three|ii+)|later(?: on| phase| release)?|(?:next|future|second|coming|following) (?:phase|release|version|step|year|quarter|stage|project|order)|in the future|version 2|v2|will add|eventually|some ?day|may follow|to follow|follow-up project|not yet|après|später|más adelante)\b/i;
/** Someone else's interface, or one that is there and stays. */
const ELSEWHERE =
  /\b(?:already|exist(?:s|ing)?|existing|their own|its own|brings? (?:its|their) own|of (?:the )?(?:customers?|partners?|vendors?|suppliers?|OEMs?)|(?:OEM|vendor|partner|customer|supplier|provider)s?['’]s? own|(?:other|another|separate) (?:team|project|vendor|supplier|repository)|(?:app|mobile|web|front[- ]?end|UI|client) (?:app )?team|third[- ]part(?:y|ies)|keeps? (?:on )?(?:using|working|their|its|his|her)|go(?:es)? on (?:working|using|writing)|calls? (?:this|our|the) API|consumes? (?:this|our|the) API|stays? (?:as|with|un)|unchanged|is done|are done|elsewhere|Grafana|Kibana|Power BI|Tableau|Metabase|vorhandenen?|bestehenden?|gardent|propres|existants?)\b/i;
/** Says outright that there is to be none, or that the product is of another kind. */
const NO_UI: readonly [RegExp, number][] = [
  [/\bheadless\b/i, 1],
  [/\b(?:API|back[- ]?end|service|CLI|server)[- ]only\b/i, 2],
  [/\b(?:just|only|purely) (?:the |an? )?(?:\p{L}+ ){0,3}(?:API|back[- ]?end|service|library|batch)\b/iu, 1.5],
  [/\b(?:command[- ]line (?:tool|program|utility|client)|CLI tool|a CLI)\b/i, 1.5],
  [/\b(?:is|are) not our business\b/i, 1],
  [/\b(?:the )?(?:service|back[- ]?end|API) behind (?:them|it|the)\b/i, 1.5],
  [/\bmachine[- ]to[- ]machine\b/i, 1],
  [/\bno (?:\p{L}+ ){0,2}(?:humans?|people|users?) (?:ever )?(?:sees?|interacts?|operates?)\b/iu, 1],
];
/** Anything to read at all: a sentence costs a hundred expressions. */
const HAS_WORD = /\p{L}{2}/u;
/** Words before a term, in the same part of a sentence, that rule it out. */
const NEGATION =
  /\b(?:no|not|without|never|none of|neither|nor|don['’]t|doesn['’]t|isn['’]t|kein(?:e|en|er)?|nicht|ohne|aucune?|pas d[e']|sans|sin|ning[úu]n[ao]?)\b/i;
const NEGATION_AFTER = /\b(?:is|are|ist|sind) (?:not|nicht|neither)\b|\bn['’]est (?:à|pas)\b/i;

/**
 * Decides whether a plan has front-end tasks. Signals are found by sentence; what is negated counts against, what
 * belongs to others, to later or to "out of scope" counts nothing and is recorded all the same. `always` and `never`
 * override.
 */
export function decideFrontEnd(blocks: readonly Block[], option: 'auto' | 'always' | 'never'): FrontEndDecision {
  const signals: UiSignal[] = [];
  let score = 0;
  let excludedLead = false;
  for (const block of blocks) {
    excludedLead =
      block.kind === 'item' ? excludedLead : EXCLUDED.test(block.text) && block.text.trimEnd().endsWith(':');
    const aside = EXCLUDED.test(block.section) || LATER.test(block.section) || excludedLead;
    for (const sentence of splitSentences(block)) {
      const found = readSentence(sentence, aside);
      signals.push(...found);
      const sum = found.reduce((total, signal) => total + signal.weight, 0);
      score += Math.max(-SENTENCE_CAP, Math.min(SENTENCE_CAP, sum));
    }
  }
  signals.sort((a, b) => a.start - b.start || a.end - b.end);
  if (option !== 'auto') return { included: option === 'always', decidedBy: 'option', signals };
  return { included: score >= THRESHOLD - 1e-9, decidedBy: 'signals', signals };
}

/** The signals of one sentence, of overlapping ones the strongest. */
function readSentence(sentence: Span, aside: boolean): UiSignal[] {
  if (!HAS_WORD.test(sentence.text)) return [];
  const later = aside || LATER.test(sentence.text) || EXCLUDED.test(sentence.text);
  const elsewhere = ELSEWHERE.test(sentence.text);
  const found: UiSignal[] = [];
  for (const term of UI_TERMS) {
    for (const match of sentence.text.matchAll(term.pattern)) {
      const weight = weigh(term, sentence.text, match.index, match[0].length, later, elsewhere);
      found.push(makeSignal(sentence, match.index, match[0], weight));
    }
  }
  const signals = withoutOverlaps(found);
  if (aside) return signals;
  for (const [pattern, weight] of NO_UI) {
    const match = pattern.exec(sentence.text);
    if (match !== null) signals.push(makeSignal(sentence, match.index, match[0], -weight));
  }
  return signals;
}

/** One sweep over signals in the order of the text: of two that overlap the heavier stays. */
function withoutOverlaps(found: UiSignal[]): UiSignal[] {
  const kept: UiSignal[] = [];
  for (const signal of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= signal.start) kept.push(signal);
    else if (Math.abs(signal.weight) > Math.abs(last.weight)) kept[kept.length - 1] = signal;
  }
  return kept;
}

function makeSignal(sentence: Span, index: number, text: string, weight: number): UiSignal {
  const start = sentence.start + index;
  return { text, start, end: start + text.length, weight: round6(weight) };
}

/** Negated things count against (half as much as they would count for), others' and later ones nothing. */
function weigh(term: UiTerm, text: string, index: number, length: number, later: boolean, elsewhere: boolean): number {
  const before = partBefore(text, index);
  if (NEGATION.test(before) || NEGATION_AFTER.test(partAfter(text, index + length)))
    return later ? 0 : -term.weight / 2;
  return later || elsewhere ? 0 : term.weight;
}

/** A negation is looked for at most this many characters from a term. */
const REACH = 80;
const PART_END = /[.;:!?–—()]|, but\b|\bbut\b/g;

/** What stands before a term in its part of the sentence. */
function partBefore(text: string, index: number): string {
  const head = text.slice(Math.max(0, index - REACH), index);
  let from = 0;
  for (const match of head.matchAll(PART_END)) from = match.index + match[0].length;
  return head.slice(from);
}

function partAfter(text: string, index: number): string {
  const tail = text.slice(index, index + REACH);
  const end = tail.search(/[.;:!?–—()]|, but\b/);
  return end < 0 ? tail : tail.slice(0, end);
}
