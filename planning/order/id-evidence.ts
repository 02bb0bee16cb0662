import type { Property } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import type { Observe } from './evidence.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { CLASSIFYING_SUFFIXES, stem, wordKey } from './words.js';

const PRINCIPAL_ROLES = new Set(['author', 'creator', 'uploader', 'submitter', 'approver', 'assignee', 'reviewer']);
const ID_ENDINGS = new Set(['id', 'ids', 'uuid', 'slug', 'pk']);
/** Types of ids where a property is called like the thing it points to: GraphQL's ID, and numbers of a table's rows. */
const ID_TYPES = new Set(['id', 'integer']);
/** Names of whole numbers that are no ids, whatever things there are. */
const MEASURES = new Set(
  (
    'order position index number page version level rank count weight size priority sequence score rating age year month ' +
    'week day hour minute second duration step total amount quantity price cost limit offset length width height depth port'
  ).split(' '),
);

/**
 * Evidence from ids: a thing that holds `petId` needs pets first. Weights are the measured precision of each form on
 * labelled contracts: required property .95, nullable .8, required in a create form .9, optional there .75, a list of
 * ids there .45 or, where REST leaves it optional, .35 (lists of ids in answers say nothing).
 */
export function observeIds(index: OrderIndex, observe: Observe): void {
  for (const resource of index.resources) {
    const names = new Set(resource.properties.map((property) => property.name));
    for (const property of resource.properties) {
      const target = idTarget(property, resource, names, index);
      if (target === null || target.list || isOwnPart(property, target.resource, resource, index)) continue;
      const strict = property.required && !property.nullable;
      const reason = `${resource.name} holds the id of ${target.resource.name} (\`${property.name}\`)`;
      observe(target.resource, resource, { family: 'id-property', weight: strict ? 0.95 : 0.8, hard: strict, reason });
    }
    const inputNames = new Set(resource.inputs.map((property) => property.name));
    for (const property of resource.inputs) {
      const target = idTarget(property, resource, inputNames, index);
      if (target === null) continue;
      const strict = property.required && !target.list;
      const weight = inputWeight(property, target, strict, index.graphql && resource.head !== target.resource);
      const reason = `making a ${resource.name} takes the id of ${target.resource.name} (\`${property.name}\`)`;
      observe(target.resource, resource, { family: 'id-input', weight, hard: strict, reason });
    }
    observePrincipal(resource, index, observe);
  }
}

/**
 * Objects that only carry ids of things made elsewhere name them as plainly as references do. A form of GraphQL takes
 * optional lists of ids on purpose, but for those of a set's members (`GuestGroup.guestIds`).
 */
function inputWeight(
  property: Property,
  target: { resource: ResourceFacts; list: boolean },
  strict: boolean,
  deliberate: boolean,
): number {
  if (!target.list) return strict ? 0.9 : 0.75;
  if (property.identified === true && target.resource.creators.length > 0) return 0.6;
  return property.required || deliberate ? 0.45 : 0.35;
}

/**
 * `default_variant_id` of a product whose variants hold their product's id, or are listed by it, points to one of its own
 * parts.
 */
function isOwnPart(property: Property, target: ResourceFacts, owner: ResourceFacts, index: OrderIndex): boolean {
  if (!isQualified(property, target)) return false;
  const listed = owner.properties.some(
    (one) => one.list && one.ref !== undefined && index.ofEntity.get(one.ref) === target,
  );
  if (listed) return true;
  return target.properties.some((one) => {
    const back = idWords(one);
    return (
      back !== null && !back.list && back.stem.length === owner.words.length && index.resolve(back.stem, null) === owner
    );
  });
}

/** True where an id property says more than its target's name: `default_variant_id`, not `variant_id`. */
export function isQualified(property: Property, target: ResourceFacts): boolean {
  return wordsOf(property.name).length - 1 > target.words.length;
}

