import type { ContractModel, Entity, Operation, Property, Response } from './contract-model.js';
import { wordsOf } from './names.js';

/** A last word that this part of all entities ends on, and at least so many, says nothing (`RoomSchema`, `GuestSchema`). */
const COMMON_ENDING = 0.6;
const MIN_ENTITIES = 8;

/**
 * The names of entities without what all names of a contract carry: a namespace (`models.Room`) and a common last word
 * (`RoomSchema`). Names that would no longer be unique stay as they are.
 */
export function plainNames(ids: readonly string[]): Map<string, string> {
  const local = shortened(new Map(ids.map((id) => [id, id])), (name) => name.replace(/^.*[./](?=[^./]+$)/, ''));
  const ending = commonEnding([...local.values()]);
  return ending === null ? local : shortened(local, (name) => withoutEnding(name, ending));
}

/** Applies a shortening to each name where the result belongs to no other. */
function shortened(names: ReadonlyMap<string, string>, shorten: (name: string) => string): Map<string, string> {
  const short = new Map([...names].map(([id, name]) => [id, shorten(name)]));
  const uses = new Map<string, number>();
  for (const name of [...short.values(), ...names.values()]) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    [...names].map(([id, name]) => {
      const next = short.get(id) ?? name;
      return [id, next !== name && uses.get(next) === 1 ? next : name];
    }),
  );
}

function commonEnding(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) {
    const words = wordsOf(name);
    const last = words.at(-1);
    if (last !== undefined && words.length > 1) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  for (const [word, count] of counts) {
    if (count >= MIN_ENTITIES && count >= COMMON_ENDING * names.length) return word;
  }
  return null;
}

function withoutEnding(name: string, ending: string): string {
  if (wordsOf(name).length < 2 || wordsOf(name).at(-1) !== ending) return name;
  return name.slice(0, -ending.length).replace(/[-_. ]+$/, '');
}

type ModelPart = Pick<ContractModel, 'kind' | 'entities' | 'operations'>;

/** A copy of what grouping reads of a model, its entities renamed. */
export function renamed(model: ModelPart, names: ReadonlyMap<string, string>): ModelPart {
  const name = (id: string): string => names.get(id) ?? id;
  const property = (one: Property): Property => ({
    ...one,
    ...(one.ref === undefined ? {} : { ref: name(one.ref) }),
    ...(one.mentions === undefined ? {} : { mentions: one.mentions.map(name) }),
  });
  const response = (one: Response): Response => ({
    ...one,
    entities: one.entities.map(name),
    properties: one.properties.map(property),
  });
  const entity = (one: Entity): Entity => ({
    ...one,
    id: name(one.id),
    properties: one.properties.map(property),
    composes: one.composes.map(name),
  });
  const operation = (one: Operation): Operation => ({
    ...one,
    inputEntities: one.inputEntities.map(name),
    outputEntities: one.outputEntities.map(name),
    responses: one.responses.map(response),
  });
  return { kind: model.kind, entities: model.entities.map(entity), operations: model.operations.map(operation) };
}
