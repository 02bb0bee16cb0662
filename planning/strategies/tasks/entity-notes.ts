import type { ContractModel, Entity } from '../../contract/contract-model.js';
import { compareStrings } from '../../compare.js';
import type { PlannedModel } from '../planned-model.js';
import type { WorkUnit } from '../../dag/shape.js';
import { SHARED_TYPES } from '../shape-parts.js';
import { operationsOf } from './task-map.js';
import { code, coded, listed } from './wording.js';

const IDENTITY = /^(?:_?id|uuid|guid|slug|key|code)$/i;
const FOREIGN_ID = /^(?!id$).{1,60}(?:_id|Id|ID)$/;
const MOST = 8;

/** Entities that only requests carry, and no answer: forms of other things. Once per model. */
const forms = new WeakMap<ContractModel, ReadonlySet<string>>();

function formsOf(model: ContractModel): ReadonlySet<string> {
  const known = forms.get(model);
  if (known !== undefined) return known;
  const out = new Set(model.operations.flatMap((one) => one.outputEntities));
  const only = new Set(model.operations.flatMap((one) => one.inputEntities).filter((id) => !out.has(id)));
  forms.set(model, only);
  return only;
}

/**
 * Which entities of a unit are kept between requests: things with an identity, and what the resource's own operations
 * create. Forms, pages, events and values live in requests and answers only, so no table is made for them. Sorted.
 */
export function storedEntities(unit: WorkUnit, planned: PlannedModel, model: ContractModel): Entity[] {
  if (unit.resource === SHARED_TYPES) return [];
  const form = formsOf(model);
  const operations = operationsOf(unit.resource, planned).map((ref) => planned.operation.get(ref.slice('op:'.length)));
  const made = operations.some((one) => one?.effect === 'create');
  return unit.entities
    .flatMap((id) => planned.entity.get(id) ?? [])
    .filter(({ kind }) => kind === 'object' || kind === 'map')
    .filter(({ id }) => !form.has(id))
    .filter(
      ({ id, properties }) => properties.some(({ name }) => IDENTITY.test(name)) || (made && id === unit.resource),
    )
    .sort((a, b) => compareStrings(a.id, b.id));
}

/** What gets a table with what keys, and what does not. `database` is its product's name. */
export function storageNotes(
  entities: readonly Entity[],
  stored: readonly Entity[],
  planned: PlannedModel,
  database: string,
): string[] {
  if (stored.length === 0) return ['No table: nothing in it has an identity of its own.'];
  const rest = stored.length < entities.length ? '; the rest has no identity of its own and gets no table' : '';
  return [
    `Store ${coded(ids(stored), MOST)} in ${database}${rest}.`,
    ...foreignKeys(stored, planned),
    ...givenByService(stored),
  ];
}

/** Single references to things with an identity, and ids of things. */
function foreignKeys(stored: readonly Entity[], { entity }: PlannedModel): string[] {
  const isThing = (id: string): boolean =>
    entity.get(id)?.kind === 'object' && entity.get(id)?.properties.some(({ name }) => IDENTITY.test(name)) === true;
  const found = stored.flatMap(({ id, properties }) =>
    properties
      .filter(({ list }) => !list)
      .filter(({ name, ref }) => (ref === undefined ? FOREIGN_ID.test(name) : isThing(ref)))
      .map(({ name, ref }) => `${code(`${id}.${name}`)}${ref === undefined ? '' : ` to ${code(ref)}`}`),
  );
  return found.length === 0 ? [] : [`References to keep whole: ${listed(found, MOST)}.`];
}

function givenByService(stored: readonly Entity[]): string[] {
  const found = stored.flatMap(({ id, properties }) =>
    properties.filter(({ readOnly }) => readOnly).map(({ name }) => `${id}.${name}`),
  );
  return found.length === 0 ? [] : [`Set by the service, never by callers: ${coded(found, MOST)}.`];
}

function ids(entities: readonly Entity[]): string[] {
  return entities.map(({ id }) => id);
}