/** The resource an id property points to, or null. `list`: it is a list of ids. */
export function idTarget(
  property: Property,
  owner: ResourceFacts | null,
  siblings: ReadonlySet<string>,
  index: OrderIndex,
): { resource: ResourceFacts; list: boolean } | null {
  const kind = classifierOf(property, owner, index);
  if (kind !== null) return { resource: kind, list: false };
  const words = idWords(property);
  if (words === null) return null;
  const beside = besideReference(property, owner, index);
  if (beside !== null) return { resource: beside, list: words.list };
  const resource =
    words.bare || isPolymorphic(property.name, siblings)
      ? exactOnly(words.stem, index)
      : index.resolve(words.stem, owner);
  if (resource === null || resource.value) return null;
  return { resource: followView(resource, index), list: words.list };
}

/** `type` of a Room, where there are RoomTypes that are made on their own, names one. */
function classifierOf(property: Property, owner: ResourceFacts | null, index: OrderIndex): ResourceFacts | null {
  if (owner === null || property.list || property.ref !== undefined || property.type !== 'string') return null;
  const words = wordsOf(property.name);
  if (words.length !== 1 || !CLASSIFYING_SUFFIXES.has(stem(words[0] as string))) return null;
  const found = index.byStems.get(wordKey([...owner.words, ...words]));
  return found !== undefined && found.creators.length > 0 ? found : null;
}

interface IdName {
  stem: string[];
  list: boolean;
  /** The property is called like the thing itself (`owner: ID`, an integer or `{ id }`): only a whole name counts. */
  bare: boolean;
}

/** What is left of an id property's name without its `id`, or null if it is none (a bare `id` is the thing's own). */
function idWords(property: Property): IdName | null {
  const words = wordsOf(property.name);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && ID_ENDINGS.has(last) && property.identified === undefined) {
    return { stem: words.slice(0, -1), list: property.list || last === 'ids', bare: false };
  }
  if (property.ref !== undefined || words.length === 0 || ID_ENDINGS.has(last)) return null;
  const measure = property.type === 'integer' && MEASURES.has(last);
  const typed = ID_TYPES.has(property.type) || property.format === 'uuid' || property.identified === true;
  return typed && !measure ? { stem: words, list: property.list, bare: true } : null;
}

/** `x_id` beside `x: $ref` takes the type of `x`. */
function besideReference(property: Property, owner: ResourceFacts | null, index: OrderIndex): ResourceFacts | null {
  const base = property.name.replace(/_?(?:id|Id|ID)s?$/, '');
  const twin = owner?.properties.find((one) => one.name === base && one.ref !== undefined);
  const resource = twin?.ref === undefined ? undefined : index.ofEntity.get(twin.ref);
  return resource === undefined ? null : followView(resource, index);
}

function isPolymorphic(name: string, siblings: ReadonlySet<string>): boolean {
  return siblings.has(name.replace(/_id$/, '_type')) && name.endsWith('_id')
    ? true
    : name.endsWith('Id') && siblings.has(name.replace(/Id$/, 'Type'));
}

function exactOnly(words: readonly string[], index: OrderIndex): ResourceFacts | null {
  const found = index.resolve(words, null);
  return found !== null && found.words.length === words.length ? found : null;
}

/** The resource behind a view; others stand for themselves. */
export function followView(resource: ResourceFacts, index: OrderIndex): ResourceFacts {
  return (resource.viewOf === null ? undefined : index.byName.get(resource.viewOf)) ?? resource;
}

function observePrincipal(resource: ResourceFacts, index: OrderIndex, observe: Observe): void {
  if (index.principal === null) return;
  for (const property of resource.properties) {
    const words = wordsOf(property.name);
    if (words.at(-1) === 'id') words.pop();
    const role = words.length === 1 && PRINCIPAL_ROLES.has(words[0] as string);
    const agent = words.length > 1 && words.at(-1) === 'by';
    const itself = words.join(' ') === index.principal.words.join(' ') && property.ref !== undefined && !property.list;
    if (!role && !agent && !itself) continue;
    if (/(?:^|_)(?:at|count|name|email)$/.test(property.name)) continue;
    const reason = `\`${resource.name}.${property.name}\` names a ${index.principal.name}`;
    observe(index.principal, resource, { family: 'principal', weight: 0.7, hard: false, reason });
  }
}
