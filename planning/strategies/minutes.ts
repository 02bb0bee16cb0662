import type { Entity, Operation } from '../contract/contract-model.js';

/** Reading the task, setting up, reviewing: what every task costs, whatever it makes. */
const OVERHEAD = 4;
const BY_EFFECT: Record<Operation['effect'], number> = {
  read: 6,
  list: 9,
  create: 11,
  update: 10,
  delete: 6,
  action: 12,
};
const PER_INPUT = 0.4;
const GUARDED = 2;
const PUSHED = 10;
const OBJECT = 6;
const PER_PROPERTY = 0.5;
const SIMPLE = 1;

/** Estimated minutes for one operation: by its effect, its inputs, whether callers are checked, whether it pushes data out. */
export function operationMinutes(operation: Operation): number {
  const inputs = operation.parameters.length + (operation.requestBody?.properties.length ?? 0);
  const guarded = operation.security.schemes.length > 0 ? GUARDED : 0;
  const pushed =
    operation.type === 'operation' || operation.type === 'query' || operation.type === 'mutation' ? 0 : PUSHED;
  return BY_EFFECT[operation.effect] + PER_INPUT * Math.min(inputs, 30) + guarded + pushed;
}

/** Estimated minutes for one entity: object-like ones by their properties, enums, scalars and aliases next to nothing. */
export function entityMinutes(entity: Entity): number {
  const simple =
    entity.kind === 'enum' || entity.kind === 'scalar' || entity.kind === 'alias' || entity.kind === 'array';
  if (simple) return SIMPLE;
  const form = entity.kind === 'input' ? OBJECT / 3 : OBJECT;
  return form + PER_PROPERTY * Math.min(entity.properties.length, 60);
}

/** Minutes of a task that builds these elements, rounded up to whole minutes. */
export function buildMinutes(operations: readonly Operation[], entities: readonly Entity[]): number {
  const work = operations.map(operationMinutes).concat(entities.map(entityMinutes));
  return Math.ceil(work.reduce((sum, one) => sum + one, OVERHEAD));
}

/** Minutes of a test task: about a third of what it took to build what it verifies. */
export function testMinutes(operations: readonly Operation[], entities: readonly Entity[]): number {
  const work = operations.map(operationMinutes).concat(entities.map((entity) => entityMinutes(entity) / 2));
  return Math.ceil(work.reduce((sum, one) => sum + one, 0) / 3 + OVERHEAD);
}
