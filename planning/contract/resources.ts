import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Operation, Resource } from './contract-model.js';
import { isAct, nounPhrase } from './effect.js';
import { fixedSegments, isPlural, nounKey, pascalSingular, wordsOf } from './names.js';
import { findBases, shownNoun } from './resource-bases.js';

type ModelPart = Pick<ContractModel, 'kind' | 'entities' | 'operations'>;

/** Name of the resource that collects scalars, enums and aliases which belong to no single other one. */
const SHARED = 'SharedType';

/**
 * Groups entities into the things of the domain: forms, views, pages and envelopes with their base, small types with
 * the one thing that uses them (else together as `SharedType`). Sets `resource` of each operation. Every entity is in
 * exactly one resource; a resource without entities stands for a path's noun that has no schema. Sorted by name.
 */
export function groupResources(model: ModelPart): Resource[] {
  const bases = findBases(model);
  const entity = new Map(model.entities.map((one) => [one.id, one]));
  const roots = new Map(model.entities.map((one) => [one.id, rootOf(one.id, bases)]));
  shareSmallTypes(model.entities, roots);
  const resources = new Map<string, Resource>();
  const resource = (name: string): Resource => {
    const known = resources.get(name) ?? { name, entities: [], operations: [] };
    resources.set(name, known);
    return known;
  };
  for (const { id } of model.entities) resource(roots.get(id) ?? id).entities.push(id);
  const finder: ResourceFinder = {
    byNoun: nounIndex(resources.keys()),
    endings: endingIndex(resources.keys()),
    roots,
    entity,
  };
  const known = plainResources(model.operations, finder);
  for (const operation of model.operations) {
    const name = known.get(operation.id) ?? looseResource(operation, known, finder) ?? pathNoun(operation, entity);
    operation.resource = name;
    if (name !== null) resource(name).operations.push(operation.id);
  }
  moveLooseForms(model, resources);
  for (const group of resources.values()) {
    group.entities.sort(compareStrings);
    group.operations.sort(compareStrings);
  }
  return [...resources.values()].sort((a, b) => compareStrings(a.name, b.name));
}

/** Follows base to base; a ring (which rules should not make) ends at its smallest name. */
function rootOf(id: string, bases: ReadonlyMap<string, string>): string {
  const path = [id];
  for (let next = bases.get(id); next !== undefined; next = bases.get(next)) {
    if (path.includes(next)) return path.slice(path.indexOf(next)).sort(compareStrings)[0] ?? id;
    path.push(next);
  }
  return path.at(-1) ?? id;
}

/**
 * Scalars, enums, aliases and plain lists go to the only resource that mentions them, or whose name they begin with.
 */
function shareSmallTypes(entities: readonly Entity[], roots: Map<string, string>): void {
  const users = new Map<string, Set<string>>();
  for (const entity of entities) {
    for (const id of mentionedBy(entity)) {
      const known = users.get(id) ?? new Set<string>();
      users.set(id, known.add(roots.get(entity.id) ?? entity.id));
    }
  }
  const things = new Map(
    entities
      .filter((entity) => !isSmall(entity))
      .map((entity) => [nounKey(entity.id), roots.get(entity.id) ?? entity.id]),
  );
  for (const entity of entities) {
    if (!isSmall(entity) || roots.get(entity.id) !== entity.id) continue;
    const using = [...(users.get(entity.id) ?? [])].filter((id) => id !== entity.id);
    roots.set(entity.id, namesake(entity.id, things) ?? (using.length === 1 ? using[0] : undefined) ?? SHARED);
  }
  for (const [id, root] of roots) {
    // What a small type was moved to may itself have been a small type.
    const next = roots.get(root);
    if (next !== undefined && next !== root) roots.set(id, next);
  }
}

function isSmall(entity: Entity): boolean {
  return entity.kind === 'scalar' || entity.kind === 'enum' || entity.kind === 'alias';
}

/** Entities that an entity's properties or composition mention. */
function mentionedBy(entity: Entity): string[] {
  const inside = entity.properties.flatMap((property) => [
    ...(property.ref === undefined ? [] : [property.ref]),
    ...(property.mentions ?? []),
  ]);
  return [...entity.composes, ...inside];
}

