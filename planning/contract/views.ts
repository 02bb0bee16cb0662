import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Property } from './contract-model.js';

type ModelPart = Pick<ContractModel, 'kind' | 'entities' | 'operations'>;

export const IDENTITY = /^(?:_?id|uuid|guid)$/i;
/** Property names that say nothing about what a thing is. */
const GENERIC = new Set(
  'id name type status created_at updated_at createdat updatedat description metadata links self url'.split(' '),
);
/**
 * A view shares at least this part of its properties, and this many, with the thing it shows (notes on order, "Merge").
 */
const VIEW_SHARE = 0.6;
/** A GraphQL type with an identity of its own is only a view if it has this much in common; REST repeats whole schemas. */
const IDENTIFIED_VIEW_SHARE = 0.8;
const VIEW_PROPERTIES = 3;

/** Refers to an entity by a property, or is composed of it. */
export function refersTo(entity: Entity, id: string): boolean {
  return entity.composes.includes(id) || entity.properties.some((property) => property.ref === id);
}

/** Most telling properties of the one are those of the other. */
export function sharesProperties(view: Entity, base: Entity): boolean {
  return shared(view.properties, base.properties) >= VIEW_SHARE;
}

/** Part of the telling properties of one that the other has too; 0 where there are too few to tell. */
function shared(properties: readonly Property[], others: readonly Property[]): number {
  const telling = properties.filter((property) => !GENERIC.has(property.name.toLowerCase()));
  if (telling.length < VIEW_PROPERTIES) return 0;
  const names = new Set(others.map((property) => property.name));
  const hits = telling.filter((property) => names.has(property.name)).length;
  return hits < VIEW_PROPERTIES ? 0 : hits / telling.length;
}

/** Entities that some operation creates: they are taken as input, or answered, by a create. */
function creatableEntities(model: ModelPart): Set<string> {
  const creates = model.operations.filter((operation) => operation.effect === 'create');
  return new Set(creates.flatMap((operation) => [...operation.outputEntities, ...operation.inputEntities]));
}

/**
 * A property that more creatable things than this have tells nothing, and would make the search for views quadratic; in
 * GraphQL, where interfaces repeat theirs, also one that this part of them has.
 */
const MAX_HOLDERS = 100;
const COMMON_SHARE = 0.2;
const MIN_COMMON = 10;

/**
 * Finds the thing an entity is a view of: nobody creates the view, and most of its telling properties are those of one
 * creatable thing (`Profile` of `User`), and of none else as much. What refers to the thing, or what the thing refers to,
 * is beside it and no view. Candidates come from an index of property names.
 */
export function makeViewFinder(model: ModelPart): (entity: Entity) => string | undefined {
  const creatable = creatableEntities(model);
  const holders = new Map<string, string[]>();
  for (const entity of model.entities) {
    if (entity.kind !== 'object' || !creatable.has(entity.id)) continue;
    for (const { name } of entity.properties) {
      const list = holders.get(name);
      if (list === undefined) holders.set(name, [entity.id]);
      else list.push(entity.id);
    }
  }
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  const share = model.kind === 'graphql' ? COMMON_SHARE : 1;
  const common = Math.min(MAX_HOLDERS, Math.max(MIN_COMMON, share * creatable.size));
  return (entity) => {
    if (entity.kind !== 'object' || creatable.has(entity.id)) return undefined;
    const telling = entity.properties
      .map(({ name }) => name)
      .filter((name) => !GENERIC.has(name.toLowerCase()) && (holders.get(name)?.length ?? 0) <= common);
    if (telling.length < VIEW_PROPERTIES) return undefined;
    const hits = new Map<string, number>();
    for (const name of telling) {
      for (const id of holders.get(name) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    }
    const [best, next] = [...hits].sort(([a, m], [b, n]) => n - m || compareStrings(a, b));
    const own = model.kind === 'graphql' && entity.properties.some(({ name }) => IDENTITY.test(name));
    const share = own ? IDENTIFIED_VIEW_SHARE : VIEW_SHARE;
    if (best === undefined || best[1] === next?.[1] || best[1] < Math.max(VIEW_PROPERTIES, share * telling.length))
      return undefined;
    const shown = byId.get(best[0]);
    return shown === undefined || refersTo(shown, entity.id) || refersTo(entity, shown.id) ? undefined : shown.id;
  };
}
