import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Property } from './contract-model.js';
import { fixedSegments, nounKey, wordsOf } from './names.js';

type ModelPart = Pick<ContractModel, 'kind' | 'entities' | 'operations'>;

const PREFIXES = new Set(
  'new create update patch edit upsert delete add insert replace put post list paged paginated'.split(' '),
);
const SUFFIXES = new Set(
  (
    'fields input payload request response result connection edge page list collection dto form body create update patch ' +
    'params attributes summary details detail view envelope base read write resource filter filters sort order where new'
  ).split(' '),
);
/** Suffixes that many a thing of its own has: such an entity is a form only if its structure says so, too. */
const NEEDS_STRUCTURE = new Set(
  'list page details detail view summary collection base resource order result'.split(' '),
);
/** Endings of what an operation answers with or takes, which may be named after the operation instead of the thing. */
const ENVELOPES = new Set('payload response result envelope output'.split(' '));
const FORMS = new Set('input request body form params fields'.split(' '));
/** Property names that say nothing about what a thing is. */
const GENERIC = new Set(
  'id name type status created_at updated_at createdat updatedat description metadata links self url'.split(' '),
);

/**
 * A view shares at least this part of its properties, and this many, with the thing it shows (notes on order, "Merge").
 */
const VIEW_SHARE = 0.6;
const VIEW_PROPERTIES = 3;

/**
 * For each entity that is a form, view, page or envelope of another: that other one. Rules from strong to weak: by
 * name, as an envelope of what an operation answers with, as a view; then, knowing those, as a form that is only ever
 * taken in.
 */
export function findBases(model: ModelPart): Map<string, string> {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  const byNoun = new Map([...model.entities].reverse().map((entity) => [nounKey(entity.id), entity]));
  const collections = collectionNouns(model);
  const answers = new Set(model.operations.flatMap(({ responses }) => responses.flatMap(({ entities }) => entities)));
  const viewBase = makeViewFinder(model);
  const bases = new Map<string, string>();
  for (const entity of model.entities) {
    const base =
      baseByName(entity, byNoun, collections) ??
      (answers.has(entity.id) ? baseOfEnvelope(entity, byId) : undefined) ??
      viewBase(entity);
    if (base !== undefined && base !== entity.id) bases.set(entity.id, base);
  }
  addForms(model, byId, collections, bases);
  return bases;
}

/** Nouns that have a collection of their own in the paths: `PriceList` with `/price-lists` is no list of prices. */
function collectionNouns(model: ModelPart): Set<string> {
  const segments = new Set<string>();
  for (const operation of model.operations) {
    for (const segment of fixedSegments(operation.type === 'operation' ? (operation.path ?? '') : ''))
      segments.add(segment);
  }
  return new Set([...segments].map(nounKey));
}

/** `NewArticle`, `OwnerFields`, `PetConnection` → the entity that is left when such words are taken off. */
function baseByName(
  entity: Entity,
  byNoun: ReadonlyMap<string, Entity>,
  collections: ReadonlySet<string>,
): string | undefined {
  const words = wordsOf(entity.id);
  if (collections.has(nounKey(entity.id)) && !FORMS.has(words.at(-1) ?? '')) return undefined;
  for (const { stem, structured } of stems(words)) {
    const base = byNoun.get(nounKey(stem.join(' ')));
    if (base === undefined || base.id === entity.id) continue;
    if (!structured || refersTo(entity, base.id) || sharesProperties(entity, base)) return base.id;
  }
  return undefined;
}

/** What remains of a name without up to two form words at either end, longest first. */
function stems(words: string[]): { stem: string[]; structured: boolean }[] {
  const found: { stem: string[]; structured: boolean }[] = [];
  for (let tail = 0; tail <= 2; tail++) {
    for (let head = 0; head <= 1; head++) {
      const start = words.slice(0, head);
      const end = words.slice(words.length - tail);
      const stem = words.slice(head, words.length - tail);
      if (head + tail === 0 || stem.length === 0) continue;
      if (!start.every((word) => PREFIXES.has(word)) || !end.every((word) => SUFFIXES.has(word))) continue;
      found.push({ stem, structured: head === 0 && end.every((word) => NEEDS_STRUCTURE.has(word)) });
    }
  }
  return found.sort((a, b) => b.stem.length - a.stem.length);
}