/** `OrderStatus` → the resource Order, by the longest leading words that name one. */
function namesake(id: string, things: ReadonlyMap<string, string>): string | undefined {
  const words = wordsOf(id);
  for (let length = words.length - 1; length > 0; length--) {
    const thing = things.get(nounKey(words.slice(0, length).join(' ')));
    if (thing !== undefined) return thing;
  }
  return undefined;
}

/** Resources by noun, exact names before those that only have a shown form (`DeploymentResponse` for deployment). */
function nounIndex(names: Iterable<string>): Map<string, string> {
  const sorted = [...names].sort((a, b) => compareStrings(b, a));
  return new Map([
    ...sorted.map((name) => [shownNoun(name), name] as const),
    ...sorted.map((name) => [nounKey(name), name] as const),
  ]);
}

interface ResourceFinder {
  byNoun: ReadonlyMap<string, string>;
  endings: ReadonlyMap<string, string | null>;
  roots: ReadonlyMap<string, string>;
  entity: ReadonlyMap<string, Entity>;
}

/**
 * The resource an operation plainly belongs to: the thing its path ends on (acts and parameters skipped), else the first
 * thing it answers with. Also by collection (`collectionOf`): what the operations of one path are about.
 */
function plainResources(operations: readonly Operation[], finder: ResourceFinder): Map<string, string> {
  const known = new Map<string, string>();
  for (const operation of operations) {
    const about =
      pathThing(segmentsOf(operation), finder) ?? aboutOf(operation, finder.byNoun) ?? fieldThing(operation, finder);
    if (about === undefined) continue;
    const name = finder.roots.get(about) ?? about;
    known.set(operation.id, name);
    const collection = collectionOf(operation);
    if (collection !== null && !known.has(collection)) known.set(collection, name);
  }
  return known;
}

/**
 * The resource of an operation that says nothing itself: that of the others on its path, else one named earlier in the
 * path, else the first it takes. Null when none is known.
 */
function looseResource(
  operation: Operation,
  known: ReadonlyMap<string, string>,
  { byNoun, roots }: ResourceFinder,
): string | null {
  const sibling = siblingThing(operation, known);
  if (sibling !== undefined) return sibling;
  for (const segment of [...segmentsOf(operation)].reverse()) {
    const found = byNoun.get(nounKey(segment));
    if (found !== undefined) return found;
  }
  const taken = operation.inputEntities.find((id) => !isAside(id));
  return taken === undefined ? null : (roots.get(taken) ?? taken);
}

