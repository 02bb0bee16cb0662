import { compareStrings } from '../compare.js';
import type { ContractModel, Entity, Property } from './contract-model.js';
import { fieldNoun } from './effect.js';
import { fixedSegments, nounKey, wordsOf } from './names.js';

type ModelPart = Pick<ContractModel, 'kind' | 'entities' | 'operations'>;

const PREFIXES = new Set(
  (
    'new create update patch edit upsert delete remove add insert replace put post list paged paginated bulk batch ' +
    'minimal simple brief short full nested'
  ).split(' '),
);
const SUFFIXES = new Set(
  (
    'fields input payload request response result connection edge page list collection dto form body create update patch ' +
    'params attributes summary details detail view envelope base read write resource filter filters sort order where new ' +
    'bulk batch add insert delete remove upsert edit countable sorting sorter sorts ordering by field in out req resp vo ' +
    'output options data model schema ref reference error errors code created updated deleted'
  ).split(' '),
);
/** Suffixes that many a thing of its own has: such an entity is a form only if its structure says so, too. */
const NEEDS_STRUCTURE = new Set(
  (
    'list page details detail view summary collection base resource order result by field in options data model schema ref ' +
    'reference code created updated deleted minimal simple brief short full'
  ).split(' '),
);
/** Words taken off the end of a name at most; `ProductBulkCreateInput` has three. */
const MAX_FORM_WORDS = 3;
/** Endings of what an operation answers with or takes, which may be named after the operation instead of the thing. */
const ENVELOPES = new Set('payload response result envelope output'.split(' '));
/** Endings that no thing of its own has. */
const PLAIN_FORMS = new Set(
  'input request body form params fields connection edge payload response dto envelope req resp'.split(' '),
);
/** Endings of names that say a thing is shown: contracts that name every direction have no schema of the plain name. */
const SHOWN = new Set('response resp read out output view dto vo model schema details detail resource'.split(' '));
const IDENTITY = /^(?:_?id|uuid|guid)$/i;
/** An envelope has no identity and carries at most this many plain values beside what it is for. */
const MAX_ENVELOPE_VALUES = 4;
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
 * taken in. A thing that operations name as their own is none of these, but for its plain form names.
 */
export function findBases(model: ModelPart): Map<string, string> {
  const byNoun = nounsOfEntities(model);
  const own = namedNouns(model);
  const answers = new Set(model.operations.flatMap(({ responses }) => responses.flatMap(({ entities }) => entities)));
  const envelopeBase = makeEnvelopeFinder(model);
  const viewBase = makeViewFinder(model);
  const bases = new Map<string, string>();
  for (const entity of model.entities) {
    const isOwn = own.has(nounKey(entity.id));
    const base =
      (isOwn && !isPlainForm(entity.id) ? undefined : baseByName(entity, byNoun)) ??
      (answers.has(entity.id) && !isOwn ? envelopeBase(entity) : undefined) ??
      (isOwn ? undefined : viewBase(entity));
    if (base !== undefined && base !== entity.id) bases.set(entity.id, base);
  }
  addForms(model, own, bases);
  return bases;
}

/**
 * The noun of a name without the words that say how a thing is shown (`DeploymentResponse`, `BaseDeployment`): how
 * paths and ids name it where the contract has no schema of the plain name.
 */
export function shownNoun(id: string): string {
  const words = wordsOf(id);
  const start = words.length > 1 && words[0] === 'base' ? 1 : 0;
  const end = words.findLastIndex((word) => !SHOWN.has(word));
  return end < start ? nounKey(id) : nounKey(words.slice(start, end + 1).join(' '));
}

/** Entities by noun; what only exists as shown stands in for the plain noun, the shortest name first. */
function nounsOfEntities(model: ModelPart): Map<string, Entity> {
  const byNoun = new Map([...model.entities].reverse().map((entity) => [nounKey(entity.id), entity]));
  const shown = model.entities
    .filter((entity) => entity.kind === 'object' && entity.properties.some(({ name }) => IDENTITY.test(name)))
    .sort((a, b) => a.id.length - b.id.length || compareStrings(a.id, b.id));
  for (const entity of shown) {
    const noun = shownNoun(entity.id);
    if (!byNoun.has(noun)) byNoun.set(noun, entity);
  }
  return byNoun;
}

/**
 * Nouns that operations name as things of their own: in paths (`PriceList` with `/price-lists` is no list of prices) and in
 * GraphQL's root fields.
 */
