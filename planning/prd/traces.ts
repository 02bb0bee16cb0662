import { compareStrings } from '../compare.js';
import type { ContractModel } from '../contract/contract-model.js';
import { round6 } from '../numbers.js';
import { makeBags } from './element-bags.js';
import type { Bag } from './element-bags.js';
import type { Requirement, RequirementTrace } from './prd-analysis.js';
import { effectsAsked, isCue } from './verb-cues.js';
import { stemsOf } from './words.js';

interface Match {
  ref: string;
  score: number;
  words: string[];
}

/** A clause as words: where each stands first, and what its verbs ask for. */
interface Clause {
  /** Names it writes as code: in backticks, or in camelCase. */
  names: Set<string>;
  first: Map<string, number>;
  length: number;
  asked: ReturnType<typeof effectsAsked>;
}

/**
 * Least score at which an element counts as serving a clause; chosen, like the factors below, on the labelled cases as
 * a whole.
 */
const SERVES = 0.5;
/** Score of an element that the clause names as code: above any other. */
const NAMED_OUTRIGHT = 2;
/** An element also belongs to clauses that fit it nearly as well as the best one. */
const NEAR_BEST = 0.9;
/** A clause whose verbs ask for what the operation does fits better; one that asks only for other things fits worse. */
const VERB_BONUS = 1.3;
const VERB_MALUS = 0.75;
/** What surrounds an element (properties, descriptions) can add this much. */
const CONTEXT = 0.6;
/** A thing named late in a clause counts this much less than one named first. */
const LATE = 0.25;
/** No more elements than this are named per clause. */
const MAX_ELEMENTS = 200;

/**
 * Traces each requirement to the operations and entities that serve it. The score of an element for a clause is the
 * part of its name (idf-weighted stems of path nouns, id, summary) that the clause names, times a factor for how early,
 * times one for whether the clause's verbs ask for the operation's effect, plus what the clause shares with its
 * surroundings. An element goes to its best clause and to those nearly as good; `served` is false where no element
 * reaches the least score.
 */
export function traceRequirements(requirements: readonly Requirement[], model: ContractModel): RequirementTrace[] {
  const bags = makeBags(model);
  const idf = inverseFrequencies(bags);
  const postings = invert(bags);
  const clauses = requirements.map((requirement) => matchClause(readClause(requirement.text), bags, postings, idf));
  const best = new Map<string, number>();
  for (const matches of clauses) {
    for (const match of matches) best.set(match.ref, Math.max(best.get(match.ref) ?? 0, match.score));
  }
  return requirements.map((requirement, i): RequirementTrace => {
    const kept = (clauses[i] ?? []).filter((match) => match.score >= NEAR_BEST * (best.get(match.ref) ?? 0));
    kept.sort((a, b) => b.score - a.score || compareStrings(a.ref, b.ref));
    return {
      requirement: requirement.id,
      elements: kept.slice(0, MAX_ELEMENTS).map((match) => ({
        element: match.ref,
        score: round6(Math.min(1, match.score)),
        evidence: `names ${match.words.slice(0, 6).join(', ')}`,
      })),
      served: kept.length > 0,
    };
  });
}

function readClause(text: string): Clause {
  const stems = stemsOf(text);
  const first = new Map<string, number>();
  stems.forEach((word, i) => {
    if (!first.has(word)) first.set(word, i);
  });
  return { names: codeNames(text), first, length: Math.max(1, stems.length), asked: effectsAsked(stems) };
}

/** What stands in backticks, whole and in words, and words with a capital inside: `POST /pets`, `createPet`, viewer. */
function codeNames(text: string): Set<string> {
  const names = new Set(text.match(/\b[a-z][a-z0-9]*[A-Z]\w*/g) ?? []);
  for (const match of text.matchAll(/`([^`\n]{1,200})`/g)) {
    const code = (match[1] ?? '').trim();
    names.add(code);
    for (const word of code.match(/[A-Za-z_]\w*/g) ?? []) names.add(word);
  }
  return names;
}

/** ln(1 + N / n) over elements: rare words tell more. */
function inverseFrequencies(bags: readonly Bag[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of bag.core.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + bags.length / count)]));
}

/** Elements by core word, so that a clause is held only against elements it names something of. */
function invert(bags: readonly Bag[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  bags.forEach((bag, index) => {
    for (const word of bag.core.keys()) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [index]);
      else list.push(index);
    }
  });
  return postings;
}

function matchClause(
  clause: Clause,
  bags: readonly Bag[],
  postings: ReadonlyMap<string, readonly number[]>,
  idf: ReadonlyMap<string, number>,
): Match[] {
  const candidates = new Set<number>();
  for (const word of clause.first.keys()) for (const index of postings.get(word) ?? []) candidates.add(index);
  const matches: Match[] = [];
  for (const index of candidates) {
    const bag = bags[index];
    const match = bag === undefined ? null : scoreBag(bag, clause, idf);
    if (match !== null && match.score >= SERVES) matches.push(match);
  }
  return matches;
}

function scoreBag(bag: Bag, clause: Clause, idf: ReadonlyMap<string, number>): Match | null {
  const name = bag.names.find((candidate) => clause.names.has(candidate));
  if (name !== undefined) return { ref: bag.ref, score: NAMED_OUTRIGHT, words: [name] };
  let total = 0;
  let named = 0;
  const words: string[] = [];
  let earliest = clause.length;
  for (const [word, weight] of bag.core) {
    // The verb of an operation is judged by its effect, not by its spelling.
    if (bag.effect !== null && bag.effect !== 'action' && isCue(word)) continue;
    const part = weight * (idf.get(word) ?? 0);
    total += part;
    const at = clause.first.get(word);
    if (at === undefined) continue;
    named += part;
    words.push(word);
    earliest = Math.min(earliest, at);
  }
  if (words.length === 0) return null;
  const place = 1 - LATE * (earliest / clause.length);
  const shared = [...clause.first.keys()].filter((word) => bag.wide.has(word) && !isCue(word)).length;
  const context = CONTEXT * (shared / clause.length);
  const score = (named / total) * place * verbFactor(bag, clause) + context;
  return { ref: bag.ref, score, words };
}

function verbFactor(bag: Bag, clause: Clause): number {
  if (bag.effect === null || bag.effect === 'action' || clause.asked.size === 0) return 1;
  if (clause.asked.has(bag.effect)) return VERB_BONUS;
  const looks = bag.effect === 'read' || bag.effect === 'list';
  return looks && (clause.asked.has('read') || clause.asked.has('list')) ? 1 : VERB_MALUS;
}
