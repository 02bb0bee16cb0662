import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Operation } from './contract-model.js';
import { fieldNoun, isAct, nounPhrase } from './effect.js';
import { fixedSegments, isPlural, nounKey, pascalSingular, wordsOf } from './names.js';
import { shownNoun } from './resource-bases.js';
import { IDENTITY } from './views.js';

/**
 * The resource that each operation belongs to, by operation id: null where none can be told, a name that is none of
 * `names` where a path's noun has no schema. `roots` holds the resource of each entity.
 */
export function resourcesOfOperations(
  model: Pick<ContractModel, 'entities' | 'operations'>,
  names: readonly string[],
  roots: ReadonlyMap<string, string>,
): Map<string, string | null> {
  const entity = new Map(model.entities.map((one) => [one.id, one]));
  const finder: ResourceFinder = { byNoun: nounIndex(names), endings: endingIndex(names), roots, entity };
  const known = plainResources(model.operations, finder);
  return new Map(
    model.operations.map((operation) => [
      operation.id,
      known.get(operation.id) ?? looseResource(operation, known, finder) ?? pathNoun(operation, entity),
    ]),
  );
}

/** Resources by noun, singular before plural, exact names before those that only have a shown form (`DeploymentResponse` for deployment). */
function nounIndex(names: Iterable<string>): Map<string, string> {
  const many = (name: string): number => (isPlural(wordsOf(name).at(-1) ?? '') ? 0 : 1);
  const sorted = [...names].sort((a, b) => many(a) - many(b) || compareStrings(b, a));
  return new Map([
    ...sorted.map((name) => [shownNoun(name), name] as const),
    ...sorted.map((name) => [nounKey(name), name] as const),
  ]);
}

/** Last words of path parameters that identify a thing. */
export const KEYS = new Set(['id', 'name', 'key', 'slug', 'uuid', 'code']);

interface ResourceFinder {
  byNoun: ReadonlyMap<string, string>;
  endings: ReadonlyMap<string, string | null>;
  roots: ReadonlyMap<string, string>;
  entity: ReadonlyMap<string, Entity>;
}

/**
 * The resource an operation plainly belongs to: the thing its path ends on (acts and parameters skipped), else the first
 * thing it answers with; that, too, where its name ends on the path's noun (`/admin/users` answers with AdminUser). Also by
 * collection (`collectionOf`), which tells for operations that answer with nothing.
 */
function plainResources(operations: readonly Operation[], finder: ResourceFinder): Map<string, string> {
  const known = new Map<string, string>();
  const silent: { operation: Operation; named: string | undefined }[] = [];
  for (const operation of operations) {
    const segments = segmentsOf(operation);
    const named = pathThing(segments, finder);
    const about = aboutOf(operation, finder.byNoun);
    const outcome = operation.type === 'mutation' && isOutcome(finder.entity.get(about ?? ''), finder);
    const answered =
      about === undefined ? undefined : rooted((outcome ? fieldThing(operation, finder) : undefined) ?? about, finder);
    if (answered === undefined) {
      silent.push({ operation, named });
      continue;
    }
    const ending = ` ${nounKey(segments.at(-1) ?? '')}`;
    const name = named === undefined || shownNoun(answered).endsWith(ending) ? answered : named;
    known.set(operation.id, name);
    const collection = collectionOf(operation);
    if (collection !== null && (!known.has(collection) || operation.effect === 'create')) known.set(collection, name);
  }
  for (const { operation, named } of silent) {
    const name = (named === undefined ? undefined : known.get(collectionOf(operation) ?? '')) ?? named;
    const found = name ?? fieldThing(operation, finder);
    if (found !== undefined) known.set(operation.id, finder.roots.get(found) ?? found);
  }
  return known;
}

function rooted(id: string, { roots }: ResourceFinder): string {
  return roots.get(id) ?? id;
}

/** `DeletionResult { done, message }`: says how a write went and nothing of what it was about. */
function isOutcome(entity: Entity | undefined, finder: ResourceFinder): boolean {
  if (entity?.kind !== 'object') return false;
  return entity.properties.every(({ name, ref }) => {
    const kind = ref === undefined ? 'scalar' : finder.entity.get(ref)?.kind;
    return (kind === 'scalar' || kind === 'enum') && !IDENTITY.test(name);
  });
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
  const keyed = paramThing(operation, byNoun);
  if (keyed !== undefined) return keyed;
  const taken = operation.inputEntities.find((id) => !isAside(id));
  return taken === undefined ? null : (roots.get(taken) ?? taken);
}

/** `/archive/{roomName}` is about what its parameter is the key of. */
function paramThing(operation: Operation, byNoun: ReadonlyMap<string, string>): string | undefined {
  if (operation.type !== 'operation') return undefined;
  const params = (operation.path ?? '').match(/\{[^}]*\}/g) ?? [];
  const words = wordsOf(params.at(-1) ?? '');
  return words.length > 1 && KEYS.has(words.at(-1) as string) ? byNoun.get(words.slice(0, -1).join(' ')) : undefined;
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
 * [String!]`): what the words after its verb end on (`deleteGuestAddress`: Address); else the longest run of its words that
 * names one, from the left; else the only name that ends on its last words.
 */
function fieldThing(operation: Operation, { byNoun, endings }: ResourceFinder): string | undefined {
  if (operation.path !== undefined || operation.type === 'webhook' || operation.type === 'callback') return undefined;
  const name = operation.id.split('.').at(-1) ?? '';
  const noun = fieldNoun(name);
  const ended = noun === name ? undefined : endedOn(noun.split(' '), byNoun);
  if (ended !== undefined) return ended;
  const words = nounPhrase(name);
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

/** The longest run of last words that names a thing. */
function endedOn(words: readonly string[], byNoun: ReadonlyMap<string, string>): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const found = byNoun.get(nounKey(words.slice(at).join(' ')));
    if (found !== undefined) return found;
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