function refersTo(entity: Entity, id: string): boolean {
  return entity.composes.includes(id) || entity.properties.some((property) => property.ref === id);
}

function sharesProperties(view: Entity, base: Entity): boolean {
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

/** `SignInPayload { user, token }`, `ArticleResponse { article }` → the one entity it carries. */
function baseOfEnvelope(entity: Entity, byId: ReadonlyMap<string, Entity>): string | undefined {
  if (!ENVELOPES.has(wordsOf(entity.id).at(-1) ?? '')) return undefined;
  const carried = new Set([
    ...entity.composes,
    ...entity.properties.flatMap((property) => (property.ref === undefined ? [] : [property.ref])),
  ]);
  const things = [...carried].filter(
    (id) => byId.get(id)?.kind === 'object' && !/error|info|pagination|meta/i.test(id),
  );
  return things.length === 1 ? things[0] : undefined;
}

/**
 * `SignInInput`, `LoginUser`: an entity that operations only take in, that nothing refers to and that has no collection
 * of its own, belongs to the one thing those operations answer with.
 */
function addForms(
  model: ModelPart,
  byId: ReadonlyMap<string, Entity>,
  collections: ReadonlySet<string>,
  bases: Map<string, string>,
): void {
  const kept = new Set(model.operations.flatMap((operation) => operation.outputEntities));
  for (const entity of model.entities) {
    for (const property of entity.properties)
      if (property.ref !== undefined && property.ref !== entity.id) kept.add(property.ref);
  }
  const outputs = new Map<string, Set<string>>();
  for (const operation of model.operations) {
    const things = operation.outputEntities
      .filter((id) => byId.get(id)?.kind === 'object')
      .map((id) => bases.get(id) ?? id);
    for (const input of operation.inputEntities) {
      const known = outputs.get(input) ?? new Set<string>();
      for (const id of things) known.add(id);
      outputs.set(input, known);
    }
  }
  for (const [id, things] of outputs) {
    const [thing] = things;
    const kind = byId.get(id)?.kind;
    if (thing === undefined || things.size > 1 || thing === id || bases.has(id) || kept.has(id)) continue;
    if ((kind === 'object' || kind === 'input') && !collections.has(nounKey(id))) bases.set(id, thing);
  }
}

/** Entities that some operation creates: they are taken as input, or answered, by a create. */
function creatableEntities(model: ModelPart): Set<string> {
  const creates = model.operations.filter((operation) => operation.effect === 'create');
  return new Set(creates.flatMap((operation) => [...operation.outputEntities, ...operation.inputEntities]));
}

/**
 * A property that more creatable things than this have tells nothing, and would make the search for views quadratic.
 */
const MAX_HOLDERS = 100;

/**
 * Finds the thing an entity is a view of: nobody creates the view, and most of its telling properties are those of one
 * creatable thing (`Profile` of `User`). Candidates come from an index of property names.
 */
function makeViewFinder(model: ModelPart): (entity: Entity) => string | undefined {
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
  return (entity) => {
    if (entity.kind !== 'object' || creatable.has(entity.id)) return undefined;
    const telling = entity.properties.map(({ name }) => name).filter((name) => !GENERIC.has(name.toLowerCase()));
    if (telling.length < VIEW_PROPERTIES) return undefined;
    const hits = new Map<string, number>();
    for (const name of telling) {
      const having = holders.get(name) ?? [];
      if (having.length <= MAX_HOLDERS) for (const id of having) hits.set(id, (hits.get(id) ?? 0) + 1);
    }
    const [best] = [...hits].sort(([a, m], [b, n]) => n - m || compareStrings(a, b));
    const enough = Math.max(VIEW_PROPERTIES, VIEW_SHARE * telling.length);
    return best !== undefined && best[1] >= enough ? best[0] : undefined;
  };
}
