import { PREPOSITIONS } from './function-words.js';
import { isAct, fieldNoun, nounPhrase } from '../contract/effect.js';
import type { ContractModel, Entity, Operation } from '../contract/contract-model.js';
import { fixedSegments, isPlural, nounKey, wordsOf } from '../contract/names.js';
import { plainNames } from '../contract/plain-names.js';
import { shownNoun } from '../contract/resource-bases.js';
import { stem } from './words.js';

/** A contract element as what a clause must say to mean it. */
export interface TraceTarget {
  /** With prefix: `op:…`, `entity:…`. */
  ref: string;
  /** Names by which code or a clause may call it outright. */
  codeNames: string[];
  /** What it is about, in stems; several where it has several names. */
  things: string[][];
  /** What it hangs on, the nearest last: things named earlier in its path. */
  owners: string[][];
  /** Stems of the act on the thing that its name gives: follow, login. */
  acts: string[];
  /** Things its act works with, which a clause must name too: the tags of `bulk_add_tags`. */
  partners: string[][];
  /** The part of it that a clause need not name: `types`, `count`. */
  detail: boolean;
  effect: Operation['effect'] | null;
  /** Equal for targets that a clause without code cannot tell apart; null where it takes more than this to tell. */
  likeness: string | null;
}

/** Last segments that are no thing of their own but tell something about what stands before them. */
const DETAILS = new Set(
  'type count template history status state detail detail info current me statistic stat summary metadata option schema latest all tree'
    .split(' ')
    .map(stem),
);
/** "Admin users" are administrators, "reason codes" are reasons. */
const EMPTY_ENDS = new Set(
  'user account member person code record entry data info information object detail'.split(' ').map(stem),
);
const FILLERS = new Set('bulk batch many multiple one single all my'.split(' '));
/** Ends of field names that say how a list is given. */
const CONNECTIONS = new Set(['connection', 'list', 'edges', 'nodes', 'page', 'collection']);

/** The targets of all operations and entities, in the model's order. */
export function traceTargets(model: ContractModel): TraceTarget[] {
  const plain = plainNames(model.entities.map(({ id }) => id));
  const placed = placedNouns(model.operations);
  const targets = [
    ...model.operations.map((operation) => operationTarget(operation, plain, placed)),
    ...model.entities.map((entity) => entityTarget(entity, plain)),
  ];
  return targets.map((target) => ({ ...target, likeness: likenessOf(target) }));
}

function likenessOf({ things, acts, partners, effect, detail }: TraceTarget): string | null {
  if (acts.length > 0 || partners.length > 0) return null;
  return [...things.map((thing) => thing.join(' ')), effect ?? '', String(detail)].join('|');
}

function operationTarget(
  operation: Operation,
  plain: ReadonlyMap<string, string>,
  placed: ReadonlyMap<string, ReadonlySet<string>>,
): TraceTarget {
  const target: TraceTarget = {
    ref: `op:${operation.id}`,
    codeNames: operation.operationId === undefined ? [operation.id] : [operation.id, operation.operationId],
    things: [],
    owners: [],
    acts: [],
    partners: [],
    detail: false,
    effect: operation.effect,
    likeness: null,
  };
  if (operation.path === undefined) readField(operation.id.slice(operation.id.indexOf('.') + 1), target);
  else readPath(operation, target);
  addResource(operation, target, plain, placed);
  for (const thing of [...target.things])
    if (thing.length > 1 && EMPTY_ENDS.has(thing.at(-1) as string)) target.things.push(thing.slice(0, -1));
  return target;
}

function readPath(operation: Operation, target: TraceTarget): void {
  const { path = '' } = operation;
  const segments = fixedSegments(path);
  const nouns: string[][] = [];
  const parts = path.split('/').filter((part) => part !== '');
  const asks = operation.method === 'GET' || operation.method === 'DELETE';
  segments.forEach((segment, i) => {
    const words = wordsOf(segment);
    // `/types/slug/{slug}`, `/owned-by/{id}`: says how a thing is found.
    const key =
      parts[parts.indexOf(segment) + 1]?.toLowerCase().includes(`{${segment.toLowerCase()}`) === true && i > 0;
    if (key || PREPOSITIONS.has(words.at(-1) ?? '')) return;
    const ends = i > 0 && i === segments.length - 1 && path.endsWith(segment);
    const alone =
      !asks && ends && !isPlural(words.at(-1) ?? '') && nounKey(operation.resource ?? '') !== nounKey(segment);
    if (isAct(segment) || (i > 0 && (alone || isActSegment(segment, words)))) readAct(words, target);
    else if (words.length > 0) nouns.push(stems(nounKey(segment).split(' ')));
  });
  setThing(nouns, target);
  // What is asked for is told by the effect.
  if (target.effect === 'list' || target.effect === 'read') target.acts.length = 0;
}

