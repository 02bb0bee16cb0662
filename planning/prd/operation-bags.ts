import type { ContractModel, Operation } from '../contract/contract-model.js';
import { stemsOf } from './words.js';

/** An operation as words (stems): of its path, id and summary, and of what it takes and gives. */
export interface OperationBag {
  names: string[];
  context: string[];
}

/** Of summaries and descriptions only the beginning says what an operation is about. */
const MAX_NAMES = 600;
const MAX_TEXT = 400;

/** The bags of a model's operations, in its order. Words of names and entities that many share are read once. */
export function operationBags(model: ContractModel): OperationBag[] {
  const known = new Map<string, readonly string[]>();
  const words = (name: string): readonly string[] => {
    const found = known.get(name) ?? stemsOf(name);
    known.set(name, found);
    return found;
  };
  const ofEntity = new Map(
    model.entities.map(({ id, properties }) => [
      id,
      new Set([id, ...properties.map(({ name }) => name)].flatMap(words)),
    ]),
  );
  return model.operations.map((operation) => {
    const names = new Set(stemsOf(namesOf(operation).slice(0, MAX_NAMES)));
    const context = new Set(stemsOf(operation.description.slice(0, MAX_TEXT)));
    const inputs = [...operation.parameters, ...(operation.requestBody?.properties ?? [])];
    for (const { name } of inputs) for (const word of words(name)) context.add(word);
    for (const entity of [...operation.inputEntities, ...operation.outputEntities]) {
      for (const word of ofEntity.get(entity) ?? words(entity)) context.add(word);
    }
    return { names: [...names], context: [...context].filter((word) => !names.has(word)) };
  });
}

function namesOf({ path, operationId, id, summary }: Operation): string {
  return `${path?.replace(/\{[^}]*\}/g, ' ') ?? ''} ${operationId ?? id.replace(/^[^.]*\./, '')} ${summary}`;
}
