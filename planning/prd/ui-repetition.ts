import type { UiFeature } from './front-end-weights.js';
import type { UiEvidence } from './ui-evidence.js';

/** Features of which a word may be a homonym. */
const SUSPECT: ReadonlySet<UiFeature> = new Set<UiFeature>([
  'asks for an interface',
  'names an interface',
  'named by common words',
  'names hardware or toolkits',
  'handling of controls',
  'looks',
]);
/** So often a word stands in a text that is about it. */
const OFTEN = 3;
/** What part of all evidence it is then. */
const MOST = 0.5;

/**
 * Who wants an interface speaks of it in many words. Where one word makes up most of the evidence, time and again, the
 * text is about that thing, and it is hardly an interface: screens that are raked, tabs that are paid.
 */
export function withRepetitions(found: readonly UiEvidence[]): UiEvidence[] {
  const counts = new Map<string, number>();
  let all = 0;
  for (const one of found) {
    if (!SUSPECT.has(one.feature)) continue;
    all += 1;
    counts.set(wordOf(one), (counts.get(wordOf(one)) ?? 0) + 1);
  }
  return found.map((one) => {
    const count = counts.get(wordOf(one)) ?? 0;
    return SUSPECT.has(one.feature) && count >= OFTEN && count / all >= MOST ? { ...one, feature: 'repeated' } : one;
  });
}

/** The word of a concept, whatever row named it. */
function wordOf({ concept }: UiEvidence): string {
  return concept.split(' ')[1] ?? '';
}
