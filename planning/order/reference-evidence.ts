import type { Property } from '../contract/contract-model.js';
import { idTarget, followView, isQualified } from './id-evidence.js';
import type { Observe } from './evidence.js';
import { segments } from './creators.js';
import type { OrderIndex, ResourceFacts } from './order-index.js';
import { parentOf } from './path-evidence.js';
import { IDENTITY } from '../contract/views.js';
import { wordsOf } from '../contract/names.js';
import { CLASSIFYING_SUFFIXES, stem } from './words.js';

/** Endings of names of things that are part of what the rest of the name says. */
export const DEPENDENT_SUFFIXES = new Set(
  'item line rule member row mapping entry detail history action step option value translation service location contact delivery submission level movement reservation rate link'
    .split(' ')
    .map(stem),
);

/**
 * Evidence from schema references. A reference alone is weak, and a list points the other way: its owner comes first.
 * Weights are the measured precision of each form; required singular references count more in GraphQL, where non-null
 * is deliberate, than in REST, where answers embed what they like.
 */
export function observeReferences(index: OrderIndex, observe: Observe): void {
  const takers = holdersOf(index, ({ inputs }) => inputs);
  const listers = holdersOf(index, ({ properties }) =>
    properties.filter((one) => {
      const target = index.ofEntity.get(one.ref ?? '');
      return target !== undefined && isMany(one, target, index);
    }),
  );
  for (const resource of index.resources) {
    if (resource.viewOf !== null) {
      const base = index.byName.get(resource.viewOf);
      const reason = `${resource.name} shows part of ${resource.viewOf}`;
      if (base !== undefined) observe(base, resource, { family: 'view', weight: 0.7, hard: false, reason });
    }
    for (const property of resource.properties) {
      const target = property.ref === undefined ? undefined : index.ofEntity.get(property.ref);
      if (target === undefined || property.ref === undefined) continue;
      if (isMany(property, target, index)) observeList(resource, property, target, listers, index, observe);
      else observeSingular(resource, property, target, index, observe);
    }
    observeForms(resource, takers, index, observe);
  }
}

/** True for lists, and for what refers to a page, connection or list schema of a resource. */
export function isMany({ ref, list }: Property, target: ResourceFacts, index: OrderIndex): boolean {
  return list || (ref !== undefined && ref !== target.main && isCollection(ref, index));
}

function isCollection(entity: string, index: OrderIndex): boolean {
  return (
    /(?:Connection|Page|List|Edge|Collection|Results?)$/.test(entity) && index.entity.get(entity)?.kind === 'object'
  );
}

function observeSingular(
  resource: ResourceFacts,
  property: Property,
  target: ResourceFacts,
  index: OrderIndex,
  observe: Observe,
): void {
  const reason = `\`${resource.name}.${property.name}\` is a ${target.name}`;
  if (target.value && isNamedAfter(target, resource)) {
    observe(resource, target, {
      family: 'value',
      weight: 0.5,
      hard: false,
      reason: `${reason}, which is named after it`,
    });
    return;
  }
  if (target.value) {
    observe(target, resource, { family: 'value', weight: 0.75, hard: false, reason });
    return;
  }
  const strict = property.required && !property.nullable;
  const weight = isDerived(property, resource, target, index)
    ? 0.3
    : index.graphql
      ? strict
        ? 0.8
        : 0.45
      : strict
        ? 0.4
        : 0.2;
  observe(followView(target, index), resource, { family: 'reference', weight, hard: false, reason });
}

/**
 * A qualified reference (`appliedTariff`) that no form of what is made on its own takes is worked out, and a copy (a view
 * without identity: `BookingAddress` of Address) holds the values and not the thing.
 */
