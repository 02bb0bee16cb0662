import type { Operation } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import { KEYS } from '../contract/operation-resource.js';
import type { Observe } from './evidence.js';
import { followView } from './id-evidence.js';
import { segments } from './creators.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { wordKey } from './words.js';

/**
 * Evidence from paths: `POST /owners/{ownerId}/pets` makes pets of an owner that is there already (.9, hard; .3 where pets
 * can also be made at a path of their own or below something else, as each of these is then optional), and what is only
 * read below one thing (.6).
 */
export function observePaths(index: OrderIndex, observe: Observe): void {
  for (const resource of index.resources) {
    const nested = resource.creators
      .filter((creator) => creator.path !== undefined && !isAssociation(creator, resource))
      .map((creator) => ({ creator, parent: parentOf(creator, index) }));
    const optional = new Set(nested.map(({ parent }) => parent)).size > 1;
    if (optional) observeCommon(resource, index, observe);
    for (const { creator, parent } of nested) {
      if (parent === null || parent === resource) continue;
      const reason = `${creator.id} makes a ${resource.name} under a ${parent.name}`;
      const weight = optional ? 0.3 : 0.9;
      observe(followView(parent, index), resource, { family: 'nesting', weight, hard: !optional, reason });
    }
    if (resource.creators.length === 0) observeReadings(resource, index, observe);
  }
}

/** Where all ways to make one go through items of one thing, however they go on, that must be there. */
function observeCommon(resource: ResourceFacts, index: OrderIndex, observe: Observe): void {
  const [first = [], ...others] = resource.creators.map((creator) => itemsOf(creator, index));
  for (const whole of first) {
    if (whole === resource || !others.every((items) => items.includes(whole))) continue;
    const reason = `every way to make a ${resource.name} goes through a ${whole.name}`;
    observe(followView(whole, index), resource, { family: 'nesting', weight: 0.9, hard: true, reason });
  }
}

/** What nothing makes and is only read below one other thing's items is kept for that (`/hotels/{id}/visits`). */
function observeReadings(resource: ResourceFacts, index: OrderIndex, observe: Observe): void {
  const readings = resource.operations.filter(({ path, effect }) => path !== undefined && effect !== 'action');
  const [parent = null, ...others] = new Set(readings.map((one) => parentOf(one, index)));
  const [first] = readings;
  if (parent === null || others.length > 0 || first === undefined) return;
  const reason = `${first.id} reads ${resource.name}, which is found nowhere else, below a ${parent.name}`;
  observe(followView(parent, index), resource, { family: 'nesting', weight: 0.6, hard: false, reason });
}

/** The resource whose item the path goes through last before its end: `/owners/{id}/pets` → Owner. */
export function parentOf(operation: Operation, index: OrderIndex): ResourceFacts | null {
  const parts = segments(operation);
  for (let at = parts.length - 2; at >= 1; at--) {
    const found = itemAt(parts, at, index);
    if (found !== undefined) return found;
  }
  return null;
}

/** All resources whose items a path goes through or ends on, the first first. */
export function itemsOf(operation: Operation, index: OrderIndex): ResourceFacts[] {
  const parts = segments(operation);
  return [...new Set(parts.flatMap((_, at) => itemAt(parts, at, index) ?? []))];
}

/**
 * The resource whose item a segment stands for: `{id}` behind `owners`; where nothing is called so, what the parameter
 * names (`/archive/{roomName}`). Undefined for other segments, null where none can be told.
 */
export function itemAt(parts: readonly string[], at: number, index: OrderIndex): ResourceFacts | null | undefined {
  const part = parts[at] as string;
  const holder = parts[at - 1];
  if (!part.includes('{') || holder === undefined || holder.includes('{')) return undefined;
  const named = index.resolve(wordsOf(holder), null);
  const listed = index.byCollection.get(parts.slice(0, at).join('/'));
  const held = named === null || (named.creators.length === 0 && listed?.creators.length) ? listed : named;
  if (held !== undefined) return held;
  const words = wordsOf(part);
  return KEYS.has(words.at(-1) ?? '') ? (index.byStems.get(wordKey(words.slice(0, -1))) ?? null) : null;
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
