import type { Entity } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import { SHARED_TYPES } from '../shape-parts.js';
import type { WorkUnit } from '../../dag/shape.js';
import { ruledBy, rulesToMind } from './clause-notes.js';
import { storageNotes, storedEntities } from './entity-notes.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { buildsOn, leftToOthers, neededEntities, operationsOf, testedBy } from './task-map.js';
import { coded, listed } from './wording.js';

/** A task that defines entities: types with validation, and storage for what is stored. */
export function schemaTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const entities = unit.entities.flatMap((id) => planned.entity.get(id) ?? []);
  const repository = serviceRepository(context);
  const stored = storedEntities(unit, planned, context.model);
  const covers = unit.entities.map((id) => `entity:${id}`);
  const shared = unit.resource === SHARED_TYPES;
  return {
    kind: 'schema',
    name: shared ? 'shared-types' : unit.resource,
    title: titleOf(unit, shared),
    description: [
      ...(entities.length > 1 ? [`Define ${coded(unit.entities, 20)}.`] : []),
      ...(shared ? [] : storageNotes(entities, stored, planned, repository.toolchain.database)),
      ...ruledBy(covers, planned, context),
      ...rulesToMind(covers, planned, context, ['uniqueness', 'limits', 'states']),
    ].join(' '),
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes([], entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug, order) => [
      { path: deliverablePath(repository, 'model', slug), what: `Types and validation of ${coded(unit.entities)}` },
      ...(stored.length > 0
        ? [
            {
              path: deliverablePath(repository, 'migration', slug, order),
              what: `Storage of ${coded(stored.map(({ id }) => id))}`,
            },
          ]
        : []),
    ],
    surroundings: (map) => {
      const own = new Set(covers);
      return [
        ...buildsOn([...mentioned(entities), ...neededEntities(map)], own, map),
        ...leftToOthers(operationsOf(unit.resource, planned), own, map),
        ...testedBy(covers, map),
      ];
    },
  };
}

/** The thing itself first, then what belongs to it. */
function titleOf({ resource, entities }: WorkUnit, shared: boolean): string {
  const names = [...entities].sort((a, b) => Number(b === resource) - Number(a === resource));
  if (names.length === 1) return `Define the ${shared ? 'shared type' : 'schema'} ${names[0] as string}`;
  return `Define the ${shared ? 'shared types' : 'schemas'} ${listed(names, 3)}`;
}

function mentioned(entities: readonly Entity[]): string[] {
  return entities.flatMap(({ properties, composes }) =>
    [
      ...properties.flatMap(({ ref, mentions }) => [...(ref === undefined ? [] : [ref]), ...(mentions ?? [])]),
      ...composes,
    ].map((id) => `entity:${id}`),
  );
}
