import type { Operation } from '../contract/contract-model.js';
import { actionGroups, idsOf, isIntegration } from './operation-groups.js';
import type { PlannedResource } from './planned-model.js';
import { sharedUnits, testUnits } from './shape-parts.js';
import type { Sizing } from './sizing.js';
import { chunks, resourceOrder } from './work-unit.js';
import type { Shape, WorkUnit } from '../dag/shape.js';
import type { ShapeMaker } from './work-unit.js';

/**
 * By resource, as the contract lists them: a schema task each, then its operations in bundles: making and reading,
 * changing and deleting, every act with its undoing, every integration alone.
 */
export const contractFirst: ShapeMaker = (planned, sizing): Shape => {
  const merged = sizing.vary !== null && sizing.vary.next() < 0.5;
  const resources = resourceOrder(planned, sizing);
  const units = sharedUnits(resources, sizing);
  resources.forEach((resource, place) => {
    if (resource.shared) return;
    for (const entities of chunks(resource.entities, sizing.maxEntities)) {
      units.push({ kind: 'schema', resource: resource.name, entities, operations: [], rank: place });
    }
    units.push(...bundles(resource, sizing, merged).map((unit) => ({ ...unit, rank: place })));
  });
  return { units, tests: testUnits(resources, sizing) };
};

function bundles(resource: PlannedResource, sizing: Sizing, merged: boolean): Omit<WorkUnit, 'rank'>[] {
  const plain = resource.operations.filter((one) => !isIntegration(one));
  const of = (...effects: Operation['effect'][]): Operation[] => plain.filter((one) => effects.includes(one.effect));
  const crud = merged
    ? [of('create', 'read', 'list', 'update', 'delete')]
    : [of('create', 'read', 'list'), of('update', 'delete')];
  const groups = [...crud, ...actionGroups(of('action'))].flatMap((group) => chunks(group, sizing.maxOperations));
  const unit = (kind: WorkUnit['kind'], group: Operation[]): Omit<WorkUnit, 'rank'> => ({
    kind,
    resource: resource.name,
    entities: [],
    operations: idsOf(group),
  });
  return [
    ...groups.map((group) => unit('operation', group)),
    ...resource.operations.filter(isIntegration).map((one) => unit('integration', [one])),
  ];
}
