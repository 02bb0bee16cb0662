import { compareStrings } from '../compare.js';
import type { PlannedResource } from './planned-model.js';
import type { Sizing } from './sizing.js';
import { chunks } from './work-unit.js';
import type { TestUnit, WorkUnit } from '../dag/shape.js';

/** Name under which values that many resources use are built and tested together. */
export const SHARED_TYPES = 'shared types';
/** A test task may check this many times the operations that one task may build. */
const TESTS_PER_TASK = 3;

/** Schema units for the values that the other resources share. */
export function sharedUnits(resources: readonly PlannedResource[], sizing: Sizing): WorkUnit[] {
  const entities = resources
    .filter((resource) => resource.shared)
    .flatMap((resource) => resource.entities)
    .sort(compareStrings);
  return chunks(entities, sizing.maxEntities * 2).map((part) => ({
    kind: 'schema',
    resource: SHARED_TYPES,
    entities: part,
    operations: [],
    rank: 0,
  }));
}

/** References to all that a resource holds, operations last. */
export function referencesOf(resource: Pick<PlannedResource, 'entities' | 'operations'>): string[] {
  return [...resource.entities.map((id) => `entity:${id}`), ...resource.operations.map((one) => `op:${one.id}`)].sort(
    compareStrings,
  );
}

/**
 * Resources without operations that are built with another one: those that nothing waits for, and whose own predecessors
 * all come before the host anyway, so that building them together orders nothing else. Guest → host, the deepest that fits.
 */
export function guestsOf(resources: readonly PlannedResource[], sizing: Sizing): Map<string, string> {
  const shared = new Set(resources.filter((one) => one.shared).map((one) => one.name));
  const byName = new Map(resources.map((one) => [one.name, one]));
  const awaited = new Set(resources.flatMap((one) => one.parents));
  const load = new Map(resources.map((one) => [one.name, one.entities.length]));
  const hosting = hostsOf(resources);
  const guests = new Map<string, string>();
  for (const guest of resources) {
    if (guest.shared || guest.operations.length > 0 || awaited.has(guest.name)) continue;
    const parents = guest.parents.filter((name) => !shared.has(name));
    const host = parents
      .flatMap((name) => byName.get(name) ?? [])
      .filter((one) => hosting.has(one.name))
      .filter((one) => parents.every((name) => name === one.name || one.parents.includes(name)))
      .filter((one) => (load.get(one.name) ?? 0) + guest.entities.length <= sizing.maxEntities)
      .sort((a, b) => b.depth - a.depth || compareStrings(a.name, b.name))[0];
    if (host === undefined) continue;
    guests.set(guest.name, host.name);
    load.set(host.name, (load.get(host.name) ?? 0) + guest.entities.length);
  }
  return guests;
}

/** Resources that only things without operations and followers wait for: whoever waits for a host waits for its guests. */
function hostsOf(resources: readonly PlannedResource[]): Set<string> {
  const awaited = new Set(resources.flatMap((one) => one.parents));
  const isGuest = (one: PlannedResource): boolean => one.operations.length === 0 && !awaited.has(one.name);
  const pressed = new Set(resources.filter((one) => !isGuest(one)).flatMap((one) => one.parents));
  return new Set(resources.map((one) => one.name).filter((name) => !pressed.has(name)));
}

/** The guests of each host, in the order of the resources. */
export function guestsByHost(
  resources: readonly PlannedResource[],
  hosts: ReadonlyMap<string, string>,
): Map<string, PlannedResource[]> {
  const guests = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    const host = hosts.get(resource.name);
    if (host === undefined) continue;
    const known = guests.get(host);
    if (known === undefined) guests.set(host, [resource]);
    else known.push(resource);
  }
  return guests;
}

/** One test task per resource, more where it has many elements, and one for what is shared. */
export function testUnits(resources: readonly PlannedResource[], sizing: Sizing): TestUnit[] {
  const shared = resources.filter((resource) => resource.shared).flatMap(referencesOf);
  const own = resources.filter((resource) => !resource.shared);
  return [
    ...cutTests(SHARED_TYPES, shared, sizing, 0),
    ...own.flatMap((resource, rank) => cutTests(resource.name, referencesOf(resource), sizing, rank)),
  ];
}

/** Test units over some references, none larger than a test task may be. */
export function cutTests(resource: string, references: readonly string[], sizing: Sizing, rank: number): TestUnit[] {
  const sorted = [...references].sort(compareStrings);
  return chunks(sorted, sizing.maxOperations * TESTS_PER_TASK + sizing.maxEntities).map((verifies) => ({
    resource,
    verifies,
    rank,
  }));
}
