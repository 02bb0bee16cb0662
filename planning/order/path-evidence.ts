import type { Operation } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import type { Observe } from './evidence.js';
import { followView } from './id-evidence.js';
import { segments } from './creators.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';

/**
 * Evidence from paths: `POST /owners/{ownerId}/pets` makes pets of an owner that is there already (.9, hard; .3 where pets
 * can also be made at a path of their own or below something else, as each of these is then optional).
 */
export function observePaths(index: OrderIndex, observe: Observe): void {
  for (const resource of index.resources) {
    const nested = resource.creators
      .filter((creator) => creator.path !== undefined && !isAssociation(creator, resource))
      .map((creator) => ({ creator, parent: parentOf(creator, index) }));
    const optional = new Set(nested.map(({ parent }) => parent)).size > 1;
    for (const { creator, parent } of nested) {
      if (parent === null || parent === resource) continue;
      const reason = `${creator.id} makes a ${resource.name} under a ${parent.name}`;
      const weight = optional ? 0.3 : 0.9;
      observe(followView(parent, index), resource, { family: 'nesting', weight, hard: !optional, reason });
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
