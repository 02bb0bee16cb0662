import type { ContractModel, Entity, Operation, Property } from '../contract/contract-model.js';
import { singular, wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';
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
  /** Has no operation and no identity of its own: enums, scalars, value objects, error models. */
  value: boolean;
  /** The resource this one shows part of (a profile shows a user), if it is a view. */
  viewOf: string | null;
}

export interface OrderIndex {
  graphql: boolean;
  /** All of the contract, also those that belong to no resource. */
  operations: Operation[];
  /** Sorted by name. */
  resources: ResourceFacts[];
  byName: Map<string, ResourceFacts>;
  ofEntity: Map<string, ResourceFacts>;
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

const MAX_FORM_DEPTH = 2;
const PRINCIPAL_NAMES = ['user', 'account', 'member', 'customer', 'person', 'admin user', 'principal'];
const GENERIC = new Set(
  'name type kind status position metadata description created_at updated_at createdAt updatedAt'.split(' '),
);

/** Indexes a contract for the order rules. `signIn` are the ids of operations that sign callers in or up. */
export function makeOrderIndex(model: ContractModel, signIn: ReadonlySet<string>): OrderIndex {
  const entity = new Map(model.entities.map((one) => [one.id, one]));
  const operation = new Map(model.operations.map((one) => [one.id, one]));
  const resources = model.resources
    .map((resource) => {
      const operations = resource.operations.flatMap((id) => operation.get(id) ?? []);
      return resourceFacts(resource.name, resource.entities, operations, entity, signIn);
    })
    .sort((a, b) => compareStrings(a.name, b.name));
  markViews(resources);
  const byName = new Map(resources.map((one) => [one.name, one]));
  const ofEntity = new Map(resources.flatMap((one) => one.entities.map((id) => [id, one] as const)));
  return {
    graphql: model.kind === 'graphql',
    operations: model.operations,
    resources,
    byName,
    ofEntity,
    byStems: new Map(resources.filter((one) => one.main !== null).map((one) => [wordKey(one.words), one])),
    entity,
    principal: findPrincipal(resources, signIn),
    resolve: makeResolver(resources),
  };
}

function resourceFacts(
  name: string,
  entities: string[],
  operations: Operation[],
  entity: Map<string, Entity>,
  signIn: ReadonlySet<string>,
): ResourceFacts {
  const main = entities.includes(name) ? name : mainEntity(entities, entity);
  const properties = main === null ? [] : composedProperties(main, new Set(entities), entity);
  const creators = operations
    .filter((one) => one.effect === 'create' || (signIn.has(one.id) && isSignUp(one)))
    .sort((a, b) => segments(a).length - segments(b).length || compareStrings(a.id, b.id));
  const kind = main === null ? undefined : entity.get(main)?.kind;
  const identified = properties.some((property) => /^(?:_?id|uuid|slug)$/i.test(property.name));
  const simple = kind === 'enum' || kind === 'scalar' || kind === 'alias';
  return {
    name,
    main,
    words: wordsOf(name),
    entities,
    operations,
    creators,
    properties,
    inputs: creators.flatMap((one) => formProperties(one, entity)),
    value: main !== null && operations.length === 0 && (simple || !identified),
    viewOf: null,
  };
}

/** True for those sign-in operations that register a caller, told by their names. */
export function isSignUp(operation: Operation): boolean {
  const names = wordsOf(`${operation.operationId ?? ''} ${operation.path ?? operation.id}`).join(' ');
  if (/\b(?:sign ?up|register|registrations?)\b/.test(names)) return true;
  return (
    operation.effect === 'create' && !/\b(?:log ?in|sign ?in|tokens?|sessions?|authenticate|refresh)\b/.test(names)
  );
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

/** Everything a caller fills in for an operation: arguments, inline body properties, and those of the forms it names. */
export function formProperties(operation: Operation, entity: Map<string, Entity>): Property[] {
  const found = new Map<string, Property>();
  const add = (property: Property): void => {
    const known = found.get(property.name);
    if (known === undefined || (property.required && !known.required)) found.set(property.name, property);
  };
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'argument') continue;
    const { name, required, type, description } = parameter;
    add({ name, required, type, description, nullable: !required, list: false, readOnly: false });
  }
  operation.requestBody?.properties.forEach(add);
  let level = [...new Set([...operation.inputEntities, ...(operation.requestBody?.entities ?? [])])];
  const seen = new Set(level);
  for (let depth = 0; depth < MAX_FORM_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const id of level) {
      const form = entity.get(id);
      if (form === undefined) continue;
      form.properties.filter((property) => !property.readOnly).forEach(add);
      for (const part of form.composes) {
        if (seen.has(part)) continue;
        seen.add(part);
        next.push(part);
      }
    }
    level = next;
  }
  return [...found.values()];
}

/** Path segments of an HTTP operation, `[]` for others. */
export function segments(operation: Operation): string[] {
  return (operation.path ?? '').split('/').filter((segment) => segment !== '');
}

/**
 * A resource without identity that nobody creates, most of whose properties (60 %, at least 3, generic names aside) are
 * those of one that is created, is a view of that one.
 */
function markViews(resources: ResourceFacts[]): void {
  const creatable = resources.filter((one) => one.creators.length > 0);
  for (const one of resources) {
    if (one.creators.length > 0 || one.properties.some((property) => property.name === 'id')) continue;
    const names = one.properties.map((property) => property.name).filter((name) => !GENERIC.has(name));
    if (names.length < 3) continue;
    let best: { name: string; share: number } | null = null;
    for (const base of creatable) {
      const known = new Set([...base.properties, ...base.inputs].map((property) => property.name));
      const shared = names.filter((name) => known.has(name)).length;
      if (shared < 3 || shared / names.length < 0.6) continue;
      if (best === null || shared / names.length > best.share) best = { name: base.name, share: shared / names.length };
    }
    one.viewOf = best?.name ?? null;
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
  const endings = new Map<string, ResourceFacts[]>();
  for (const one of resources) {
    if (one.main === null) continue;
    const stems = one.words.map(stem);
    exact.set(stems.join(' '), one);
    for (let at = 1; at < stems.length; at++) {
      const ending = stems.slice(at).join(' ');
      endings.set(ending, [...(endings.get(ending) ?? []), one]);
    }
  }
  return (words, owner) => {
    const stems = words.map((word) => stem(singular(word)));
    const whole = exact.get(wordKey(stems));
    if (whole !== undefined) return whole;
    for (let take = (owner?.words.length ?? 1) - 1; take >= 1; take--) {
      const prefixed = exact.get([...(owner as ResourceFacts).words.slice(0, take).map(stem), ...stems].join(' '));
      if (prefixed !== undefined) return prefixed;
    }
    for (let drop = 1; drop < stems.length; drop++) {
      const stripped = exact.get(stems.slice(drop).join(' '));
      if (stripped !== undefined) return stripped;
    }
    const only = endings.get(stems.join(' ')) ?? [];
    return only.length === 1 ? (only[0] as ResourceFacts) : null;
  };
}
