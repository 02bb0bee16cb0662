import { compareStrings } from '../compare.js';
import type { ContractModel } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import { round6 } from '../numbers.js';
import { makeVocabulary } from './contract-vocabulary.js';
import { invertTargets, matchClause, NAMED_OUTRIGHT } from './match-targets.js';
import type { Match } from './match-targets.js';
import type { Requirement, RequirementTrace } from './prd-analysis.js';
import { weighService } from './service-evidence.js';
import type { ServiceEvidence } from './service-evidence.js';
import { DERIVED, synonymsOf } from './synonyms.js';
import { makeThingIndex } from './thing-index.js';
import type { ThingMention } from './thing-index.js';
import { rankClauses } from './rank-clauses.js';
import { isCrossCutting, readTraceClause } from './trace-clause.js';
import type { TraceClause } from './trace-clause.js';
import { makeEvidence } from './trace-evidence.js';
import { traceTargets } from './trace-targets.js';
import type { TraceTarget } from './trace-targets.js';
import { stem } from './words.js';

/** An element also belongs to clauses that fit it nearly as well as the best one. */
const NEAR_BEST = 0.83;
/** Least score at which an element that no other clause speaks of makes its clause a served one. */
const ALONE = 0.5;
/**
 * Shares at which an operation that a clause wins makes it a served one, whatever it wants done first: clauses that nothing
 * serves hardly ever win one. The lower counts where the contract knows all telling words of the clause.
 */
const SURE = 0.6;
const LIKELY = 0.35;
/** Other words for a thing are at most so sure; derived ones (reserve, reservation) are the same word. */
const GROUPED_AT_MOST = 0.86;
/** How much less another word tells of a thing that the PRD also calls by its name. */
const OTHER_WORD = 0.75;
/** Matches of clauses with elements that are looked at in all, and at least of each clause: more would not fit in memory. */
const MAX_MATCHES = 2_000_000;
const MIN_MATCHES = 200;
/** So many words that the contract does not know are named per clause. */
const MAX_UNKNOWN = 5;
/** No more elements than this are named per clause. */
const MAX_ELEMENTS = 400;

/**
 * Traces each requirement to the operations and entities that serve it. An element is what it is about (a thing) and what
 * it does (an effect or an act); a clause asks for it where it names the thing in a role that asks for the effect. An
 * entity goes to its best clause and to those nearly as good; for operations the clauses compete (rank-clauses.ts). A clause
 * that is not `served` keeps what it asks for beside. Where most clauses have labels, one without tells of the background
 * and is served by what it tells of.
 */
export function traceRequirements(requirements: readonly Requirement[], model: ContractModel): RequirementTrace[] {
  const targets = traceTargets(model);
  const index = makeThingIndex(targets, joinedProperties(model), synonymsOf);
  const byThing = invertTargets(targets);
  const labelled = requirements.filter(({ label }) => label !== undefined).length * 2 >= requirements.length;
  const clauses = requirements.map((requirement) => readTraceClause(requirement, index, labelled));
  preferOwnWords(clauses);
  const most = Math.max(MIN_MATCHES, Math.floor(MAX_MATCHES / Math.max(1, clauses.length)));
  const matches = clauses.map((clause) => matchClause(clause, targets, byThing, most));
  const knows = makeVocabulary(model);
  const best = bestMatches(matches);
  const claims = claimsByClause({ targets, clauses, matches, crossCutting: requirements.map(isCrossCutting) }, model);
  return requirements.map((requirement, i): RequirementTrace => {
    const all = matches[i] ?? [];
    const clause = clauses[i] as TraceClause;
    const kept = all.filter((match) => match.score >= NEAR_BEST * (best.get(match.target)?.score ?? 0));
    const evidence = weighService(clause, all.filter(isOperation), knows, requirement.ui);
    const alone = kept.some(
      (match) => isOperation(match) && best.get(match.target)?.rivals === 0 && match.score >= ALONE,
    );
    const background = labelled && requirement.label === undefined;
    const things = (background ? all : kept).filter((match) => !isOperation(match));
    const won = claims[i] ?? [];
    const least = evidence.unknownWords.length === 0 ? LIKELY : SURE;
    const sure = !evidence.becomesUnknown && won.some(({ score }) => score >= least);
    const served = (background && things.length > 0) || sure || isServed(evidence, kept, alone);
    // What a page shows, other clauses have the service do: they win it, and yet the page asks for it.
    const others = served || requirement.ui;
    const asked = won.length > 0 || !others ? won : nearest(all, clause.factor);
    const elements = elementsOf([...things, ...asked], targets);
    return {
      requirement: requirement.id,
      elements,
      served: served && elements.length > 0,
      ...(evidence.unknownWords.length > 0 && { unknown: evidence.unknownWords.slice(0, MAX_UNKNOWN) }),
    };
  });

  function isOperation(match: Match): boolean {
    return (targets[match.target] as TraceTarget).effect !== null;
  }
}

