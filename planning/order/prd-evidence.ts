import { cutText } from '../cut-text.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import type { Observe } from './evidence.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { stem, textWords } from './words.js';

const MAX_SENTENCE = 600;
const ROOT =
  /\b(?:everything|all (?:data|records|things|objects|resources))\b[^.;]{0,40}?\b(?:belongs?|is owned|are owned|is scoped|are scoped)\b (?:to|by) (?:an? |one |exactly one |the |its )?([\p{L} -]{2,40})/iu;
const BELONGS =
  /^(.{1,200}?)\b(?:always |each |must )?(?:belongs? to|(?:is|are) (?:part|owned|made|entered|kept) (?:of|by|for|from|under)|requires? an existing|needs? an existing|without an?)\b(.{1,200})$/iu;
const HAS = /^(.{1,120}?)\b(?:has|have|holds?|contains?|consists? of|with)\b(.{1,300})$/iu;

/**
 * Evidence from sentences of the PRD: "a visit belongs to one pet" (.85), "an owner has pets" (.5, where the part has
 * no create operation of its own or points back is left to the contract's own evidence), and "everything belongs to a
 * store" (.6, for each resource that nothing else places).
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
      const because = `${requirement.id} says: "${excerpt(sentence)}"`;
      const root = ROOT.exec(sentence);
      if (root !== null) {
        observeRoot(finder(root[1] as string)[0], index, placed, observe, because);
        continue;
      }
      const belongs = BELONGS.exec(sentence);
      if (belongs !== null) {
        const child = finder(belongs[1] as string).at(0);
        const parent = finder(belongs[2] as string)[0];
        if (child !== undefined && parent !== undefined) {
          observe(parent, child, { family: 'prd-relation', weight: 0.85, hard: false, reason: because });
        }
        continue;
      }
      observeHas(sentence, finder, observe, because);
    }
  }
}

function observeHas(sentence: string, finder: MentionFinder, observe: Observe, because: string): void {
  for (const clause of sentence.split(/[,;:](?![^(]*\))/)) {
    const has = HAS.exec(clause);
    if (has === null) continue;
    const owner = finder(has[1] as string).at(-1);
    if (owner === undefined) continue;
    for (const part of finder(has[2] as string)) {
      if (part.creators.length > 0 && part.creators.every((creator) => !(creator.path ?? '').includes('{'))) continue;
      observe(owner, part, { family: 'prd-relation', weight: 0.5, hard: false, reason: because });
    }
  }
}

function observeRoot(
  root: ResourceFacts | undefined,
  index: OrderIndex,
  placed: ReadonlySet<string>,
  observe: Observe,
  reason: string,
): void {
  if (root === undefined) return;
  for (const resource of index.resources) {
    if (resource.value || resource.main === null || placed.has(resource.name)) continue;
    observe(root, resource, { family: 'prd-root', weight: 0.6, hard: false, reason });
  }
}

type MentionFinder = (text: string) => ResourceFacts[];

/** Finds the resources a text names, in the order of the text, the longest name first at each place. */
function makeMentionFinder(index: OrderIndex): MentionFinder {
  const names = new Map(
    index.resources.filter((one) => one.main !== null && !one.value).map((one) => [one.words.map(stem).join(' '), one]),
  );
  const longest = Math.max(1, ...index.resources.map((one) => one.words.length));
  return (text) => {
    const stems = textWords(text.slice(0, MAX_SENTENCE)).map(stem);
    const found: ResourceFacts[] = [];
    for (let at = 0; at < stems.length; at++) {
      for (let take = Math.min(longest, stems.length - at); take >= 1; take--) {
        const resource = names.get(stems.slice(at, at + take).join(' '));
        if (resource === undefined) continue;
        if (!found.includes(resource)) found.push(resource);
        at += take - 1;
        break;
      }
    }
    return found;
  };
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
