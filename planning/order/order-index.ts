import type { ContractModel, Entity, Operation, Property } from '../contract/contract-model.js';
import { nounKey, singular, wordsOf } from '../contract/names.js';
import { plainNames } from '../contract/plain-names.js';
import { shownNoun } from '../contract/resource-bases.js';
import { compareStrings } from '../compare.js';
import { creatorsOf, segments } from './creators.js';
import { formProperties } from './form-properties.js';
import { stem, wordKey } from './words.js';

/** What order rules need to know of a resource. */
export interface ResourceFacts {
  name: string;
  /** Id of the entity that stands for the resource, null where it has none (operations only). */
  main: string | null;
  words: string[];
  entities: string[];
  operations: Operation[];
  /** Operations that make one, the shortest path first. */
  creators: Operation[];
  /** Properties of the main entity with those of the resource's entities it is composed of. */
  properties: Property[];
  /** What create operations take: body, arguments and the properties of the entities they name. */
  inputs: Property[];
  /** Enums, scalars, and what has neither an operation nor an identity of its own: value objects, error models. */
  value: boolean;
  /** The resource with the longest name that this one's name begins with (`OrderItem`: Order), if any. */
  head: ResourceFacts | null;
  /** The resource this one shows part of (a profile shows a user), if it is a view. */
  viewOf: string | null;
}

export interface OrderIndex {
  graphql: boolean;
  /** All of the contract, also those that belong to no resource. */
  operations: Operation[];
  operation: Map<string, Operation>;
  /** Sorted by name. */
  resources: ResourceFacts[];
  byName: Map<string, ResourceFacts>;
  ofEntity: Map<string, ResourceFacts>;
  /** By the path of their operations without the parameters it ends on, as written. */
  byCollection: Map<string, ResourceFacts>;
  /** By the stems of the name's words, joined by blanks; resources with an entity only. */
  byStems: Map<string, ResourceFacts>;
  entity: Map<string, Entity>;
  /** The resource that stands for signed-in callers, null where none can be told. */
  principal: ResourceFacts | null;
  /**
   * The resource a phrase names, seen from the resource whose property it is: an exact name, the owner's first words
   * before it, the phrase without leading qualifiers, or a name of which it is the only ending.
   */
  resolve(words: readonly string[], owner: ResourceFacts | null): ResourceFacts | null;
}

const PRINCIPAL_NAMES = ['user', 'account', 'member', 'customer', 'person', 'admin user', 'principal'];
const GENERIC = new Set(
  'name type kind status position metadata description created_at updated_at createdAt updatedAt'.split(' '),
);

/** Indexes a contract for the order rules. `signIn` are the ids of operations that sign callers in or up. */
export function makeOrderIndex(model: ContractModel, signIn: ReadonlySet<string>): OrderIndex {
  const entity = new Map(model.entities.map((one) => [one.id, one]));
  const operation = new Map(model.operations.map((one) => [one.id, one]));
  const plain = plainNames(model.entities.map(({ id }) => id));
  const nouns = new Set(model.resources.map(({ name }) => nounKey(plain.get(name) ?? name)));
  const resources = model.resources
    .map((resource) => {
      const operations = resource.operations.flatMap((id) => operation.get(id) ?? []);
      const name = plain.get(resource.name) ?? resource.name;
      const shown = shownNoun(name);
      const words = nouns.has(shown) ? wordsOf(name) : shown.split(' ');
      return resourceFacts({ ...resource, words }, operations, entity, signIn);
    })
    .sort((a, b) => compareStrings(a.name, b.name));
  markViews(resources);
  markHeads(resources);
  const byName = new Map(resources.map((one) => [one.name, one]));
  const ofEntity = new Map(resources.flatMap((one) => one.entities.map((id) => [id, one] as const)));
  return {
    graphql: model.kind === 'graphql',
    operations: model.operations,
    operation,
    resources,
    byName,
    ofEntity,
    byCollection: collectionIndex(resources),
    byStems: stemIndex(resources),
    entity,
    principal: findPrincipal(resources, signIn),
    resolve: makeResolver(resources),
  };
}

function resourceFacts(
  { name, entities, words }: Pick<ResourceFacts, 'name' | 'entities' | 'words'>,
  operations: Operation[],
  entity: Map<string, Entity>,
  signIn: ReadonlySet<string>,
): ResourceFacts {
  const main = entities.includes(name) ? name : mainEntity(entities, entity);
  const properties = main === null ? [] : composedProperties(main, new Set(entities), entity);
  const made = creatorsOf(operations, words, signIn);
  const alone = made.filter((one) => !namesItself(formProperties(one, entity), words));
  const creators = alone.length > 0 ? alone : made;
  const kind = main === null ? undefined : entity.get(main)?.kind;
  const identified = properties.some((property) => /^(?:_?id|uuid|slug)$/i.test(property.name));
  const simple = kind === 'enum' || kind === 'scalar' || kind === 'alias';
  return {
    name,
    main,
    words,
    entities,
    operations,
    creators,
    properties,
    inputs: creators.flatMap((one) => formProperties(one, entity)),
    value: main !== null && (simple || (operations.length === 0 && !identified)),
    head: null,
    viewOf: null,
  };
}

/** A form that must carry the id of the thing itself ties one that is there. */
function namesItself(form: readonly Property[], words: readonly string[]): boolean {
  const own = wordKey([...words, 'id']);
  return form.some(({ name, required, list }) => required && !list && wordKey(wordsOf(name)) === own);
}

