import type { ContractModel, Entity, Operation } from '../contract/contract-model.js';
import { synonymsOf } from './synonyms.js';
import { thingKey } from './thing-index.js';
import type { ThingMention } from './thing-index.js';
import { actIn } from './trace-clause.js';
import type { TraceClause } from './trace-clause.js';
import type { EVIDENCE } from './trace-weights.js';
import type { TraceTarget } from './trace-targets.js';
import { stemsOf } from './words.js';
import { verbCue } from './verb-cues.js';

/** What speaks for a clause asking for an operation: values in [0, 1] by the names of `EVIDENCE`. */
export type Evidence = Readonly<Record<(typeof EVIDENCE)[number], number>>;

/** Of summaries and descriptions only the beginning says what an operation is about. */
const MAX_NAMES = 600;
const MAX_TEXT = 400;
/** Least likeness of a thing and a clause's words by which the clause names it. */
const LIKE = 0.4;
/** Rare words in common with what surrounds an operation; more than this tells no more. */
const MOST_CONTEXT = 3;
/** Words around a verb within which its object stands. */
const REACH = [2, 4, 7] as const;
const NEARNESS = [1, 0.7, 0.4] as const;

/** An operation as words: of its names, and of what it takes and gives. */
interface Bag {
  names: string[];
  context: string[];
}

/** Where the words of a clause stand first. */
type Places = ReadonlyMap<string, number>;

/** A clause with what is looked up in it often. */
interface Read {
  clause: TraceClause;
  places: Places;
  /** Words by how sure it is that the clause means them: own words 1, other words for them less. */
  meant: Map<string, { weight: number; at: number }>;
}

/** Collects evidence on pairs of operations and clauses by their places in the lists given. */
export interface EvidenceSource {
  of: (operation: number, clauses: readonly number[]) => Evidence[];
  /** Stems by which an operation is called. */
  namesOf: (operation: number) => readonly string[];
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
  const entities = new Map(model.entities.map((entity) => [entity.id, entity]));
  const byId = new Map(model.operations.map((operation) => [`op:${operation.id}`, operation]));
  const bags = operations.map(({ ref }) => bagOf(byId.get(ref) as Operation, entities));
  const reads = clauses.map(readOnce);
  const rarity = {
    names: rarityOf(bags.map(({ names }) => names)),
    context: rarityOf(bags.map(({ context }) => context)),
    clauses: rarityOf(reads.map(({ places }) => [...places.keys()])),
  };
  return {
    namesOf: (operation) => bags[operation]?.names ?? [],
    of: (operation, among) => {
      const target = operations[operation] as TraceTarget;
      const bag = bags[operation] as Bag;
      const found = among.map((at) => {
        const read = reads[at] as Read;
        return { ...pairEvidence(target, bag, read, rarity), crossCutting: crossCutting[at] === true ? 1 : 0 };
      });
      return compared(found);
    },
  };
}

function bagOf(operation: Operation, entities: ReadonlyMap<string, Entity>): Bag {
  const path = operation.path?.replace(/\{[^}]*\}/g, ' ') ?? '';
  const id = operation.operationId ?? operation.id.replace(/^[^.]*\./, '');
  const names = new Set(stemsOf(`${path} ${id} ${operation.summary}`.slice(0, MAX_NAMES)));
  const context = new Set(stemsOf(operation.description.slice(0, MAX_TEXT)));
  const add = (text: string): void => {
    for (const word of stemsOf(text)) context.add(word);
  };
  for (const { name } of [...operation.parameters, ...(operation.requestBody?.properties ?? [])]) add(name);
  for (const entity of [...operation.inputEntities, ...operation.outputEntities]) {
    add(entity);
    for (const { name } of entities.get(entity)?.properties ?? []) add(name);
  }
  return { names: [...names], context: [...context].filter((word) => !names.has(word)) };
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
  return { clause, places, meant };
}

type Rarity = (word: string) => number;

function rarityOf(bags: readonly (readonly string[])[]): Rarity {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of new Set(bag)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + bags.length / (counts.get(word) ?? bags.length));
}

type Pair = Omit<Evidence, 'crossCutting' | 'bestNamed' | 'onlyHome'>;

