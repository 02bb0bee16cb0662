import type { Operation } from '../contract/contract-model.js';
import { compareStrings } from '../compare.js';
import { idsOf, isIntegration } from './operation-groups.js';
import type { PlannedModel, PlannedResource } from './planned-model.js';
import { cutTests, guestsByHost, guestsOf, referencesOf, sharedUnits, SHARED_TYPES } from './shape-parts.js';
import { chunks, resourceOrder } from './work-unit.js';
import type { Shape, TestUnit, WorkUnit } from '../dag/shape.js';
import type { ShapeMaker } from './work-unit.js';
import type { Sizing } from './sizing.js';

const SKELETON_EFFECTS: readonly Operation['effect'][] = ['create', 'list', 'read'];
/** Ranks of slices that extend the skeleton start here. */
const LATER = 10_000;

/**
 * By journey, end to end: first a walking skeleton, one slice per resource of its schema with making and reading it
 * (things without operations of their own go with what they are part of); then slices for what one clause of the
 * PRD, or else one tag, asks of the resource beyond that.
 */
export const verticalSlice: ShapeMaker = (planned, sizing): Shape => {
  const resources = resourceOrder(planned, sizing);
  const hosts = guestsOf(resources, sizing);
  const guestsOfHost = guestsByHost(resources, hosts);
  const units = sharedUnits(resources, sizing);
  resources.forEach((resource, place) => {
    if (resource.shared || hosts.has(resource.name)) return;
    const guests = guestsOfHost.get(resource.name) ?? [];
    const entities = [resource, ...guests].flatMap((one) => one.entities).sort(compareStrings);
    const plain = resource.operations.filter((one) => !isIntegration(one));
    const skeleton = skeletonOf(plain, sizing);
    const [first = [], ...more] = chunks(entities, sizing.maxEntities);
    units.push(
      ...more.map((part): WorkUnit => ({
        kind: 'schema',
        resource: resource.name,
        entities: part,
        operations: [],
        rank: place,
      })),
    );
    const kind = skeleton.length > 0 ? 'operation' : 'schema';
    if (first.length + skeleton.length > 0) {
      units.push({ kind, resource: resource.name, entities: first, operations: idsOf(skeleton), rank: place });
    }
    const rest = plain.filter((one) => !skeleton.includes(one));
    units.push(...extensions(resource, rest, planned, sizing).map((unit) => ({ ...unit, rank: LATER + place })));
    for (const one of resource.operations.filter(isIntegration)) {
      units.push({
        kind: 'integration',
        resource: resource.name,
        entities: [],
        operations: [one.id],
        rank: LATER + place,
      });
    }
  });
  return { units, tests: journeyTests(resources, sizing) };
};

function skeletonOf(operations: readonly Operation[], sizing: Sizing): Operation[] {
  const byUse = SKELETON_EFFECTS.flatMap((effect) => operations.filter((one) => one.effect === effect).slice(0, 1));
  const chosen = byUse.length > 0 ? byUse : operations.slice(0, 1);
  return chosen.slice(0, Math.max(1, sizing.maxOperations));
}

function extensions(
  resource: PlannedResource,
  operations: readonly Operation[],
  planned: PlannedModel,
  sizing: Sizing,
): Omit<WorkUnit, 'rank'>[] {
  const journeys = new Map<string, Operation[]>();
  for (const one of operations) {
    const journey = planned.requirementsOf.get(`op:${one.id}`)?.[0] ?? one.tags[0] ?? '';
    journeys.set(journey, [...(journeys.get(journey) ?? []), one]);
  }
  return [...journeys.entries()]
    .sort(([a], [b]) => compareStrings(a, b))
    .flatMap(([, group]) => chunks(group, sizing.maxOperations))
    .map((group) => ({ kind: 'operation', resource: resource.name, entities: [], operations: idsOf(group) }));
}

/** Tests by the tag that most of a resource's operations carry, so that a journey is tested as one. */
function journeyTests(resources: readonly PlannedResource[], sizing: Sizing): TestUnit[] {
  const journeys = new Map<string, string[]>();
  for (const resource of resources) {
    const journey = resource.shared ? SHARED_TYPES : (resource.operations[0]?.tags[0] ?? resource.name);
    journeys.set(journey, [...(journeys.get(journey) ?? []), ...referencesOf(resource)]);
  }
  return [...journeys.entries()].flatMap(([journey, references], rank) => cutTests(journey, references, sizing, rank));
}
