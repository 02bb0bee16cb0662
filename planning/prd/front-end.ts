import { round6 } from '../numbers.js';
import type { Block } from './blocks.js';
import { BIAS, FRONT_END_WEIGHTS } from './front-end-weights.js';
import type { UiFeature } from './front-end-weights.js';
import { readPlainWords } from './plain-words.js';
import type { FrontEndDecision } from './prd-analysis.js';
import { scopedSentences } from './scoped-sentences.js';
import { readEvidence } from './ui-evidence.js';
import type { UiEvidence } from './ui-evidence.js';
import { termsFor } from './ui-mentions.js';
import { withRepetitions } from './ui-repetition.js';
import { readTitle } from './ui-title.js';

/** Of several pieces of evidence of one feature each next one counts so much of the one before. */
const NEXT = 0.5;

/** Ways of speaking that turn up by chance the more often the longer a text is. */
const BY_CHANCE: ReadonlySet<UiFeature> = new Set<UiFeature>([
  'looks',
  'handling of controls',
  'named by common words',
  'sees',
]);
/** Characters of a text in which these count in full; in longer ones they count by how dense they stand. */
const LONG_TEXT = 3000;

/** What only tells what else there is: it says nothing where an interface is asked for outright. */
const CIRCUMSTANCES: ReadonlySet<UiFeature> = new Set<UiFeature>([
  'titled as a program',
  'programs as users',
  'another channel',
  'measured',
]);

/** Evidence with its share in the value of its feature. */
interface Share extends UiEvidence {
  share: number;
}

/**
 * Decides whether a plan has front-end tasks: a logistic regression over features of the text. Every way of speaking of
 * an interface, for or against, is a signal of a feature; what is later, left out, of others, in another medium or ruled
 * out is of a feature of its own. The weights of the signals and the bias add up to the logarithm of the odds. `always`
 * and `never` override.
 * `isShown` tells of a range of the text whether it is about what a user sees and handles.
 */
export function readFrontEnd(
  blocks: readonly Block[],
  option: 'auto' | 'always' | 'never',
): { decision: FrontEndDecision; isShown: (start: number, end: number) => boolean } {
  const shares = sharesOf(blocks);
  return { decision: decide(shares, option), isShown: shownIn(shares) };
}

function decide(shares: readonly Share[], option: 'auto' | 'always' | 'never'): FrontEndDecision {
  const signals = shares.map(({ feature, share, text, start, end }) => ({
    text,
    start,
    end,
    weight: round6(FRONT_END_WEIGHTS[feature] * share),
  }));
  if (option !== 'auto') return { included: option === 'always', decidedBy: 'option', signals };
  const odds = signals.reduce((sum, { weight }) => sum + weight, BIAS);
  return { included: odds >= 0, decidedBy: 'signals', signals };
}

/** Ways of speaking that make a clause one about what a user sees: one of the first, or two of the others. */
const INTERFACES: ReadonlySet<UiFeature> = new Set<UiFeature>([
  'asks for an interface',
  'names an interface',
  'names hardware or toolkits',
]);
const TRAITS: ReadonlySet<UiFeature> = new Set<UiFeature>(['looks', 'handling of controls', 'named by common words']);

function shownIn(shares: readonly Share[]): (start: number, end: number) => boolean {
  const found = shares.filter(({ feature }) => INTERFACES.has(feature) || TRAITS.has(feature));
  return (start, end) => {
    const within = spansWithin(found, start, end);
    return within.length > 1 || within.some(({ feature }) => INTERFACES.has(feature));
  };
}

/** The evidence that overlaps with a range; `found` is in the order of the text. */
function spansWithin(found: readonly Share[], start: number, end: number): Share[] {
  let low = 0;
  for (let high = found.length; low < high;) {
    const middle = (low + high) >>> 1;
    if ((found[middle] as Share).end <= start) low = middle + 1;
    else high = middle;
  }
  const within: Share[] = [];
  for (let at = low; at < found.length && (found[at] as Share).start < end; at += 1) within.push(found[at] as Share);
  return within;
}

/** Value of each feature of a text: what the weights are multiplied with. */
export function frontEndFeatures(blocks: readonly Block[]): Map<UiFeature, number> {
  const values = new Map<UiFeature, number>();
  for (const { feature, share } of sharesOf(blocks)) values.set(feature, (values.get(feature) ?? 0) + share);
  return values;
}

/**
 * The evidence of a text in its order. Of a feature the first concept counts 1, each next one half of the one before;
 * a concept counts once, so that a text about shirt buttons gains nothing by repeating them.
 */
function sharesOf(blocks: readonly Block[]): Share[] {
  const terms = termsFor(blocks.map(({ text }) => text).join('\n'));
  const scoped = scopedSentences(blocks);
  const read = [...readTitle(blocks[0]), ...scoped.flatMap((sentence) => readEvidence(sentence, terms))];
  const found = withRepetitions(withoutThingsOfOthers(read));
  const asked = found.some(({ feature }) => feature === 'asks for an interface');
  const density = Math.min(1, LONG_TEXT / blocks.reduce((sum, { text }) => sum + text.length, 1));
  const seen = new Set<string>();
  const next = new Map<UiFeature, number>();
  const shares = found.sort(byPlace).map((one): Share => {
    const key = `${one.feature}\n${one.concept}`;
    if (seen.has(key) || (asked && CIRCUMSTANCES.has(one.feature))) return { ...one, share: 0 };
    seen.add(key);
    const share = next.get(one.feature) ?? 1;
    next.set(one.feature, share * NEXT);
    return { ...one, share: BY_CHANCE.has(one.feature) ? share * density : share };
  });
  return [...shares, ...(asked ? [] : readPlainWords(scoped))].sort(byPlace);
}

function byPlace(a: UiEvidence, b: UiEvidence): number {
  return a.start - b.start || a.end - b.end;
}

/** Things that a text says once are of others, and never that they are made here, are so throughout. */
function withoutThingsOfOthers(found: readonly UiEvidence[]): UiEvidence[] {
  const things = found.filter(({ thing }) => thing !== '');
  const made = new Set(things.filter((one) => one.made && !one.away).map(({ thing }) => thing));
  const away = new Set(things.filter((one) => one.away && !made.has(one.thing)).map(({ thing }) => thing));
  return found.map((one) => (away.has(one.thing) && !one.made ? { ...one, feature: 'of others' } : one));
}
