import type { Operation } from '../../contract/contract-model.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { buildMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { WorkUnit } from '../work-unit.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded, effectsOf, excerpt, listed } from './wording.js';

/** A task that implements operations, and with them the schemas of its slice where the unit holds any. */
export function operationTask(unit: WorkUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const operations = unit.operations.flatMap((id) => planned.operation.get(id) ?? []);
  const entities = unit.entities.flatMap((id) => planned.entity.get(id) ?? []);
  const repository = serviceRepository(context);
  const covers = [...unit.entities.map((id) => `entity:${id}`), ...unit.operations.map((id) => `op:${id}`)];
  const slice = entities.length > 0;
  const model = `Types, validation and queries of ${coded(unit.entities)}`;
  return {
    kind: 'operation',
    name: nameOf(unit, operations),
    title: titleOf(unit, operations),
    description: describe(unit, operations, planned),
    covers,
    requirements: covers.flatMap((ref) => planned.requirementsOf.get(ref) ?? []),
    minutes: buildMinutes(operations, entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      ...(slice
        ? [
            { path: deliverablePath(repository, 'model', slug), what: model },
            { path: deliverablePath(repository, 'migration', slug), what: `Storage of ${unit.resource}` },
          ]
        : []),
      { path: deliverablePath(repository, 'handler', slug), what: `Handlers of ${coded(unit.operations)}` },
      { path: deliverablePath(repository, 'unit-test', slug), what: 'Unit tests of the handlers' },
    ],
  };
}

function nameOf(unit: WorkUnit, operations: readonly Operation[]): string {
  if (unit.entities.length > 0) return `${unit.resource} slice`;
  if (operations.length === 1) return unit.operations[0] as string;
  return `${unit.resource} ${effectsOf(operations).join(' ')}`;
}

function titleOf(unit: WorkUnit, operations: readonly Operation[]): string {
  const only = operations.length === 1 ? operations[0] : undefined;
  if (only !== undefined && unit.entities.length === 0) {
    const summary = only.summary === '' ? '' : ` (${excerpt(only.summary, 60)})`;
    return `Implement ${only.id}${summary}`;
  }
  const verbs = listed(effectsOf(operations));
  return unit.entities.length > 0
    ? `Build ${unit.resource} end to end: ${verbs}`
    : `Implement ${verbs} for ${unit.resource}`;
}

function describe(unit: WorkUnit, operations: readonly Operation[], { guarded, needsAuth }: PlannedModel): string {
  const closed = operations.filter((one) => guarded.has(one.id)).map((one) => one.id);
  const parts: string[] = [];
  if (unit.entities.length > 0) {
    parts.push(`Define and store ${coded(unit.entities, 20)} as the contract declares them.`);
  }
  parts.push(
    `Implement ${coded(unit.operations, 20)}: validate the input, do the work, and answer with the statuses, bodies and errors the contract declares.`,
  );
  if (closed.length === operations.length && closed.length > 0)
    parts.push(`Callers must be signed in; use the checks ${needsAuth ? 'of the auth task' : 'that are there'}.`);
  else if (closed.length > 0) parts.push(`Callers of ${coded(closed)} must be signed in; the rest is open.`);
  parts.push(`Other operations on ${unit.resource} are not part of this task.`);
  return parts.join(' ');
}
