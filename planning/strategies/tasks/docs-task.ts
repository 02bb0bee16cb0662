import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded, counted } from './wording.js';

const BASE_MINUTES = 20;
const OPERATIONS_PER_MINUTE = 10;

/** The one documentation task. It is anchored in the repository it documents and implements no element. */
export function docsTask(planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const operations = planned.operation.size;
  const schemes = context.model.securitySchemes.map(({ name }) => name);
  const pushes = [...planned.operation.values()]
    .filter(({ type }) => type === 'webhook' || type === 'callback' || type === 'subscription')
    .map(({ id }) => id);
  return {
    kind: 'docs',
    name: repository.repository,
    title: `Document the ${repository.repository}`,
    description: [
      'Set-up, every setting, and the first call.',
      ...(schemes.length > 0 ? [`How callers get and send credentials: ${coded(schemes)}.`] : []),
      ...(pushes.length > 0 ? [`What receivers must do for ${coded(pushes)}.`] : []),
      `The reference of ${counted(operations, 'operation')} is generated from the contract, not written.`,
    ].join(' '),
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
