import type { ContractModel, Entity, Operation } from '../contract/contract-model.js';

/** Contract elements by reference, prefix included (`op:GET /pets`, `entity:Pet`). */
export interface ElementIndex {
  operations: ReadonlyMap<string, Operation>;
  entities: ReadonlyMap<string, Entity>;
}

/** One index per model: strategies ask once per task, and a contract may have 25,000 operations. */
const indices = new WeakMap<ContractModel, ElementIndex>();

/**
 * Finds contract elements by their reference in constant time. The model must not change after the first call, which
 * holds for every imported model.
 */
export function elementIndex(model: ContractModel): ElementIndex {
  const known = indices.get(model);
  if (known !== undefined) return known;
  const index: ElementIndex = {
    operations: new Map(model.operations.map((operation) => [`op:${operation.id}`, operation])),
    entities: new Map(model.entities.map((entity) => [`entity:${entity.id}`, entity])),
  };
  indices.set(model, index);
  return index;
}
