import { compareStrings } from '../compare.js';
import type { ContractModel } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import { round6 } from '../numbers.js';
import { clauseWords } from './clause-words.js';
import type { ClauseWord } from './clause-words.js';
import type { Requirement, RequirementTrace } from './prd-analysis.js';
import { synonymsOf } from './synonyms.js';
import { makeThingIndex, thingKey } from './thing-index.js';
import type { ThingMention } from './thing-index.js';
import { traceTargets } from './trace-targets.js';
import type { TraceTarget } from './trace-targets.js';
import { stem } from './words.js';

interface Match {
  target: number;
  score: number;
  evidence: string;
}

/** A clause made ready for matching. */
interface Clause {
  words: ClauseWord[];
  stems: Set<string>;
  codeNames: Set<string>;
  mentions: Map<string, ThingMention[]>;
  factor: number;
  /** Acts looked for before. */
  acts: Map<string, ActSaid | null>;
}

/** A word by which a clause names an act, and whether its sentence is about it. */
interface ActSaid {
  word: string;
  main: boolean;
}

/** Least score at which an element counts as serving a clause. */
const SERVES = 0.3;
/** Score of an element that the clause names as code: above any other. */
const NAMED_OUTRIGHT = 2;
/** An element also belongs to clauses that fit it nearly as well as the best one. */
const NEAR_BEST = 0.83;
/** A thing named late in a clause counts this much less than one named first. */
const LATE = 0.1;
/** What holds for everything asks for nothing in particular. */
const CROSS_CUTTING = 0.5;
/** What somebody makes in the first words of a clause is introduced there. */
const FIRST_WORDS = 8;
const INTRODUCED = 0.82;
/** In a PRD that labels its requirements, sentences without a label tell what they are about. */
const UNLABELLED = 0.5;
/** An act that more operations than this have tells nothing without its thing. */
const MAX_ACTS = 200;
/** No more elements than this are named per clause. */
const MAX_ELEMENTS = 400;

const ROLE_FIT: Readonly<Record<ThingMention['role'], number>> = {
  home: 0.95,
  topic: 0.9,
  part: 0.65,
  subject: 0.75,
  object: 0.4,
  later: 0.68,
  doer: 0.55,
  agent: 0.45,
  oblique: 0.45,
  attribute: 0.38,
};

/**
 * Traces each requirement to the operations and entities that serve it. An element is what it is about (a thing) and what
 * it does (an effect or an act); a clause asks for it where it names the thing in a role that asks for the effect. An
 * element goes to its best clause and to those nearly as good; `served` is false where no element reaches the least score.
 */