/** What the others on an operation's path are about; of an act or a part in singular below them, too (`/ml/{id}/train`). */
function siblingThing(operation: Operation, known: ReadonlyMap<string, string>): string | undefined {
  const collection = collectionOf(operation);
  if (collection === null) return undefined;
  const own = known.get(collection);
  const parts = collection.split('/').slice(1);
  if (own !== undefined || isPlural(wordsOf(parts.at(-1) ?? '').at(-1) ?? '')) return own;
  for (let end = parts.length - 1; end > 0; end--) {
    const found = known.get(`/${parts.slice(0, end).join('/')}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The thing that a GraphQL root field's name speaks of, where its answer does not say (`setLabel: Boolean`, `labelKeys:
 * [String!]`): the longest run of its words that names one, from the left; else the only name that ends on its last words.
 */
function fieldThing(operation: Operation, { byNoun, endings }: ResourceFinder): string | undefined {
  if (operation.path !== undefined || operation.type === 'webhook' || operation.type === 'callback') return undefined;
  const words = nounPhrase(operation.id.split('.').at(-1) ?? '');
  for (let take = words.length; take > 0; take--) {
    for (let at = 0; at + take <= words.length; at++) {
      const found = byNoun.get(nounKey(words.slice(at, at + take).join(' ')));
      if (found !== undefined) return found;
    }
  }
  for (let at = 0; at < words.length; at++) {
    const found = endings.get(nounKey(words.slice(at).join(' ')));
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** Resources by the last words of their names; null where several end so. */
function endingIndex(names: Iterable<string>): Map<string, string | null> {
  const endings = new Map<string, string | null>();
  for (const name of names) {
    const words = nounKey(name).split(' ');
    for (let at = 1; at < words.length; at++) {
      const ending = words.slice(at).join(' ');
      endings.set(ending, endings.has(ending) ? null : name);
    }
  }
  return endings;
}

function segmentsOf(operation: Operation): string[] {
  return operation.type === 'operation' ? fixedSegments(operation.path ?? '') : [];
}

/** The path without the parameters and acts it ends on, with a slash so that it is no operation's id. */
function collectionOf(operation: Operation): string | null {
  if (operation.type !== 'operation') return null;
  const parts = (operation.path ?? '').split('/').filter((part) => part !== '');
  const end = parts.findLastIndex((part) => !part.includes('{') && !isAct(part));
  return `/${parts.slice(0, end + 1).join('/')}`;
}

/**
 * What a path ends on: `/orders/{id}/refunds` is about refunds; below a thing, also what the thing's name begins
 * (`/work-pools/{id}/queues`: WorkQueue) and what its property of that name holds (`/orders/{id}/items`: the LineItem of
 * `Order.items`).
 */
function pathThing(segments: readonly string[], { byNoun, roots, entity }: ResourceFinder): string | undefined {
  const last = segments.at(-1);
  if (last === undefined) return undefined;
  const noun = nounKey(last);
  const whole = byNoun.get(noun);
  if (whole !== undefined) return whole;
  for (const holder of segments.slice(0, -1).reverse()) {
    const words = nounKey(holder).split(' ');
    for (let take = words.length; take > 0; take--) {
      const prefixed = byNoun.get(`${words.slice(0, take).join(' ')} ${noun}`);
      if (prefixed !== undefined) return prefixed;
    }
    const parent = entity.get(byNoun.get(nounKey(holder)) ?? '');
    const ref = parent?.properties.find((property) => property.list && nounKey(property.name) === noun)?.ref;
    if (ref !== undefined) return roots.get(ref) ?? ref;
  }
  return undefined;
}

/** Forms that nothing refers to go where all the operations that take them belong. */
function moveLooseForms(model: ModelPart, resources: Map<string, Resource>): void {
  const referred = new Set(model.entities.flatMap((one) => mentionedBy(one)));
  const given = new Set(model.operations.flatMap((operation) => operation.outputEntities));
  const takers = new Map<string, Set<string | null>>();
  for (const operation of model.operations) {
    for (const id of operation.inputEntities)
      takers.set(id, (takers.get(id) ?? new Set<string | null>()).add(operation.resource));
  }
  for (const [id, taking] of takers) {
    const [name = null] = taking;
    const own = resources.get(id);
    if (name === null || name === id || taking.size > 1 || own?.entities.length !== 1 || own.operations.length > 0)
      continue;
    if (referred.has(id) || given.has(id)) continue;
    resources.delete(id);
    resources.get(name)?.entities.push(id);
  }
}

/**
 * What a successful answer is about: what it is, else what its fields refer to or are named after (`{ articles: […]
 * }`), else what is deeper inside.
 */
function aboutOf(operation: Operation, byNoun: ReadonlyMap<string, string>): string | undefined {
  const good = operation.responses.filter(({ status }) => /^(?:2|default)/i.test(status));
  const direct = good.flatMap((response) => response.entities).find((id) => !isAside(id));
  if (direct !== undefined) return direct;
  const properties = good.flatMap((response) => response.properties);
  const referred = properties.find(({ ref }) => ref !== undefined && !isAside(ref))?.ref;
  if (referred !== undefined) return referred;
  for (const { name, type, list } of properties) {
    const named = list || type === 'object' ? byNoun.get(nounKey(name)) : undefined;
    if (named !== undefined && !isAside(named)) return named;
  }
  return operation.outputEntities.find((id) => !isAside(id));
}

/** Problem documents and paging helpers say nothing of what an operation is about. */
function isAside(id: string): boolean {
  return wordsOf(id).some((word) => ['error', 'errors', 'problem', 'fault', 'exception', 'pagination'].includes(word));
}

/** A resource name from the path's last noun, for operations on things that have no schema (`GET /tags`). */
function pathNoun(operation: Operation, entity: ReadonlyMap<string, Entity>): string | null {
  if (operation.type !== 'operation') return null;
  const noun = fixedSegments(operation.path ?? '').findLast((segment) => !isAct(segment));
  const name = noun === undefined ? '' : pascalSingular(noun);
  return name === '' || entity.has(name) ? null : name;
}
