import type { Operation } from '../contract/contract-model.js';
import { stem } from './words.js';

type Effect = Operation['effect'];

/**
 * Verbs in requirements and what they ask of a thing; a kept or managed thing is created, read, changed and deleted.
 */
const CUES: readonly [readonly Effect[], string][] = [
  [
    ['create'],
    'create add make write enter post register submit upload book place open invite issue record sign insert order request comment',
  ],
  [['read', 'list'], 'read see show view get look display open'],
  [['list'], 'list find search filter browse sort page lookup'],
  [['update'], 'change edit update correct modify rename set move adjust maintain'],
  [['delete'], 'delete remove withdraw erase drop cancel strike clear'],
  [['create', 'read', 'list', 'update', 'delete'], 'keep manage maintain administer store have has hold'],
];

const BY_STEM: ReadonlyMap<string, ReadonlySet<Effect>> = cueMap();

function cueMap(): Map<string, Set<Effect>> {
  const map = new Map<string, Set<Effect>>();
  for (const [effects, verbs] of CUES) {
    for (const verb of verbs.split(' ')) {
      const known = map.get(stem(verb)) ?? new Set<Effect>();
      for (const effect of effects) known.add(effect);
      map.set(stem(verb), known);
    }
  }
  return map;
}

/** The effects that the verbs of a clause ask for; empty where it names none. */
export function effectsAsked(stems: Iterable<string>): Set<Effect> {
  const asked = new Set<Effect>();
  for (const word of stems) for (const effect of BY_STEM.get(word) ?? []) asked.add(effect);
  return asked;
}

/** True for a stem that only tells what is done, not to what. */
export function isCue(word: string): boolean {
  return BY_STEM.has(word);
}