export function traceRequirements(requirements: readonly Requirement[], model: ContractModel): RequirementTrace[] {
  const targets = traceTargets(model);
  const index = makeThingIndex(targets, joinedProperties(model), synonymsOf);
  const byThing = invert(targets);
  const labelled = requirements.filter(({ label }) => label !== undefined).length * 2 >= requirements.length;
  const clauses = requirements.map((requirement) => readClause(requirement, index, labelled));
  const matches = clauses.map((clause) => matchClause(clause, targets, byThing));
  const best = new Map<number, number>();
  for (const list of matches) {
    for (const match of list) best.set(match.target, Math.max(best.get(match.target) ?? 0, match.score));
  }
  return requirements.map((requirement, i): RequirementTrace => {
    const kept = (matches[i] ?? []).filter((match) => match.score >= NEAR_BEST * (best.get(match.target) ?? 0));
    const ref = (match: Match): string => (targets[match.target] as TraceTarget).ref;
    kept.sort((a, b) => b.score - a.score || compareStrings(ref(a), ref(b)));
    return {
      requirement: requirement.id,
      elements: kept.slice(0, MAX_ELEMENTS).map((match) => ({
        element: ref(match),
        score: round6(Math.min(1, match.score)),
        evidence: match.evidence,
      })),
      served: kept.length > 0,
    };
  });
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

function readClause(requirement: Requirement, index: ReturnType<typeof makeThingIndex>, labelled: boolean): Clause {
  const words = clauseWords(requirement.text, index.isName);
  const crossCutting =
    /^(?:NFR|NF|QR)\b/i.test(requirement.label ?? '') ||
    /non-?functional|quality|performance|how well/i.test(requirement.section);
  return {
    words,
    stems: new Set(words.flatMap(({ stem: own }) => [own, ...synonymsOf(own).map((one) => one.stem)])),
    codeNames: codeNames(requirement.text),
    mentions: index.mentions(words),
    factor: crossCutting ? CROSS_CUTTING : labelled && requirement.label === undefined ? UNLABELLED : 1,
    acts: new Map(),
  };
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

/** Targets by the keys of their things, by `!` and their acts, and by `=` and their names in code. */
function invert(targets: readonly TraceTarget[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  targets.forEach((target, index) => {
    const keys = new Set([
      ...target.things.map(thingKey),
      ...target.acts.map((act) => `!${act}`),
      ...target.codeNames.map((name) => `=${name}`),
    ]);
    for (const key of keys) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else list.push(index);
    }
  });
  return postings;
}

function matchClause(
  clause: Clause,
  targets: readonly TraceTarget[],
  postings: ReadonlyMap<string, readonly number[]>,
): Match[] {
  const candidates = new Set<number>();
  const keys = [
    ...clause.mentions.keys(),
    ...[...clause.stems].map((one) => `!${one}`),
    ...[...clause.codeNames].map((name) => `=${name}`),
  ];
  for (const key of keys) {
    const list = postings.get(key) ?? [];
    if (!key.startsWith('!') || list.length <= MAX_ACTS) for (const index of list) candidates.add(index);
  }
  const matches: Match[] = [];
  for (const index of candidates) {
    const match = scoreTarget(targets[index] as TraceTarget, index, clause);
    if (match !== null && match.score >= SERVES) matches.push(match);
  }
  return matches;
}

function scoreTarget(target: TraceTarget, index: number, clause: Clause): Match | null {
  const name = target.codeNames.find((candidate) => clause.codeNames.has(candidate));
  if (name !== undefined) return { target: index, score: NAMED_OUTRIGHT, evidence: `names ${name}` };
  const named = bestMention(target, clause);
  const act = actIn(target, clause);
  if (target.partners.some((partner) => !clause.mentions.has(thingKey(partner)))) return null;
  let score = named?.fit ?? 0;
  if (target.acts.length > 0) {
    if (act === null) score *= 0.75;
    else if (named === null) score = act.main ? 0.85 : 0.5;
    else score = act.main ? 0.85 + 0.15 * score : Math.max(score * 0.75, 0.6);
  }
  if (target.detail) score *= 0.85;
  if (score === 0) return null;
  const words = [named?.mention.words, act?.word].filter((word) => word !== undefined);
  return { target: index, score: score * clause.factor, evidence: `names ${words.join(', ')}` };
}

/** Words that make what follows them a side remark: "whether they follow", "people who commented". */
const ASIDES = new Set('whether who whom which that they if when once whose by'.split(' '));

/** The act of a target, where the clause names it. */
function actIn(target: TraceTarget, clause: Clause): ActSaid | null {
  let found: ActSaid | null = null;
  for (const act of target.acts) {
    let said = clause.acts.get(act);
    if (said === undefined) {
      said = clause.stems.has(act) ? findAct(act, clause.words) : null;
      clause.acts.set(act, said);
    }
    if (said !== null && (found === null || said.main)) found = said;
  }
  return found;
}

function findAct(act: string, words: readonly ClauseWord[]): ActSaid | null {
  let found: ActSaid | null = null;
  words.forEach((one, at) => {
    if (!means(one, act)) return;
    const before = words.slice(Math.max(0, at - 3), at);
    const main = !before.some((word) => word.segment === one.segment && ASIDES.has(word.word));
    if (found === null || main) found = { word: one.word, main };
  });
  return found;
}

/** The word, its opposite ("unfollows") or another word for it. */
function means(one: ClauseWord, act: string): boolean {
  return one.stem === act || one.stem === `un${act}` || synonymsOf(one.stem).some((other) => other.stem === act);
}

function bestMention(target: TraceTarget, clause: Clause): { mention: ThingMention; fit: number } | null {
  let best: { mention: ThingMention; fit: number } | null = null;
  for (const thing of target.things) {
    for (const mention of clause.mentions.get(thingKey(thing)) ?? []) {
      const place = 1 - LATE * (mention.at / clause.words.length);
      const fit = mention.strength * effectFit(target.effect, mention) * place;
      if (best === null || fit > best.fit) best = { mention, fit };
    }
  }
  return best;
}

/** How far a mention asks for an effect, in [0, 1]. */
function effectFit(effect: TraceTarget['effect'], mention: ThingMention): number {
  const fit = ROLE_FIT[mention.role];
  if (mention.role !== 'object' || effect === null) return effect === null ? Math.max(fit, 0.8) : fit;
  const asks = (one: NonNullable<TraceTarget['effect']>): boolean => mention.effects.has(one);
  if (mention.effects.size >= 5) return 1;
  if (effect === 'action') return asks('create') || asks('update') || asks('action') ? 0.8 : 0.6;
  if (effect === 'read' && (asks('read') || asks('list'))) return mention.plural ? 0.8 : 1;
  if (effect === 'list' && (asks('read') || asks('list'))) return mention.plural || !asks('read') ? 1 : 0.75;
  if (asks(effect)) return 1;
  const introduced = asks('create') && mention.at <= FIRST_WORDS ? INTRODUCED : fit;
  return effect === 'read' || effect === 'list' ? Math.max(0.5, introduced) : introduced;
}
