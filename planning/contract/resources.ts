import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Resource } from './contract-model.js';
import { nounKey, wordsOf } from './names.js';
import { resourcesOfOperations } from './operation-resource.js';
import { plainNames, renamed } from './plain-names.js';
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
  const names = plainNames(model.entities.map(({ id }) => id));
  if ([...names].every(([id, name]) => id === name)) return groupPlain(model);
  const copy = renamed(model, names);
  const original = new Map([...names].map(([id, name]) => [name, id]));
  const asWritten = (name: string): string => original.get(name) ?? name;
  const resources = groupPlain(copy).map(({ name, entities, operations }) => ({
    name: asWritten(name),
    entities: entities.map(asWritten).sort(compareStrings),
    operations,
  }));
  const placed = new Map(copy.operations.map(({ id, resource }) => [id, resource]));
  for (const operation of model.operations) {
    const name = placed.get(operation.id) ?? null;
    operation.resource = name === null ? null : asWritten(name);
  }
  return resources.sort((a, b) => compareStrings(a.name, b.name));
}

function groupPlain(model: ModelPart): Resource[] {
  const bases = findBases(model);
  const operations = new Map(model.operations.map((one) => [one.id, one]));
  const roots = new Map(model.entities.map((one) => [one.id, rootOf(one.id, bases)]));
  shareSmallTypes(model.entities, roots);
  const resources = new Map<string, Resource>();
  const resource = (name: string): Resource => {
    const known = resources.get(name) ?? { name, entities: [], operations: [] };
    resources.set(name, known);
    return known;
  };
  for (const { id } of model.entities) resource(roots.get(id) ?? id).entities.push(id);
  for (const [id, name] of resourcesOfOperations(model, [...resources.keys()], roots)) {
    const operation = operations.get(id);
    if (operation === undefined) continue;
    operation.resource = name;
    if (name !== null) resource(name).operations.push(id);
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
