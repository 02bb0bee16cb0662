import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { counted } from './wording.js';

const BASE_MINUTES = 20;
const OPERATIONS_PER_MINUTE = 10;

/** The one documentation task. It is anchored in the repository it documents and implements no element. */
export function docsTask(planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const operations = planned.operation.size;
  return {
    kind: 'docs',
    name: repository.repository,
    title: `Document the ${repository.repository}`,
    description: `Write how to set up, configure, run and call the service, with a worked example per kind of caller and a reference of the ${counted(operations, 'operation')} that is generated from the contract. Code is not changed here.`,
    covers: ['scaffold'],
    minutes: BASE_MINUTES + Math.min(40, Math.ceil(operations / OPERATIONS_PER_MINUTE)),
    repository: repository.repository,
    rank: 0,
    deliverables: () => [
      { path: deliverablePath(repository, 'docs', 'getting started'), what: 'Set-up, settings, first call' },
      { path: deliverablePath(repository, 'docs', 'api reference'), what: 'Reference generated from the contract' },
    ],
  };
}
