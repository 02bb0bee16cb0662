import type { Observe } from './evidence.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { DEPENDENT_SUFFIXES, isMany, pointsBack } from './reference-evidence.js';
import { CLASSIFYING_SUFFIXES, stem } from './words.js';

/**
 * Evidence from names: `OrderItem` is part of `Order` (.75), `ProductType` classifies `Product` (.4), `AuthorBook`,
 * both of which are things of their own, needs both (.6). Of several beginnings the longest counts; common ones of other
 * endings mislead and are ignored.
 */
export function observeNames(index: OrderIndex, observe: Observe): void {
  for (const resource of index.resources) {
    const { head } = resource;
    if (resource.main === null || head === null) continue;
    const rest = resource.words.slice(head.words.length).map(stem);
    observeHead(resource, head, rest, index.byStems.get(rest.join(' ')), index, observe);
  }
}

function observeHead(
  resource: ResourceFacts,
  head: ResourceFacts,
  rest: string[],
  tail: ResourceFacts | undefined,
  index: OrderIndex,
  observe: Observe,
): void {
  const last = rest.at(-1) as string;
  if (rest.length === 1 && CLASSIFYING_SUFFIXES.has(last)) {
    if (isSetOf(resource, head, index)) return;
    const reason = `${resource.name} classifies ${head.name}, by its name`;
    observe(resource, head, { family: 'name', weight: 0.4, hard: false, reason });
    return;
  }
  if (tail !== undefined) {
    const reason = `${resource.name} links ${head.name} and ${tail.name}, by its name`;
    observe(head, resource, { family: 'name', weight: 0.6, hard: false, reason });
    observe(tail, resource, { family: 'name', weight: 0.6, hard: false, reason });
    return;
  }
  if (!DEPENDENT_SUFFIXES.has(last)) return;
  const reason = `${resource.name} is part of ${head.name}, by its name`;
  observe(head, resource, { family: 'name', weight: 0.75, hard: false, reason, unlessPlaced: 0.85 });
}

/** `FilterGroup { filters }` whose filters do not point back is a set of things, which may be there before or after it. */
function isSetOf(resource: ResourceFacts, head: ResourceFacts, index: OrderIndex): boolean {
  const lists = resource.properties.some(
    (one) => one.ref !== undefined && index.ofEntity.get(one.ref) === head && isMany(one, head, index),
  );
  return lists && !pointsBack(head, resource, index);
}
