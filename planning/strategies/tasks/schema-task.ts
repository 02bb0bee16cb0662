import type { Entity } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import { SHARED_TYPES } from '../shape-parts.js';
import type { WorkUnit } from '../work-unit.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded, counted } from './wording.js';

/** A task that defines entities: types with validation, and storage for what is stored. */
export function schemaTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const entities = unit.entities.flatMap((id) => planned.entity.get(id) ?? []);
  const repository = serviceRepository(context);
  const stored =
    unit.resource !== SHARED_TYPES && entities.some((entity) => entity.kind === 'object' || entity.kind === 'map');
  const covers = unit.entities.map((id) => `entity:${id}`);
  return {
    kind: 'schema',
    name: unit.resource === SHARED_TYPES ? 'shared-types' : unit.resource,
    title:
      unit.resource === SHARED_TYPES
        ? `Define ${counted(entities.length, 'shared type')}`
        : `Define the ${unit.resource} schema`,
    description: describe(unit, entities, stored, repository.toolchain.database),
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes([], entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'model', slug), what: `Types and validation of ${coded(unit.entities)}` },
      ...(stored
        ? [{ path: deliverablePath(repository, 'migration', slug), what: `Storage of ${unit.resource}` }]
        : []),
    ],
  };
}

function describe(unit: WorkUnit, entities: readonly Entity[], stored: boolean, database: string): string {
  const properties = entities.reduce((sum, entity) => sum + entity.properties.length, 0);
  const what = `Define ${coded(unit.entities, 20)} with ${counted(properties, 'property').replace('propertys', 'properties')} exactly as the contract declares them: names, types, required and nullable.`;
  const storage = stored
    ? ` Add a forward-only ${database} migration with keys, foreign keys to what it depends on, and the unique constraints the requirements name.`
    : ' Nothing is stored.';
  return `${what}${storage} Request handling is not part of this task.`;
}