/** An act, or a verb with what it takes: `bulk_add_to_categories`. */
function isActSegment(segment: string, words: readonly string[]): boolean {
  if (isAct(segment)) return true;
  return (
    words.length > 1 &&
    words.some(
      (word, i) =>
        (i === 0 || FILLERS.has(words[i - 1] as string)) && /^(?:add|remove|set|mark|apply|send|get|make)$/.test(word),
    )
  );
}

function readAct(words: readonly string[], target: TraceTarget): void {
  const told = words.filter((word) => !FILLERS.has(word));
  const verb = told[0];
  if (verb === undefined) return;
  target.acts.push(stem(verb));
  const rest = told.slice(1).filter((word) => !PREPOSITIONS.has(word));
  if (rest.length > 0) target.partners.push(stems(nounKey(rest.join(' ')).split(' ')));
}

function readField(name: string, target: TraceTarget): void {
  const phrase = nounPhrase(name).filter((word) => !FILLERS.has(word));
  const noun = fieldNoun(name);
  const words = noun === name ? phrase : noun.split(' ').filter((word) => !FILLERS.has(word));
  while (words.length > 1 && CONNECTIONS.has(words.at(-1) as string)) words.pop();
  const verb = phrase[0] ?? '';
  if (noun !== name) target.acts.push(...(target.effect === 'action' ? [stem(verb)] : []));
  else if (target.effect === 'action') {
    target.acts.push(...phrase.filter((_, i) => i === 0).map(stem));
    words.shift();
  }
  if (words.length > 0) target.things.push(stems(nounKey(words.join(' ')).split(' ')));
}

function setThing(nouns: string[][], target: TraceTarget): void {
  let last = nouns.pop();
  if (last !== undefined && last.length === 1 && DETAILS.has(last[0] as string) && nouns.length > 0) {
    target.detail = true;
    last = nouns.pop();
  }
  if (last !== undefined) target.things.push(last);
  target.owners.push(...nouns);
}

/** Adds the name of the resource where the path's own noun is another spelling or the end of it, or none of its operations is called like it. */
function addResource(
  operation: Operation,
  target: TraceTarget,
  plain: ReadonlyMap<string, string>,
  placed: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  if (operation.resource === null) return;
  const name = stems(shownNoun(plain.get(operation.resource) ?? operation.resource).split(' '));
  const key = name.join(' ');
  if (target.things.some((thing) => thing.join(' ') === key)) return;
  const ends = target.things.some((thing) => thing.join('') === name.join('') || thing.at(-1) === name.at(-1));
  const unnamed = placed.get(operation.resource)?.has(key) !== true && target.partners.length === 0;
  if (ends || target.things.length === 0 || (unnamed && operation.path === undefined)) target.things.push(name);
}

/** By resource, the nouns its operations' paths end on. */
function placedNouns(operations: readonly Operation[]): Map<string, Set<string>> {
  const placed = new Map<string, Set<string>>();
  for (const { path, resource, id } of operations) {
    if (resource === null) continue;
    const own = placed.get(resource) ?? new Set<string>();
    const nouns =
      path === undefined ? [fieldNoun(id.split('.').at(-1) ?? '')] : fixedSegments(path).filter((one) => !isAct(one));
    for (const noun of nouns) own.add(stems(nounKey(noun).split(' ')).join(' '));
    placed.set(resource, own);
  }
  return placed;
}

function entityTarget(entity: Entity, plain: ReadonlyMap<string, string>): TraceTarget {
  return {
    ref: `entity:${entity.id}`,
    codeNames: [entity.id],
    things: [stems(shownNoun(plain.get(entity.id) ?? entity.id).split(' '))],
    owners: [],
    acts: [],
    partners: [],
    detail: false,
    effect: null,
    likeness: null,
  };
}

function stems(words: readonly string[]): string[] {
  return words.filter((word) => word !== '').map(stem);
}
