import type { ContractModel } from '../contract/contract-model.js';
import { operationBags } from './operation-bags.js';
import type { OperationBag } from './operation-bags.js';
import { synonymsOf } from './synonyms.js';
import { thingKey } from './thing-index.js';
import type { ThingMention } from './thing-index.js';
import { actIn } from './trace-clause.js';
import type { TraceClause } from './trace-clause.js';
import { EVIDENCE } from './trace-weights.js';
import type { TraceTarget } from './trace-targets.js';
import { verbCue } from './verb-cues.js';
import { postingsOf, rarestFirst, rarityOf, sumsOf } from './word-postings.js';
import type { Rarity } from './word-postings.js';

/** What speaks for a clause asking for an operation: values in [0, 1] by the names of `EVIDENCE`. */
export type Evidence = Readonly<Record<(typeof EVIDENCE)[number], number>>;

/** Evidence in the making. Pairs are many: all start from one shape and are filled in place. */
type Draft = Record<(typeof EVIDENCE)[number], number>;
const BLANK = Object.fromEntries(EVIDENCE.map((name) => [name, name === 'any' ? 1 : 0])) as Draft;

/** Least likeness of a thing and a clause's words by which the clause names it. */
const LIKE = 0.4;
/** Rare words in common with what surrounds an operation; more than this tells no more. */
const MOST_CONTEXT = 3;
/** Words around a verb within which its object stands. */
const REACH = [2, 4, 7] as const;
const NEARNESS = [1, 0.7, 0.4] as const;

/** Where the words of a clause stand first. */
type Places = ReadonlyMap<string, number>;

/** A clause with what is looked up in it often. */
interface Read {
  clause: TraceClause;
  places: Places;
  verbs: { at: number; effects: ReadonlySet<Effect> }[];
  /** Words by how sure it is that the clause means them: own words 1, other words for them less. */
  meant: Map<string, { weight: number; at: number }>;
}

/** Collects evidence on pairs of operations and clauses by their places in the lists given. */
export interface EvidenceSource {
  of: (operation: number, clauses: readonly number[]) => Evidence[];
  /** The clauses worth holding against an operation: those with a word of its names, the rarest words first. */
  candidates: (operation: number, most: number) => readonly number[];
}

/**
 * Prepares the evidence of all pairs. `operations` are the targets of the model's operations, in its order. Rarity is that of
 * a word among the contract's operations, ln(1 + N / n), halted at 1 among the clauses.
 */
export function makeEvidence(
  operations: readonly TraceTarget[],
  clauses: readonly TraceClause[],
  crossCutting: readonly boolean[],
  model: ContractModel,
): EvidenceSource {
  const bags = operationBags(model);
  const reads = clauses.map(readOnce);
  const rarity = {
    names: rarityOf(bags.map(({ names }) => names)),
    context: rarityOf(bags.map(({ context }) => context)),
    clauses: rarityOf(reads.map(({ places }) => [...places.keys()])),
  };
  const names = postingsOf(
    reads.map(({ meant, clause }) => [
      ...[...meant].map(([word, { weight }]) => [word, weight] as const),
      ...[...clause.codeNames].map((name) => [name, 1] as const),
    ]),
  );
  const context = postingsOf(reads.map(({ places }) => [...places.keys()].map((word) => [word, 1])));
  return {
    candidates: (operation, most) => {
      const { codeNames } = operations[operation] as TraceTarget;
      const words = [...codeNames, ...(bags[operation]?.names ?? [])];
      return rarestFirst(
        words.flatMap((word) => [names.get(word) ?? []]),
        most,
      );
    },
    of: (operation, among) => {
      const target = operations[operation] as TraceTarget;
      const bag = bags[operation] as OperationBag;
      const all = bag.names.reduce((sum, word) => sum + rarity.names(word), 1e-9);
      const told = (word: string): number => rarity.names(word) * Math.min(1, rarity.clauses(word));
      const near = (word: string): number => rarity.context(word) * Math.min(1, rarity.clauses(word));
      const shared = { names: sumsOf(bag.names, told, names), context: sumsOf(bag.context, near, context) };
      const asked = {
        target,
        things: target.things.map(thingKey),
        partners: target.partners.map(thingKey),
        owners: target.owners.flat(),
      };
      const found = among.map((at) => {
        const words = (shared.names.get(at) ?? 0) / all;
        const around = Math.min(MOST_CONTEXT, shared.context.get(at) ?? 0) / MOST_CONTEXT;
        const pair = pairEvidence(asked, reads[at] as Read, { words, around }, rarity.names);
        if (crossCutting[at] === true) pair.crossCutting = 1;
        return pair;
      });
      compare(found);
      return found;
    },
  };
}

function readOnce(clause: TraceClause): Read {
  const places = new Map<string, number>();
  clause.words.forEach(({ stem: word }, at) => {
    if (!places.has(word)) places.set(word, at);
  });
  const meant = new Map([...places].map(([word, at]) => [word, { weight: 1, at }]));
  for (const [word, at] of places) {
    for (const other of synonymsOf(word)) {
      if ((meant.get(other.stem)?.weight ?? 0) < other.weight) meant.set(other.stem, { weight: other.weight, at });
    }
  }
  const verbs = clause.words.flatMap(({ word }, at) => {
    const effects = verbCue(word)?.effects;
    return effects === undefined || effects.size === 0 ? [] : [{ at, effects }];
  });
  return { clause, places, verbs, meant };
}

