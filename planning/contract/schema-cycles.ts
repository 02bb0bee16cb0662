import { compareStrings } from '../compare.js';
import { strongComponents } from '../dag/strong-components.js';
import type { Entity } from './contract-model.js';

/**
 * The entities that refer to each other in a ring, ring by ring (strongly connected components of the reference graph;
 * an entity that refers to itself is a ring of one). Names are sorted in each, rings by their first name. Linear.
 */
export function schemaCycles(entities: readonly Entity[]): string[][] {
  const index = new Map(entities.map(({ id }, at) => [id, at]));
  const successors = entities.map((entity) => {
    const targets = new Set<number>();
    for (const id of referredBy(entity)) {
      const target = index.get(id);
      if (target !== undefined) targets.add(target);
    }
    return [...targets];
  });
  const component = strongComponents(successors);
  const members = new Map<number, string[]>();
  entities.forEach(({ id }, at) => {
    const known = members.get(component[at] as number);
    if (known === undefined) members.set(component[at] as number, [id]);
    else known.push(id);
  });
  const onItself = (id: string): boolean => {
    const at = index.get(id) as number;
    return (successors[at] as number[]).includes(at);
  };
  return [...members.values()]
    .filter((ring) => ring.length > 1 || ring.some(onItself))
    .map((ring) => ring.sort(compareStrings))
    .sort((a, b) => compareStrings(a[0] ?? '', b[0] ?? ''));
}

/** All entities an entity refers to, some of them more than once. */
function* referredBy({ composes, properties }: Entity): Generator<string> {
  yield* composes;
  for (const { ref, mentions } of properties) {
    if (ref !== undefined) yield ref;
    if (mentions !== undefined) yield* mentions;
  }
}
