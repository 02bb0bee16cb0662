import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { coded, counted } from './wording.js';

const BASE_MINUTES = 30;
const PER_SCHEME = 10;

/** The one task for telling who calls and refusing who may not. */
export function authTask(planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const { securitySchemes } = context.model;
  const guarded = context.order.authenticated.filter((id) => planned.operation.has(id)).length;
  const how =
    securitySchemes.length > 0
      ? `the contract's schemes (${coded(securitySchemes.map((scheme) => scheme.name))})`
      : 'the access rules of the requirements, as the contract declares no scheme';
  return {
    kind: 'auth',
    name: 'access-control',
    title: 'Build sign-in checks and access rules',
    description: `Build what ${counted(guarded, 'operation')} rely on to know their caller, after ${how}: issue and verify credentials, hash secrets, refuse calls without valid ones. The sign-in operations themselves and each operation's own rules are not part of this task.`,
    covers: ['auth'],
    requirements: planned.requirementsOf.get('auth') ?? [],
    minutes: BASE_MINUTES + PER_SCHEME * Math.max(0, securitySchemes.length - 1),
    repository: repository.repository,
    rank: 0,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'auth', slug), what: 'Credential checks and access rules' },
      {
        path: deliverablePath(repository, 'unit-test', `auth ${slug}`),
        what: 'Tests of accepted and refused credentials',
      },
    ],
  };
}