/** An element that belongs to a clause. */
type Shown = Pick<Match, 'target' | 'score' | 'evidence'>;

/** The operations that each clause asks for, by the competition of all clauses for each operation. */
function claimsByClause(
  read: {
    targets: readonly TraceTarget[];
    clauses: readonly TraceClause[];
    matches: readonly (readonly Match[])[];
    crossCutting: readonly boolean[];
  },
  model: ContractModel,
): Shown[][] {
  const { targets, clauses, matches, crossCutting } = read;
  const operations = targets.slice(0, model.operations.length);
  const byPair = matches.map((list) => new Map(list.map((match) => [match.target, match])));
  const ranked = rankClauses({
    resources: model.operations.map(({ resource }) => resource),
    evidence: makeEvidence(operations, clauses, crossCutting, model),
    reading: (operation, clause) => byPair[clause]?.get(operation)?.score ?? 0,
  });
  const found: Shown[][] = clauses.map(() => []);
  ranked.forEach((claims, target) => {
    for (const { clause, share } of claims) {
      const evidence =
        byPair[clause]?.get(target)?.evidence ?? 'shares words with its names and what it takes and gives';
      found[clause]?.push({ target, score: share, evidence });
    }
  });
  return found;
}

/** What comes nearest to a clause that other clauses ask for more plainly. */
function nearest(matches: readonly Match[], factor: number): Match[] {
  if (factor < 1) return [];
  const asked = matches.filter(({ askedAt }) => askedAt.length > 0);
  const most = Math.max(0, ...asked.map(({ score }) => score));
  return asked.filter(({ score }) => score >= NEAR_BEST * most);
}

/** The best score of each target, and how many other clauses speak of it. */
function bestMatches(matches: readonly Match[][]): Map<number, { score: number; rivals: number }> {
  const best = new Map<number, { score: number; rivals: number }>();
  for (const list of matches) {
    for (const { target, score } of list) {
      const known = best.get(target);
      if (known === undefined) best.set(target, { score, rivals: 0 });
      else best.set(target, { score: Math.max(score, known.score), rivals: known.rivals + 1 });
    }
  }
  return best;
}

/**
 * A clause is served if it names an element outright, if the first thing it wants done is done by one (or, where it wants
 * nothing done, if it tells of a thing that the contract has), or if elements belong to it that no other clause speaks of.
 */
function isServed({ served }: ServiceEvidence, kept: readonly Match[], alone: boolean): boolean {
  return served || alone || kept.some(({ score }) => score >= NAMED_OUTRIGHT);
}

function elementsOf(kept: readonly Shown[], targets: readonly TraceTarget[]): RequirementTrace['elements'] {
  return kept
    .map(({ target, score, evidence }) => ({ element: (targets[target] as TraceTarget).ref, score, evidence }))
    .sort((a, b) => b.score - a.score || compareStrings(a.element, b.element))
    .slice(0, MAX_ELEMENTS)
    .map((one) => ({ ...one, score: round6(Math.min(1, one.score)) }));
}

const TOLD = new Set<ThingMention['role']>(['home', 'topic', 'subject', 'object', 'later']);

/** Where a PRD calls a thing by the contract's own name, it rarely means that thing by another word. */
function preferOwnWords(clauses: readonly TraceClause[]): void {
  const called = new Set<string>();
  for (const { mentions } of clauses) {
    for (const [thing, list] of mentions)
      if (list.some(({ strength, role }) => strength === 1 && TOLD.has(role))) called.add(thing);
  }
  for (const { mentions } of clauses) {
    for (const [thing, list] of mentions) {
      if (!called.has(thing)) continue;
      for (const mention of list)
        if (mention.strength < GROUPED_AT_MOST && mention.strength !== DERIVED) mention.strength *= OTHER_WORD;
    }
  }
}

/** Property and parameter names of several words, joined: `lastName` → lastnam. */
function joinedProperties(model: ContractModel): Set<string> {
  const joined = new Set<string>();
  const take = (name: string): void => {
    const words = wordsOf(name);
    if (words.length === 2) joined.add(words.map(stem).join(''));
    else if (words.length === 1) joined.add(stem(words[0] as string));
  };
  for (const { properties } of model.entities) for (const { name } of properties) take(name);
  for (const { parameters } of model.operations) for (const { name } of parameters) take(name);
  return joined;
}