/** What is looked up of one operation for every clause. */
interface Asked {
  target: TraceTarget;
  things: readonly string[];
  partners: readonly string[];
  owners: readonly string[];
}

function pairEvidence(
  { target, things, partners, owners }: Asked,
  { clause, verbs, meant }: Read,
  { words, around }: { words: number; around: number },
  rare: Rarity,
): Draft {
  const pair = { ...BLANK };
  const like = likeness(target, meant, rare);
  const act = target.acts.length === 0 ? null : actIn(target.acts, clause);
  const named = like.weight > LIKE;
  pair.likeness = like.weight ** 3;
  pair[named || act !== null ? 'words' : 'wordsAlone'] = words;
  pair[named ? 'context' : 'contextAlone'] = around;
  pair.late = like.weight * (like.at / Math.max(8, clause.words.length));
  pair.unlabelled = clause.factor < 1 ? 1 : 0;
  pair.codeName = clause.codeNames.size > 0 && target.codeNames.some((name) => clause.codeNames.has(name)) ? 1 : 0;
  if (act !== null) pair[act.main ? 'actSaid' : 'actAside'] = 1;
  else if (target.acts.length > 0) pair.actMissing = 1;
  pair.partnerMissing = partners.some((one) => !clause.mentions.has(one)) ? 1 : 0;
  for (const word of owners) pair.owner = Math.max(pair.owner, meant.get(word)?.weight ?? 0);
  addVerbs(pair, target.effect, verbs, like);
  addMentions(pair, target, things, clause);
  return pair;
}

/** How far the words of a clause name a thing, its last word counting more; and where. */
function likeness(target: TraceTarget, meant: Read['meant'], rare: Rarity): { weight: number; at: number } {
  let best = { weight: 0, at: 0 };
  for (const [n, thing] of target.things.entries()) {
    let weight = 0;
    let all = 0;
    let at: number | undefined;
    thing.forEach((word, i) => {
      const last = i === thing.length - 1;
      const part = (last ? 1.5 : 1) * rare(word) + 0.01;
      const found = meant.get(word);
      all += part;
      weight += part * (found?.weight ?? 0);
      if (found !== undefined && (last || at === undefined)) at = found.at;
    });
    const share = (weight / Math.max(1e-9, all)) * (n === 0 ? 1 : 0.9);
    if (share > best.weight) best = { weight: share, at: at ?? 0 };
  }
  return best;
}

/** Whether verbs of the clause ask for the effect, and how near to the thing. */
function addVerbs(
  pair: Draft,
  effect: Effect | null,
  verbs: Read['verbs'],
  like: { weight: number; at: number },
): void {
  if (effect === null) return;
  for (const { at, effects } of verbs) {
    if (!asks(effects, effect)) continue;
    pair.verb = 1;
    const distance = REACH.findIndex((reach) => Math.abs(at - like.at) <= reach);
    pair.verbNear = Math.max(pair.verbNear, like.weight * (NEARNESS[distance] ?? 0));
  }
}

type Effect = NonNullable<TraceTarget['effect']>;

/** Who asks to read one asks for the list, too, and the other way round. */
function asks(effects: ReadonlySet<Effect>, effect: Effect): boolean {
  if (effects.has(effect)) return true;
  return effect === 'read' ? effects.has('list') : effect === 'list' && effects.has('read');
}

const ALL_EFFECTS = 5;
const FIRST = 3;
const ROLES = ['home', 'topic', 'part', 'subject', 'later'] as const;

/** In which roles the clause names the thing, and what its verbs ask of it. */
function addMentions(pair: Draft, target: TraceTarget, things: readonly string[], clause: TraceClause): void {
  const raise = (name: keyof Draft, by: number): void => {
    pair[name] = Math.max(pair[name], by);
  };
  let first = Infinity;
  for (const thing of things) {
    for (const mention of clause.mentions.get(thing) ?? []) {
      const { role, strength } = mention;
      raise('named', strength);
      if (strength > 0.5) first = Math.min(first, mention.at);
      if (isTelling(role)) raise(role, strength);
      if (role === 'object') raise(askedOf(mention, target.effect), strength);
    }
  }
  if (first <= FIRST) pair.namedFirst = pair.named;
  if (first < Infinity) pair.namedEarly = pair.named * (1 - first / Math.max(1, clause.words.length));
  if (target.detail) pair.detail = pair.named;
}

function isTelling(role: ThingMention['role']): role is (typeof ROLES)[number] {
  return (ROLES as readonly string[]).includes(role);
}

function askedOf({ effects }: ThingMention, effect: Effect | null): 'asked' | 'kept' | 'askedElse' {
  if (effects.size >= ALL_EFFECTS) return 'kept';
  return effect === null || asks(effects, effect) ? 'asked' : 'askedElse';
}

/** Adds what only shows beside the other clauses: which name the thing best, and which one alone is most about it. */
function compare(found: readonly Draft[]): void {
  const best = Math.max(0, ...found.map(({ likeness: one }) => one));
  const about = found.map(({ likeness: one, namedFirst, home }) => one + namedFirst + home);
  const most = Math.max(0, ...about);
  const only = most > LIKE && about.filter((one) => one > most - 1e-9).length === 1 ? about.indexOf(most) : -1;
  found.forEach((pair, at) => {
    if (best > LIKE ** 3 && pair.likeness > best - 1e-9) pair.bestNamed = 1;
    if (at === only) pair.onlyHome = 1;
  });
}
