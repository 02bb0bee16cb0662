import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { testMinutes } from '../minutes.js';
import type { PlannedModel } from '../planned-model.js';
import type { TestUnit } from '../work-unit.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded } from './wording.js';

/** A task that tests operations and entities against the contract, from outside. */
export function testTask(unit: TestUnit, planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const ids = unit.verifies.map((ref) => ref.slice(ref.indexOf(':') + 1));
  const operations = ids.flatMap((id) => planned.operation.get(id) ?? []);
  const entities = ids.flatMap((id) => planned.entity.get(id) ?? []);
  return {
    kind: 'test',
    name: unit.resource,
    title: `Test ${unit.resource} against the contract`,
    description: `Write tests that run against the started service and fail when ${coded(ids, 20)} leave the contract: declared statuses, body schemas, refusals of wrong input and missing credentials. Fixing what they find belongs to the task that built it.`,
    covers: [],
    verifies: unit.verifies,
    minutes: testMinutes(operations, entities),
    repository: repository.repository,
    rank: unit.rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'test', slug), what: `Contract tests of ${unit.resource}` },
    ],
  };
}