function namedNouns(model: ModelPart): Set<string> {
  const names = new Set<string>();
  for (const operation of model.operations) {
    for (const segment of fixedSegments(operation.type === 'operation' ? (operation.path ?? '') : ''))
      names.add(segment);
    const field = operation.path === undefined ? (operation.id.split('.').at(-1) ?? '') : '';
    // An act names no thing, and its payload is often called like it (`roomClose: RoomClose`).
    if (operation.type === 'query' || operation.effect !== 'action') names.add(fieldNoun(field));
  }
  return new Set([...names].map(nounKey));
}

/** `NewArticle`, `OwnerFields`, `PetConnection` → the entity that is left when such words are taken off. */
function baseByName(entity: Entity, byNoun: ReadonlyMap<string, Entity>): string | undefined {
  for (const { stem, structured } of stems(wordsOf(entity.id))) {
    const base = byNoun.get(nounKey(stem.join(' ')));
    if (base === undefined || base.id === entity.id) continue;
    if (!structured || refersTo(entity, base.id) || sharesProperties(entity, base)) return base.id;
  }
  return undefined;
}

/** True for names that end as only forms do, whatever operations call their things. */
function isPlainForm(id: string): boolean {
  return PLAIN_FORMS.has(wordsOf(id).at(-1) ?? '');
}

/** What remains of a name without a form word before and up to three after it, longest first. */
function stems(words: string[]): { stem: string[]; structured: boolean }[] {
  const found: { stem: string[]; structured: boolean }[] = [];
  for (let tail = 0; tail <= MAX_FORM_WORDS; tail++) {
    for (let head = 0; head <= 1; head++) {
      const start = words.slice(0, head);
      const end = words.slice(words.length - tail);
      const stem = words.slice(head, words.length - tail);
      if (head + tail === 0 || stem.length === 0) continue;
      if (!start.every((word) => PREFIXES.has(word)) || !end.every((word) => SUFFIXES.has(word))) continue;
      found.push({ stem, structured: [...start, ...end].every((word) => NEEDS_STRUCTURE.has(word)) });
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

/**
 * `SignInPayload { user, token }`, `ArticlesAnswer { articles }`, `OrderVoid { order, errors }` → the one thing it carries
 * or, of several, the one whose name it shares most of. An envelope has no identity, and no other entity refers to it.
 */
function makeEnvelopeFinder(model: ModelPart): (entity: Entity) => string | undefined {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  const referred = new Set(model.entities.flatMap((entity) => referredBy(entity)));
  return (entity) => {
    if (entity.kind !== 'object' || referred.has(entity.id)) return undefined;
    if (entity.properties.some(({ name }) => IDENTITY.test(name))) return undefined;
    const values = entity.properties.filter(({ ref }) => ref === undefined).length;
    if (values > MAX_ENVELOPE_VALUES && !ENVELOPES.has(wordsOf(entity.id).at(-1) ?? '')) return undefined;
    const things = [...new Set(referredBy(entity))].filter(
      (id) => byId.get(id)?.kind === 'object' && !/error|info|pagination|meta/i.test(id),
    );
    return things.length === 1 ? things[0] : mostAlike(entity.id, things);
  };
}

function referredBy(entity: Entity): string[] {
  const refs = entity.properties.flatMap(({ ref }) => (ref === undefined || ref === entity.id ? [] : [ref]));
  return [...entity.composes, ...refs];
}

/** The one of several names that has most words in common with a name; undefined where two have, or none has any. */
function mostAlike(name: string, others: readonly string[]): string | undefined {
  const words = new Set(wordsOf(name));
  const ranked = others
    .map((other) => ({ other, common: wordsOf(other).filter((word) => words.has(word)).length }))
    .sort((a, b) => b.common - a.common);
  const [first, second] = ranked;
  return first === undefined || first.common === 0 || first.common === second?.common ? undefined : first.other;
}

/**
 * `SignInInput`, `LoginUser`: an entity that operations only take in, that nothing refers to and that has no collection
 * of its own, belongs to the one thing those operations answer with.
 */
function addForms(model: ModelPart, own: ReadonlySet<string>, bases: Map<string, string>): void {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
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
    if ((kind === 'object' || kind === 'input') && !own.has(nounKey(id))) bases.set(id, thing);
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
 * creatable thing (`Profile` of `User`), and of none else as much. Candidates come from an index of property names.
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
    const [best, next] = [...hits].sort(([a, m], [b, n]) => n - m || compareStrings(a, b));
    const enough = Math.max(VIEW_PROPERTIES, VIEW_SHARE * telling.length);
    return best !== undefined && best[1] >= enough && best[1] !== next?.[1] ? best[0] : undefined;
  };
}
