import type { Operation } from '../../contract/contract-model.js';
import type { PlannedModel } from '../planned-model.js';
import { buildsOn, leftToOthers, neededEntities, operationsOf, testedBy } from './task-map.js';
import type { TaskMap } from './task-map.js';

/** A task's operations, the resource they work on, and all it covers. */
interface Own {
  resource: string;
  operations: readonly Operation[];
  covers: readonly string[];
}

/** What a task with operations builds on, what of its resource is left to other tasks, and which tests check it. */
export function operationSurroundings(
  { resource, operations, covers }: Own,
  planned: PlannedModel,
  map: TaskMap,
): string[] {
  const own = new Set(covers);
  const entities = operations.flatMap((one) => [...one.inputEntities, ...one.outputEntities]);
  const guarded = operations.some(({ id }) => planned.guarded.has(id));
  return [
    ...buildsOn(
      [...entities.map((id) => `entity:${id}`), ...neededEntities(map), ...(guarded ? ['auth'] : [])],
      own,
      map,
    ),
    ...leftToOthers(operationsOf(resource, planned), own, map),
    ...testedBy(
      operations.map(({ id }) => `op:${id}`),
      map,
    ),
  ];
}
