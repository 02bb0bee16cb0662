import type { Operation } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import type { Observe } from './evidence.js';
import { followView } from './id-evidence.js';
import { segments } from './order-index.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';

/**
 * Evidence from paths: `POST /owners/{ownerId}/pets` makes pets of an owner that is there already (.9, hard; .3 where
 * pets can also be made at a path of their own).
 */
export function observePaths(index: OrderIndex, observe: Observe): void {
  for (const resource of index.resources) {
    const topLevel = resource.creators.some(
      (creator) => creator.path !== undefined && parentOf(creator, index) === null,
    );
    for (const creator of resource.creators) {
      const parent = parentOf(creator, index);
      if (parent === null || parent === resource || isAssociation(creator, resource)) continue;
      const weight = topLevel ? 0.3 : 0.9;
      const reason = `${creator.id} makes a ${resource.name} under a ${parent.name}`;
      observe(followView(parent, index), resource, { family: 'nesting', weight, hard: !topLevel, reason });
    }
  }
}

/** The resource whose item the path goes through last before its end: `/owners/{id}/pets` → Owner. */
export function parentOf(operation: Operation, index: OrderIndex): ResourceFacts | null {
  const parts = segments(operation);
  for (let at = parts.length - 2; at >= 1; at--) {
    if (!(parts[at] as string).includes('{')) continue;
    const holder = parts[at - 1] as string;
    if (holder.includes('{')) continue;
    return index.resolve(wordsOf(holder), null) ?? index.byCollection.get(parts.slice(0, at).join('/')) ?? null;
  }
  return null;
}

/** A POST below a parent that carries the child's own id ties two existing things together: nothing is made. */
export function isAssociation(operation: Operation, resource: ResourceFacts): boolean {
  const own = resource.words.join('');
  return (operation.requestBody?.properties ?? []).some((property) => {
    const words = wordsOf(property.name);
    const last = words.at(-1);
    return words.length > 1 && (last === 'id' || last === 'ids') && words.slice(0, -1).join('') === own;
  });
}
