import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Operation, Resource } from './contract-model.js';
import { isAct } from './effect.js';
import { fixedSegments, nounKey, pascalSingular, wordsOf } from './names.js';
import { findBases } from './resource-bases.js';

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
  const entityIds = new Set(model.entities.map((entity) => entity.id));
  const roots = new Map(model.entities.map((entity) => [entity.id, rootOf(entity.id, bases)]));
  shareSmallTypes(model.entities, roots);
  const resources = new Map<string, Resource>();
  const resource = (name: string): Resource => {
    const known = resources.get(name) ?? { name, entities: [], operations: [] };
    resources.set(name, known);
    return known;
  };
  for (const entity of model.entities) resource(roots.get(entity.id) ?? entity.id).entities.push(entity.id);
  const byNoun = nounIndex(resources.keys());
  for (const operation of model.operations) {
    const name = resourceOf(operation, byNoun, roots) ?? pathNoun(operation, entityIds);
    operation.resource = name;
    if (name !== null) resource(name).operations.push(operation.id);
  }
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

function nounIndex(names: Iterable<string>): Map<string, string> {
  return new Map([...names].sort((a, b) => compareStrings(b, a)).map((name) => [nounKey(name), name]));
}

/**
 * The resource an operation belongs to: the thing its path ends on (acts and parameters skipped), else the first thing
 * it answers with, else the first it takes, else one named earlier in the path. Null when none is known.
 */
function resourceOf(
  operation: Operation,
  byNoun: ReadonlyMap<string, string>,
  roots: ReadonlyMap<string, string>,
): string | null {
  const segments = operation.type === 'operation' ? fixedSegments(operation.path ?? '') : [];
  const last = segments.at(-1);
  const named = last === undefined ? undefined : byNoun.get(nounKey(last));
  if (named !== undefined) return named;
  const about = aboutOf(operation, byNoun);
  if (about !== undefined) return roots.get(about) ?? about;
  for (const segment of segments.reverse()) {
    const found = byNoun.get(nounKey(segment));
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * What a successful answer is about: what it is, else what its fields refer to or are named after (`{ articles: […]
 * }`), else what is deeper inside; else what the operation takes in.
 */
function aboutOf(operation: Operation, byNoun: ReadonlyMap<string, string>): string | undefined {
  const good = operation.responses.filter(({ status }) => /^(?:2|default)/i.test(status));
  const direct = good.flatMap((response) => response.entities).find((id) => !isAside(id));
  if (direct !== undefined) return direct;
  const properties = good.flatMap((response) => response.properties);
  const referred = properties.find(({ ref }) => ref !== undefined && !isAside(ref))?.ref;
  if (referred !== undefined) return referred;
  for (const { name } of properties) {
    const named = byNoun.get(nounKey(name));
    if (named !== undefined && !isAside(named)) return named;
  }
  return [...operation.outputEntities, ...operation.inputEntities].find((id) => !isAside(id));
}

/** Problem documents and paging helpers say nothing of what an operation is about. */
function isAside(id: string): boolean {
  return wordsOf(id).some((word) => ['error', 'errors', 'problem', 'fault', 'exception', 'pagination'].includes(word));
}

/** A resource name from the path's last noun, for operations on things that have no schema (`GET /tags`). */
function pathNoun(operation: Operation, entityIds: ReadonlySet<string>): string | null {
  if (operation.type !== 'operation') return null;
  const noun = fixedSegments(operation.path ?? '').findLast((segment) => !isAct(segment));
  const name = noun === undefined ? '' : pascalSingular(noun);
  return name === '' || entityIds.has(name) ? null : name;
}