function mainEntity(entities: string[], entity: Map<string, Entity>): string | null {
  const rank = (id: string): number => (entity.get(id)?.kind === 'object' ? 0 : 1);
  return [...entities].sort((a, b) => rank(a) - rank(b) || a.length - b.length || compareStrings(a, b))[0] ?? null;
}

function composedProperties(main: string, own: ReadonlySet<string>, entity: Map<string, Entity>): Property[] {
  const found = new Map<string, Property>();
  const open = [main];
  const seen = new Set(open);
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const one = entity.get(id);
    for (const property of one?.properties ?? []) {
      if (!found.has(property.name)) found.set(property.name, property);
    }
    for (const part of one?.composes ?? []) {
      if (seen.has(part) || !own.has(part)) continue;
      seen.add(part);
      open.push(part);
    }
  }
  return [...found.values()];
}

/** A property that more creatable things than this have tells nothing, and would make the search quadratic. */
const MAX_HOLDERS = 100;

/**
 * A resource without identity that nobody creates, most of whose properties (60 %, at least 3, generic names aside) are
 * those of one that is created, and of no other as much, is a view of that one.
 */
function markViews(resources: ResourceFacts[]): void {
  const holders = new Map<string, string[]>();
  for (const base of resources) {
    if (base.creators.length === 0) continue;
    for (const name of new Set([...base.properties, ...base.inputs].map((property) => property.name))) {
      const known = holders.get(name);
      if (known === undefined) holders.set(name, [base.name]);
      else known.push(base.name);
    }
  }
  for (const one of resources) {
    if (one.creators.length > 0 || one.properties.some((property) => property.name === 'id')) continue;
    const names = one.properties.map((property) => property.name).filter((name) => !GENERIC.has(name));
    if (names.length < 3) continue;
    const shared = new Map<string, number>();
    for (const holding of names.map((name) => holders.get(name) ?? [])) {
      if (holding.length <= MAX_HOLDERS) for (const base of holding) shared.set(base, (shared.get(base) ?? 0) + 1);
    }
    const [best, next] = [...shared].sort(([a, m], [b, n]) => n - m || compareStrings(a, b));
    if (best !== undefined && best[1] >= Math.max(3, 0.6 * names.length) && best[1] !== next?.[1]) one.viewOf = best[0];
  }
}

function stemIndex(resources: readonly ResourceFacts[]): Map<string, ResourceFacts> {
  return new Map(resources.filter((one) => one.main !== null).map((one) => [wordKey(one.words), one]));
}

function markHeads(resources: readonly ResourceFacts[]): void {
  const byStems = stemIndex(resources);
  for (const one of resources) {
    for (let at = one.words.length - 1; at > 0 && one.head === null; at--)
      one.head = byStems.get(wordKey(one.words.slice(0, at))) ?? null;
  }
}

function findPrincipal(resources: ResourceFacts[], signIn: ReadonlySet<string>): ResourceFacts | null {
  const signing = resources.filter(
    (one) => one.main !== null && one.creators.some((creator) => signIn.has(creator.id)),
  );
  const named = PRINCIPAL_NAMES.flatMap((name) =>
    resources.filter((one) => one.main !== null && one.words.join(' ') === name),
  );
  const holder = resources.filter(
    (one) => one.main !== null && one.operations.some((operation) => signIn.has(operation.id)),
  );
  return named.find((one) => signing.includes(one) || holder.includes(one)) ?? signing[0] ?? named[0] ?? null;
}

function makeResolver(resources: ResourceFacts[]): OrderIndex['resolve'] {
  const exact = new Map<string, ResourceFacts>();
  const endings = new Map<string, ResourceFacts | null>();
  for (const one of resources) {
    if (one.main === null) continue;
    const stems = one.words.map(stem);
    exact.set(stems.join(' '), one);
    for (let at = 1; at < stems.length; at++) {
      const ending = stems.slice(at).join(' ');
      endings.set(ending, endings.has(ending) ? null : one);
    }
  }
  return (words, owner) => {
    const stems = words.map((word) => stem(singular(word)));
    const whole = exact.get(stems.join(' '));
    if (whole !== undefined) return whole;
    for (let take = (owner?.words.length ?? 1) - 1; take >= 1; take--) {
      const prefixed = exact.get([...(owner as ResourceFacts).words.slice(0, take).map(stem), ...stems].join(' '));
      if (prefixed !== undefined) return prefixed;
    }
    for (let drop = 1; drop < stems.length; drop++) {
      const stripped = exact.get(stems.slice(drop).join(' '));
      if (stripped !== undefined) return stripped;
    }
    return endings.get(stems.join(' ')) ?? null;
  };
}

function collectionIndex(resources: readonly ResourceFacts[]): Map<string, ResourceFacts> {
  const found = new Map<string, ResourceFacts>();
  for (const resource of resources) {
    if (resource.main === null) continue;
    for (const operation of resource.operations) {
      const parts = segments(operation);
      const end = parts.findLastIndex((part) => !part.includes('{'));
      const key = parts.slice(0, end + 1).join('/');
      const known = found.get(key);
      if (known === undefined || (known.creators.length === 0 && resource.creators.length > 0))
        found.set(key, resource);
    }
  }
  return found;
}