function isDerived(property: Property, resource: ResourceFacts, target: ResourceFacts, index: OrderIndex): boolean {
  if (!index.graphql) return false;
  if (isCopy(property, target, index)) return true;
  if (resource.inputs.length === 0 || wordsOf(property.name).length <= target.words.length) return false;
  const names = new Set(resource.inputs.map(({ name }) => name));
  return !resource.inputs.some(
    (one) =>
      (one.ref !== undefined && index.ofEntity.get(one.ref) === target) ||
      idTarget(one, resource, names, index)?.resource === target,
  );
}

function isCopy({ ref }: Property, target: ResourceFacts, index: OrderIndex): boolean {
  const shown = ref === undefined || ref === target.main ? undefined : index.entity.get(ref);
  if (shown?.kind !== 'object') return false;
  const identified = (id: string): boolean =>
    (index.entity.get(id)?.properties ?? []).some(({ name }) => IDENTITY.test(name));
  return identified(target.main ?? '') && !identified(shown.id);
}

function observeList(
  resource: ResourceFacts,
  property: Property,
  target: ResourceFacts,
  listers: ReadonlyMap<ResourceFacts, number>,
  index: OrderIndex,
  observe: Observe,
): void {
  const child = target;
  const parent = followView(resource, index);
  if (isEnum(property, index)) {
    const reason = `\`${resource.name}.${property.name}\` lists values of ${child.name}`;
    observe(child, resource, { family: 'value', weight: 0.75, hard: false, reason });
    return;
  }
  if (refersInForm(resource, child, index)) return;
  const list = `\`${resource.name}.${property.name}\` lists ${child.name}`;
  if (pointsBack(child, parent, index)) {
    const reason = `${list}, which points back`;
    observe(parent, child, { family: 'list', weight: 0.85, hard: false, reason });
  } else if (isNamedAfter(child, parent)) {
    observe(parent, child, { family: 'list', weight: 0.8, hard: false, reason: `${list}, which is named after it` });
  } else if (marksOne(resource, child, index)) {
    const reason = `${list} and marks one of them`;
    observe(parent, child, { family: 'list', weight: 0.8, hard: false, reason });
  } else if (
    isMadeNowhere(child, index) &&
    !child.value &&
    resource.viewOf === null &&
    listers.get(child) === 1 &&
    isOnlyThere(child, resource)
  ) {
    const reason = `${list}, which nothing else makes`;
    observe(parent, child, { family: 'list', weight: 0.4, hard: false, reason, unlessPlaced: 0.6 });
  }
}

function isEnum(property: Property, index: OrderIndex): boolean {
  const kind = property.ref === undefined ? undefined : index.entity.get(property.ref)?.kind;
  return kind === 'enum' || kind === 'scalar';
}

/** The create form of `resource` takes ids of `target`, so that `target` is not its part. */
function refersInForm(resource: ResourceFacts, target: ResourceFacts, index: OrderIndex): boolean {
  const names = new Set(resource.inputs.map((property) => property.name));
  return resource.inputs.some((property) => idTarget(property, resource, names, index)?.resource === target);
}

/** Holds, beside the list, a qualified id of one in it (`selected_rate_id` beside `rates`). */
function marksOne(resource: ResourceFacts, child: ResourceFacts, index: OrderIndex): boolean {
  const names = new Set(resource.properties.map((property) => property.name));
  return resource.properties.some((property) => {
    const target = idTarget(property, resource, names, index);
    return target !== null && !target.list && target.resource === child && isQualified(property, child);
  });
}

/** The child holds an id of the parent, or refers to one. */
export function pointsBack(child: ResourceFacts, parent: ResourceFacts, index: OrderIndex): boolean {
  const names = new Set(child.properties.map((property) => property.name));
  return child.properties.some((property) => {
    if (property.list) return false;
    if (property.ref !== undefined && property.ref === parent.main) return true;
    return idTarget(property, child, names, index)?.resource === parent;
  });
}

/** `OrderLine` is named after Order, but not `OrderLineDiscount` where there is an OrderLine, nor what classifies: `OrderType`. */
function isNamedAfter(child: ResourceFacts, parent: ResourceFacts): boolean {
  return child.head === parent && !CLASSIFYING_SUFFIXES.has(stem(child.words.at(-1) ?? ''));
}

