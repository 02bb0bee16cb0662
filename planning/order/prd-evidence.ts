import { cutText } from '../cut-text.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import type { Observe } from './evidence.js';
import { makeMentionFinder } from './mention-finder.js';
import type { MentionFinder } from './mention-finder.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { parentOf } from './path-evidence.js';
import {
  CASCADES,
  CHILD_THEN_PARENT,
  COUNTED,
  DENIED,
  GIVEN,
  HAS,
  INSIDE,
  NOT_WITHOUT,
  PER,
  ROOT,
} from './prd-patterns.js';
import { pointsBack } from './reference-evidence.js';
import { CLASSIFYING_SUFFIXES, stem } from './words.js';

const MAX_SENTENCE = 600;
/** "X has Ys" and lists after headings: right about as often as the contract's own weak signs. */
const HAS_WEIGHT = 0.5;

type Tell = (before: ResourceFacts | undefined, after: ResourceFacts | undefined, weight: number) => void;

/**
 * Evidence from sentences of the PRD (patterns in prd-patterns.ts): "a visit belongs to one pet" (.85), "deleting an owner
 * deletes its pets" (.85), "an owner has pets" (.5, unless pets are made on their own and do not point back), and
 * "everything belongs to a store" (.6, for each resource that nothing in `placed` places).
 */
export function observePrd(
  index: OrderIndex,
  analysis: PrdAnalysis,
  placed: ReadonlySet<string>,
  observe: Observe,
): void {
  const finder = makeMentionFinder(index);
  for (const requirement of analysis.requirements) {
    for (const sentence of sentencesOf(requirement.text)) {
      const reason = `${requirement.id} says: "${excerpt(sentence)}"`;
      const tell: Tell = (before, after, weight) => {
        if (before === undefined || after === undefined) return;
        observe(before, after, { family: 'prd-relation', weight, hard: false, reason });
      };
      const root = ROOT.exec(sentence);
      const named = root === null ? undefined : finder.all((root[1] ?? root[2]) as string)[0];
      if (named !== undefined) observeRoot(named, index, placed, observe, reason);
      else if (!observeFollower(sentence, finder, tell)) observeWhole(sentence, finder, index, tell);
    }
  }
}

/** Sentences that say what comes after what in so many words. False where none does. */
function observeFollower(sentence: string, finder: MentionFinder, tell: Tell): boolean {
  for (const cascade of CASCADES) {
    const found = cascade.exec(sentence);
    if (found === null) continue;
    const whole = finder.all(found[1] as string)[0];
    for (const part of finder.all(found[2] as string)) tell(whole, part, 0.85);
    return true;
  }
  const without = NOT_WITHOUT.exec(sentence);
  if (without !== null) {
    const before = `${sentence.slice(0, without.index)} ${without[1] as string}`;
    tell(finder.all(without[2] as string)[0], finder.all(before).at(-1), 0.85);
    return true;
  }
  for (const { cue, weight } of CHILD_THEN_PARENT) {
    const found = cue.exec(sentence);
    if (found === null) continue;
    const before = sentence.slice(0, found.index);
    if (DENIED.test(before)) return true;
    tell(finder.all(sentence.slice(found.index + found[0].length))[0], finder.all(before)[0], weight);
    return true;
  }
  return false;
}

/** Sentences that name a whole and parts: "… per …", "inside a pool, queues …", "has", "with", and lists after a heading. */
function observeWhole(sentence: string, finder: MentionFinder, index: OrderIndex, tell: Tell): void {
  const inside = INSIDE.exec(sentence);
  if (inside !== null) {
    const part = finder.all(sentence.slice(inside[0].length))[0];
    if (part !== undefined) {
      tell(finder.all(inside[1] as string)[0], part, 0.6);
      return;
    }
  }
  const colon = /^[^.,;:]{2,40}:\s/u.exec(sentence);
  const heading = colon === null ? undefined : finder.all(colon[0])[0];
  for (const clause of sentence.slice(colon?.[0].length ?? 0).split(/[,;:](?![^(]*\))/)) {
    const per = PER.exec(clause);
    if (per !== null && !COUNTED.test(clause)) {
      const child = finder.all(clause.slice(0, per.index)).at(-1);
      for (const parent of finder.all(clause.slice(per.index)).slice(0, 2)) tell(parent, child, 0.85);
      continue;
    }
    const cue = HAS.exec(clause);
    const has = cue !== null && GIVEN.test(clause.slice(cue.index)) ? null : cue;
    const owner = has === null ? undefined : finder.all(clause.slice(0, has.index)).at(-1);
    const rest = has === null ? clause : clause.slice(has.index + has[0].length);
    const whole = owner ?? heading;
    if (whole === undefined) continue;
    for (const part of finder.all(rest, whole)) if (isPart(part, whole, index)) tell(whole, part, HAS_WEIGHT);
    if (owner !== undefined && heading !== undefined && isPart(owner, heading, index)) tell(heading, owner, HAS_WEIGHT);
  }
}

/** A thing is nobody's part that is made on its own or below something else, unless it points back; nor is what classifies. */
function isPart(part: ResourceFacts, whole: ResourceFacts, index: OrderIndex): boolean {
  const last = stem(part.words.at(-1) ?? '');
  if (CLASSIFYING_SUFFIXES.has(last) || last === stem('method')) return false;
  if (part.creators.length === 0 || pointsBack(part, whole, index)) return true;
  return part.creators.some((creator) => parentOf(creator, index) === whole);
}

function observeRoot(
  root: ResourceFacts,
  index: OrderIndex,
  placed: ReadonlySet<string>,
  observe: Observe,
  reason: string,
): void {
  for (const resource of index.resources) {
    if (resource.value || resource.main === null || placed.has(resource.name)) continue;
    observe(root, resource, { family: 'prd-root', weight: 0.6, hard: false, reason });
  }
}

/** Sentences and half-sentences of a clause. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.;!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => cutText(sentence, MAX_SENTENCE));
}

function excerpt(sentence: string): string {
  return sentence.length <= 100 ? sentence : `${cutText(sentence, 97)}...`;
}
