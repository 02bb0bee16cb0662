import type { Entity, Operation } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { WorkUnit } from '../../dag/shape.js';
import { actorsOf, ruledBy, rulesToMind } from './clause-notes.js';
import { storageNotes, storedEntities } from './entity-notes.js';
import {
  callersOf,
  deprecatedOnes,
  operationPurposes,
  pagingOf,
  referencesChecked,
  unusualAnswers,
} from './operation-notes.js';
import { operationSurroundings } from './operation-surroundings.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded, effectsOf, excerpt, listed, verbsOf } from './wording.js';

/** A task that implements operations, and with them the schemas of its slice where the unit holds any. */
export function operationTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const operations = unit.operations.flatMap((id) => planned.operation.get(id) ?? []);
  const entities = unit.entities.flatMap((id) => planned.entity.get(id) ?? []);
  const repository = serviceRepository(context);
  const stored = storedEntities(unit, planned, context.model);
  const covers = [...unit.entities.map((id) => `entity:${id}`), ...unit.operations.map((id) => `op:${id}`)];
  return {
    kind: 'operation',
    name: nameOf(unit, operations),
    title: titleOf(unit, operations),
    description: describe({ unit, operations, entities, stored }, planned, context),
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes(operations, entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug, order) => [
      ...(entities.length > 0
        ? [{ path: deliverablePath(repository, 'model', slug), what: `Types and queries of ${coded(unit.entities)}` }]
        : []),
      ...(stored.length > 0
        ? [{ path: deliverablePath(repository, 'migration', slug, order), what: `Storage of ${coded(idsOf(stored))}` }]
        : []),
      { path: deliverablePath(repository, 'handler', slug), what: `Handlers of ${coded(unit.operations)}` },
      { path: deliverablePath(repository, 'handler-test', slug), what: 'Unit tests of the handlers' },
    ],
    surroundings: (map) => operationSurroundings({ resource: unit.resource, operations, covers }, planned, map),
  };
}

function nameOf(unit: WorkUnit, operations: readonly Operation[]): string {
  if (unit.entities.length > 0) return `${unit.resource} slice`;
  if (operations.length === 1) return unit.operations[0] as string;
  return `${unit.resource} ${effectsOf(operations).join(' ')}`;
}

/** Longest summary that a title takes whole; a longer one stands in the contract slice. */
const LONGEST_SUMMARY = 60;
/** With a longer path a title is long enough without. */
const LONGEST_BOTH = 110;

function titleOf(unit: WorkUnit, operations: readonly Operation[]): string {
  const only = operations.length === 1 ? operations[0] : undefined;
  if (unit.entities.length > 0)
    return `Build ${unit.resource} end to end: schema, ${listed(verbsOf(operations, unit.resource), 6)}`;
  if (only === undefined) return `Implement ${unit.resource}: ${listed(verbsOf(operations, unit.resource), 6)}`;
  const summary = excerpt(only.summary, 400).replace(/\.$/, '');
  const fits = summary !== '' && summary.length <= LONGEST_SUMMARY && summary.length + only.id.length <= LONGEST_BOTH;
  return fits ? `Implement ${only.id} (${summary})` : `Implement ${only.id}`;
}

interface Parts {
  unit: WorkUnit;
  operations: readonly Operation[];
  entities: readonly Entity[];
  stored: readonly Entity[];
}

function describe(
  { unit, operations, entities, stored }: Parts,
  planned: PlannedModel,
  context: PlanningContext,
): string {
  const refs = unit.operations.map((id) => `op:${id}`);
  const { database } = serviceRepository(context).toolchain;
  return [
    ...(entities.length > 0
      ? [`Define ${coded(unit.entities, 12)}.`, ...storageNotes(entities, stored, planned, database)]
      : []),
    ...operationPurposes(operations),
    ...ruledBy(refs, planned, context),
    ...rulesToMind(refs, planned, context),
    ...actorsOf(refs, planned, context),
    ...callersOf(operations, planned),
    ...referencesChecked(operations, planned),
    ...pagingOf(operations),
    ...unusualAnswers(operations),
    ...deprecatedOnes(operations),
  ].join(' ');
}

function idsOf(entities: readonly Entity[]): string[] {
  return entities.map(({ id }) => id);
}
