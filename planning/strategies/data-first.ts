import type { Operation } from '../contract/contract-model.js';
import { compareStrings } from '../compare.js';
import { idsOf, isIntegration } from './operation-groups.js';
import type { PlannedResource } from './planned-model.js';
import { cutTests, guestsByHost, guestsOf, sharedUnits } from './shape-parts.js';
import type { Sizing } from './sizing.js';
import { chunks, resourceOrder } from './work-unit.js';
import type { Shape, TestUnit, WorkUnit } from '../dag/shape.js';
import type { ShapeMaker } from './work-unit.js';

/** Ranks of operations start here: every schema comes before them. */
const AFTER_SCHEMAS = 10_000;

/**
 * From the data outward: the schemas and migrations of the whole model first, in reference order (parts that only one
 * thing has go with it), then thin operation tasks: one write each, the readings of a resource together.
 */
export const dataFirst: ShapeMaker = (planned, sizing): Shape => {
  const resources = resourceOrder(planned, sizing);
  const aggregates = guestsOf(resources, sizing);
  const partsOf = guestsByHost(resources, aggregates);
  const single = sizing.vary !== null && sizing.vary.next() < 0.5;
  const units = sharedUnits(resources, sizing);
  const tests: TestUnit[] = [];
  resources.forEach((resource, place) => {
    const parts = partsOf.get(resource.name) ?? [];
    const entities = [resource, ...parts].flatMap((one) => one.entities).sort(compareStrings);
    if (!resource.shared && !aggregates.has(resource.name)) {
      for (const part of chunks(entities, sizing.maxEntities)) {
        units.push({ kind: 'schema', resource: resource.name, entities: part, operations: [], rank: place });
      }
    }
    units.push(...thinUnits(resource, single, sizing).map((unit) => ({ ...unit, rank: AFTER_SCHEMAS + place })));
    const operations = resource.operations.map((one) => `op:${one.id}`);
    tests.push(...cutTests(resource.name, operations, sizing, AFTER_SCHEMAS + place));
  });
  return { units, tests: [...schemaTests(resources, sizing), ...tests] };
};

function thinUnits(resource: PlannedResource, single: boolean, sizing: Sizing): Omit<WorkUnit, 'rank'>[] {
  const isReading = (one: Operation): boolean =>
    (one.effect === 'read' || one.effect === 'list') && !isIntegration(one);
  const readings = resource.operations.filter(isReading);
  const groups = [
    ...chunks(readings, single ? 1 : sizing.maxOperations),
    ...resource.operations.filter((one) => !isReading(one)).map((one) => [one]),
  ];
  return groups.map((group) => ({
    kind: group.some(isIntegration) ? 'integration' : 'operation',
    resource: resource.name,
    entities: [],
    operations: idsOf(group),
  }));
}

/** The data layer is tested layer by layer, before any operation uses it. */
function schemaTests(resources: readonly PlannedResource[], sizing: Sizing): TestUnit[] {
  const layers = new Map<number, string[]>();
  for (const { depth, entities } of resources) {
    const layer = layers.get(depth) ?? [];
    layers.set(depth, layer);
    for (const id of entities) layer.push(`entity:${id}`);
  }
  return [...layers.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([depth, references]) => cutTests(`data layer ${depth + 1}`, references, sizing, depth));
}
