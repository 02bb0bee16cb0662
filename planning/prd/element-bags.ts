import type { ContractModel, Entity, Operation } from '../contract/contract-model.js';
import { fixedSegments } from '../contract/names.js';
import { stemsOf } from './words.js';

/** A contract element as words. */
export interface Bag {
  /** With prefix: `op:…`, `entity:…`. */
  ref: string;
  /** Names by which code or a clause may call it outright. */
  names: string[];
  /** Stems of what it is called, the telling ones heavier: what a clause must name to mean it. */
  core: Map<string, number>;
  /** Stems of everything around it: description of what it takes and gives. */
  wide: Set<string>;
  effect: Operation['effect'] | null;
}

const LAST_NOUN = 1;
const EARLIER_NOUN = 0.35;
const NAME = 0.4;
/** Of summaries and descriptions only the beginning says what an element is about. */
const MAX_TEXT = 400;

/** The bags of all operations and entities, in the model's order. */
export function makeBags(model: ContractModel): Bag[] {
  const byId = new Map(model.entities.map((entity) => [entity.id, entity]));
  return [...model.operations.map((operation) => operationBag(operation, byId)), ...model.entities.map(entityBag)];
}

function operationBag(operation: Operation, entities: ReadonlyMap<string, Entity>): Bag {
  const core = new Map<string, number>();
  if (operation.path === undefined) {
    addStems(core, operation.id.slice(operation.id.indexOf('.') + 1), LAST_NOUN);
  } else {
    const segments = fixedSegments(operation.path);
    segments.forEach((segment, i) => addStems(core, segment, i === segments.length - 1 ? LAST_NOUN : EARLIER_NOUN));
    addStems(core, operation.operationId ?? '', NAME);
    addStems(core, operation.summary.slice(0, MAX_TEXT), NAME);
  }
  const wide = new Set(
    stemsOf(
      [operation.summary.slice(0, MAX_TEXT), operation.description.slice(0, MAX_TEXT), ...operation.tags].join(' '),
    ),
  );
  const properties = [...(operation.requestBody?.properties ?? []), ...operation.parameters];
  for (const { name } of properties) for (const word of stemsOf(name)) wide.add(word);
  for (const id of [...operation.inputEntities, ...operation.outputEntities]) {
    for (const word of stemsOf(id)) wide.add(word);
    for (const { name } of entities.get(id)?.properties ?? []) for (const word of stemsOf(name)) wide.add(word);
  }
  return { ref: `op:${operation.id}`, names: namesOf(operation), core, wide, effect: operation.effect };
}

function namesOf(operation: Operation): string[] {
  return operation.operationId === undefined ? [operation.id] : [operation.id, operation.operationId];
}

function entityBag(entity: Entity): Bag {
  const core = new Map<string, number>();
  addStems(core, entity.id, LAST_NOUN);
  const wide = new Set(
    stemsOf(`${entity.description.slice(0, MAX_TEXT)} ${entity.properties.map(({ name }) => name).join(' ')}`),
  );
  return { ref: `entity:${entity.id}`, names: [entity.id], core, wide, effect: null };
}

/** A word counts with its heaviest mention. */
function addStems(core: Map<string, number>, text: string, weight: number): void {
  for (const word of stemsOf(text)) core.set(word, Math.max(core.get(word) ?? 0, weight));
}