/** Nothing makes it, nor, as it is no interface or union, one of its kinds. */
function isMadeNowhere(child: ResourceFacts, index: OrderIndex): boolean {
  const kind = index.entity.get(child.main ?? '')?.kind;
  return child.creators.length === 0 && kind !== 'interface' && kind !== 'union';
}

/** No collection of its own, and the one that lists it is no set named after it (`FilterGroup.filters`). */
function isOnlyThere(child: ResourceFacts, resource: ResourceFacts): boolean {
  return !hasCollection(child) && resource.head !== child;
}

/** Is listed at a path of its own: a thing that others use, not a part of the one that lists it. */
function hasCollection(resource: ResourceFacts): boolean {
  return resource.operations.some(
    (operation) => operation.path !== undefined && segments(operation).length > 0 && !operation.path.includes('{'),
  );
}

/** Objects in create forms: parts that are made there come after, things with their own create come before. */
function observeForms(
  resource: ResourceFacts,
  takers: ReadonlyMap<ResourceFacts, number>,
  index: OrderIndex,
  observe: Observe,
): void {
  for (const property of resource.inputs) {
    const target = property.ref === undefined ? undefined : index.ofEntity.get(property.ref);
    if (target === undefined || target === resource || isEnum(property, index)) continue;
    if (isMadeWith(property, target, resource, index)) {
      if (!property.list && target.value) continue;
      if ((takers.get(target) ?? 0) > 1 && !isNamedAfter(target, resource)) continue;
      const reason = `${target.name} is made with ${resource.name} (\`${property.name}\` of its create form)`;
      observe(resource, target, { family: 'form-object', weight: 0.85, hard: false, reason });
      continue;
    }
    const hard = property.required && !property.list;
    const some = property.list && namesOne(property, target, index) && target.creators.length === 0;
    const weight = some ? 0.35 : hard ? 0.9 : property.required ? 0.8 : 0.6;
    const reason = `making a ${resource.name} takes a ${target.name} (\`${property.name}\`)`;
    observe(followView(target, index), resource, { family: 'form-object', weight, hard, reason });
  }
}

/** How many resources hold each resource in such properties: what several do is a value, and no part of any. */
function holdersOf(
  index: OrderIndex,
  propertiesOf: (resource: ResourceFacts) => readonly Property[],
): Map<ResourceFacts, number> {
  const holders = new Map<ResourceFacts, number>();
  for (const resource of index.resources) {
    const held = propertiesOf(resource).flatMap(({ ref }) =>
      ref === undefined ? [] : (index.ofEntity.get(ref) ?? []),
    );
    for (const target of new Set(held)) holders.set(target, (holders.get(target) ?? 0) + 1);
  }
  return holders;
}

/** The object carries the id of the thing it stands for (`{ orderLineId, quantity }`), which therefore is there already. */
function namesOne(property: Property, target: ResourceFacts, index: OrderIndex): boolean {
  const form = property.ref === target.main ? undefined : index.entity.get(property.ref ?? '');
  const names = new Set((form?.properties ?? []).map(({ name }) => name));
  return (form?.properties ?? []).some(
    (one) => one.required && !one.list && idTarget(one, null, names, index)?.resource === target,
  );
}

/** Nothing else makes the object, or the form holds its create form, or what makes it lies below the form's thing. */
function isMadeWith(property: Property, target: ResourceFacts, resource: ResourceFacts, index: OrderIndex): boolean {
  if (namesOne(property, target, index)) return false;
  if (target.creators.length === 0) return true;
  if (property.list && target.creators.every((creator) => parentOf(creator, index) === resource)) return true;
  const isForm =
    property.ref !== target.main && target.creators.some((one) => one.inputEntities.includes(property.ref ?? ''));
  return isForm && (property.list || pointsBack(target, resource, index) || isNamedAfter(target, resource));
}
