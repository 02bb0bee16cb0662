import { round6 } from '../numbers.js';
import type { Block } from './blocks.js';
import { BIAS, FRONT_END_WEIGHTS } from './front-end-weights.js';
import type { UiFeature } from './front-end-weights.js';
import type { FrontEndDecision } from './prd-analysis.js';
import { scopedSentences } from './scoped-sentences.js';
import { readEvidence } from './ui-evidence.js';
import type { UiEvidence } from './ui-evidence.js';
import { termsFor } from './ui-mentions.js';

/** Of several pieces of evidence of one feature each next one counts so much of the one before. */
const NEXT = 0.5;

/** Evidence with its share in the value of its feature. */
interface Share extends UiEvidence {
  share: number;
}

/**
 * Decides whether a plan has front-end tasks: a logistic regression over features of the text. Every way of speaking of
 * an interface, for or against, is a signal of a feature; what is later, left out, told aside, of others, in another
 * medium or ruled out is of a feature of its own. The weights of the signals and the bias add up to the logarithm of
 * the odds. `always` and `never` override.
 */
export function decideFrontEnd(blocks: readonly Block[], option: 'auto' | 'always' | 'never'): FrontEndDecision {
  const shares = sharesOf(blocks);
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

/** Value of each feature of a text: what the weights are multiplied with. */
export function featuresOf(blocks: readonly Block[]): Map<UiFeature, number> {
  const values = new Map<UiFeature, number>();
  for (const { feature, share } of sharesOf(blocks)) values.set(feature, (values.get(feature) ?? 0) + share);
  return values;
}

/**
 * The evidence of a text in its order. Of a feature the first concept counts 1, each other one half of the one before;
 * a concept counts once, so that a text about shirt buttons gains nothing by repeating them.
 */
function sharesOf(blocks: readonly Block[]): Share[] {
  const terms = termsFor(blocks.map(({ text }) => text).join('\n'));
  const found = withRepetitions(
    withoutThingsOfOthers([
      ...readTitle(blocks[0]),
      ...scopedSentences(blocks).flatMap((scoped) => readEvidence(scoped, terms)),
    ]),
  );
  const sentences = scopedSentences(blocks).length;
  const seen = new Set<string>();
  const next = new Map<UiFeature, number>();
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((one) => {
      const key = `${one.feature}\n${one.concept}`;
      if (seen.has(key)) return { ...one, share: 0 };
      seen.add(key);
      if (one.feature.startsWith('talk')) return { ...one, share: 1 / sentences };
      const share = next.get(one.feature) ?? 1;
      next.set(one.feature, share * NEXT);
      return { ...one, share };
    });
}

/**
 * Things that a text says once are of others, and never that they are made here, are so throughout.
 */
function withoutThingsOfOthers(found: readonly UiEvidence[]): UiEvidence[] {
  const things = found.filter(({ thing }) => thing !== '');
  const made = new Set(things.filter((one) => one.made && !one.away).map(({ thing }) => thing));
  const away = new Set(things.filter((one) => one.away && !made.has(one.thing)).map(({ thing }) => thing));
  return found.map((one) => (away.has(one.thing) && !one.made ? { ...one, feature: 'of others' } : one));
}

/** Titles are short. */
const TITLE = 120;
const PROGRAM =
  /(?<!\p{L})(?:services?|engine|API|(?:match|file|mail|data|game|MCP|language) server|back[- ]?end|gateway|connector|adapter|facade|pipeline|mart|feed|library|SDK|module|robot|daemon|firmware|compiler|rules|closing down|moving|migration|transfer|import|export|integration|settlement|matching|(?:cross)?match|detection|prediction|forecast|segmentation|inspection|calculation|pricing|routing|ingest(?:ion)?|logistics|control|picking|bootstrapper|\p{L}{2,20}(?:ifier|iser|izer|ector|imator|ulator|iler|ecker|acker|atcher|arser|verter|porter))(?!\p{L})/iu;

function readTitle(title: Block | undefined): UiEvidence[] {
  const match = PROGRAM.exec(title?.text.slice(0, TITLE) ?? '');
  if (match === null || title === undefined || title.kind === 'item') return [];
  const start = title.start + match.index;
  return [
    {
      feature: 'titled as a program',
      concept: '',
      text: match[0],
      start,
      end: start + match[0].length,
      thing: '',
      away: false,
      made: false,
    },
  ];
}

const SUSPECT = new Set<UiFeature>([
  'names an interface',
  'named by common words',
  'names hardware or toolkits',
  'handling of controls',
  'looks',
]);
const MOST = 0.5;

function withRepetitions(found: readonly UiEvidence[]): UiEvidence[] {
  const counts = new Map<string, number>();
  let all = 0;
  const word = (one: UiEvidence): string => one.concept.split(' ')[1] ?? '';
  for (const one of found) {
    if (!SUSPECT.has(one.feature) && one.feature !== 'another meaning') continue;
    all += 1;
    counts.set(word(one), (counts.get(word(one)) ?? 0) + 1);
  }
  return found.map((one) => {
    const count = counts.get(word(one)) ?? 0;
    return SUSPECT.has(one.feature) && count >= 3 && count / all >= MOST ? { ...one, feature: 'repeated' } : one;
  });
}
export const evidenceOfText = sharesOf;