function pairEvidence(
  target: TraceTarget,
  bag: Bag,
  { clause, places, meant }: Read,
  rarity: Record<'names' | 'context' | 'clauses', Rarity>,
): Pair {
  const like = likeness(target, meant, rarity.names);
  const act = actIn(target.acts, clause);
  const named = like.weight > LIKE;
  const sum = (words: readonly string[], part: (word: string) => number): number =>
    words.reduce((total, word) => total + part(word), 0);
  const words =
    sum(bag.names, (word) => (meant.get(word)?.weight ?? 0) * rarity.names(word) * Math.min(1, rarity.clauses(word))) /
    Math.max(1e-9, sum(bag.names, rarity.names));
  const shared = sum(bag.context, (word) =>
    places.has(word) ? rarity.context(word) * Math.min(1, rarity.clauses(word)) : 0,
  );
  const context = Math.min(MOST_CONTEXT, shared) / MOST_CONTEXT;
  const known = named || act !== null;
  return {
    any: 1,
    likeness: like.weight ** 3,
    words: known ? words : 0,
    wordsAlone: known ? 0 : words,
    context: named ? context : 0,
    contextAlone: named ? 0 : context,
    late: like.weight * (like.at / Math.max(8, clause.words.length)),
    unlabelled: clause.factor < 1 ? 1 : 0,
    codeName: target.codeNames.some((name) => clause.codeNames.has(name)) ? 1 : 0,
    actSaid: act?.main === true ? 1 : 0,
    actAside: act !== null && !act.main ? 1 : 0,
    actMissing: target.acts.length > 0 && act === null ? 1 : 0,
    partnerMissing: target.partners.some((one) => !clause.mentions.has(thingKey(one))) ? 1 : 0,
    owner: Math.max(0, ...target.owners.flat().map((word) => meant.get(word)?.weight ?? 0)),
    ...verbEvidence(target, clause, like),
    ...mentionEvidence(target, clause),
  };
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
function verbEvidence(
  { effect }: TraceTarget,
  { words }: TraceClause,
  like: { weight: number; at: number },
): Pick<Pair, 'verb' | 'verbNear'> {
  let verb = 0;
  let near = 0;
  words.forEach(({ word }, at) => {
    const effects = verbCue(word)?.effects;
    if (effect === null || effects === undefined || !asks(effects, effect)) return;
    verb = 1;
    const distance = REACH.findIndex((reach) => Math.abs(at - like.at) <= reach);
    near = Math.max(near, NEARNESS[distance] ?? 0);
  });
  return { verb, verbNear: like.weight * near };
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
function mentionEvidence(
  target: TraceTarget,
  clause: TraceClause,
): Pick<
  Pair,
  (typeof ROLES)[number] | 'asked' | 'kept' | 'askedElse' | 'named' | 'namedFirst' | 'namedEarly' | 'detail'
> {
  const found = { home: 0, topic: 0, part: 0, subject: 0, later: 0, asked: 0, kept: 0, askedElse: 0 };
  const raise = (name: keyof typeof found, by: number): void => {
    found[name] = Math.max(found[name], by);
  };
  let named = 0;
  let first = Infinity;
  for (const thing of target.things) {
    for (const mention of clause.mentions.get(thingKey(thing)) ?? []) {
      const { role, strength } = mention;
      named = Math.max(named, strength);
      if (strength > 0.5) first = Math.min(first, mention.at);
      if (isTelling(role)) raise(role, strength);
      if (role === 'object') raise(askedOf(mention, target.effect), strength);
    }
  }
  return {
    ...found,
    named,
    namedFirst: first <= FIRST ? named : 0,
    namedEarly: first === Infinity ? 0 : named * (1 - first / Math.max(1, clause.words.length)),
    detail: target.detail ? named : 0,
  };
}

function isTelling(role: ThingMention['role']): role is (typeof ROLES)[number] {
  return (ROLES as readonly string[]).includes(role);
}

function askedOf({ effects }: ThingMention, effect: Effect | null): 'asked' | 'kept' | 'askedElse' {
  if (effects.size >= ALL_EFFECTS) return 'kept';
  return effect === null || asks(effects, effect) ? 'asked' : 'askedElse';
}

/** Adds what only shows beside the other clauses: which name the thing best, and which one alone is most about it. */
function compared(found: readonly (Pair & Pick<Evidence, 'crossCutting'>)[]): Evidence[] {
  const best = Math.max(0, ...found.map(({ likeness: one }) => one));
  const about = found.map(({ likeness: one, namedFirst, home }) => one + namedFirst + home);
  const most = Math.max(0, ...about);
  const only = most > LIKE && about.filter((one) => one > most - 1e-9).length === 1 ? about.indexOf(most) : -1;
  return found.map((one, at) => ({
    ...one,
    bestNamed: best > LIKE ** 3 && one.likeness > best - 1e-9 ? 1 : 0,
    onlyHome: at === only ? 1 : 0,
  }));
}
