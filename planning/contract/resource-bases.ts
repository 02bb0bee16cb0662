import { compareStrings } from '../compare.js';
import type { ContractModel, Entity } from './contract-model.js';
import { fieldNoun } from './effect.js';
import { makeEnvelopeFinder, referredBy } from './envelopes.js';
import { fixedSegments, isPlural, nounKey, wordsOf } from './names.js';
import { IDENTITY, makeViewFinder, refersTo, sharesProperties } from './views.js';

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
/** Endings that no thing of its own has. */
const PLAIN_FORMS = new Set(
  'input request body form params fields connection edge payload response dto envelope req resp'.split(' '),
);
/** Endings of names that say a thing is shown: contracts that name every direction have no schema of the plain name. */
const SHOWN = new Set('response resp read out output view dto vo model schema details detail resource'.split(' '));

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
      manyOf(entity, byNoun) ??
      (isOwn && !isPlainForm(entity.id) ? undefined : baseByName(entity, byNoun)) ??
      (answers.has(entity.id) && !isOwn ? envelopeBase(entity) : undefined) ??
      (isOwn ? undefined : viewBase(entity));
    if (base !== undefined && base !== entity.id) bases.set(entity.id, base);
  }
  addForms(model, own, bases);
  addPartsOfForms(model, bases);
  return bases;
}

/** Parts of GraphQL forms that only the forms of one thing refer to; parts in parts are followed so deep. */
const MAX_FORM_DEPTH = 4;

function addPartsOfForms(model: ModelPart, bases: Map<string, string>): void {
  const taken = new Set(model.operations.flatMap(({ inputEntities }) => inputEntities));
  const loose = new Set(
    model.entities.flatMap(({ id, kind }) => (kind === 'input' && !bases.has(id) && !taken.has(id) ? [id] : [])),
  );
  for (let depth = 0; depth < MAX_FORM_DEPTH && loose.size > 0; depth++) {
    const users = new Map<string, Set<string>>();
    for (const entity of model.entities) {
      for (const ref of referredBy(entity))
        if (loose.has(ref))
          users.set(ref, (users.get(ref) ?? new Set<string>()).add(bases.get(entity.id) ?? entity.id));
    }
    for (const [id, [only, ...others]] of [...users].map(([id, set]) => [id, [...set]] as const)) {
      if (only === undefined || others.length > 0 || loose.has(only)) continue;
      bases.set(id, only);
      loose.delete(id);
    }
  }
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

/** Entities by noun, singular before plural; what only exists as shown stands in for the plain noun, the shortest name first. */
function nounsOfEntities(model: ModelPart): Map<string, Entity> {
  const spelled = [...model.entities].reverse();
  const isMany = (entity: Entity): boolean => isPlural(wordsOf(entity.id).at(-1) ?? '');
  const byNoun = new Map(
    [...spelled.filter(isMany), ...spelled.filter((one) => !isMany(one))].map((one) => [nounKey(one.id), one]),
  );
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

/** `Pets { pets: [Pet] }`, `Pets { pets: [HousePet] }` → what the plural holds. */
function manyOf(entity: Entity, byNoun: ReadonlyMap<string, Entity>): string | undefined {
  const noun = nounKey(entity.id);
  if (entity.kind === 'enum' || !isPlural(wordsOf(entity.id).at(-1) ?? '')) return undefined;
  const one = byNoun.get(noun);
  if (one !== undefined && one !== entity && refersTo(entity, one.id)) return one.id;
  const held = new Set(entity.properties.flatMap(({ list, ref }) => (list && ref !== undefined ? [ref] : [])));
  const [only] = held;
  return held.size === 1 && only !== undefined && nounKey(only).endsWith(` ${noun}`) ? only : undefined;
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
