import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { leftToOthers } from './task-map.js';
import { code, counted, listed } from './wording.js';

const BASE_MINUTES = 30;
const PER_SCHEME = 10;

/** The one task for telling who calls and refusing who may not. */
export function authTask(planned: PlannedModel, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const { securitySchemes } = context.model;
  const guarded = context.order.authenticated.filter((id) => planned.operation.has(id));
  const signIn = context.order.signIn.filter((id) => planned.operation.has(id));
  return {
    kind: 'auth',
    name: 'access-control',
    title: 'Build the checks of who calls',
    description: [
      `${counted(guarded.length, 'operation')} of ${planned.operation.size} ${guarded.length === 1 ? 'asks' : 'ask'} this code who calls and whether they may.`,
      schemes(context),
      'Offer a check of credentials, one of roles or ownership, and the issuing and hashing of secrets where the service gives them out.',
    ].join(' '),
    covers: ['auth'],
    requirements: planned.requirementsOf.get('auth') ?? [],
    minutes: BASE_MINUTES + PER_SCHEME * Math.max(0, securitySchemes.length - 1),
    repository: repository.repository,
    rank: 0,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'auth', slug), what: 'Credential checks and access rules' },
      {
        path: deliverablePath(repository, 'auth-test', slug),
        what: 'Tests of accepted and refused credentials',
      },
    ],
    surroundings: (map) =>
      leftToOthers(
        signIn.map((id) => `op:${id}`),
        new Set(),
        map,
      ),
  };
}

function schemes({ model }: PlanningContext): string {
  if (model.securitySchemes.length === 0) return 'The contract declares no scheme: the access rules of the PRD decide.';
  const named = model.securitySchemes.map(
    ({ name, type, detail }) => `${code(name)} (${[type, detail].filter((part) => part !== '').join(', ')})`,
  );
  return `The contract's ${named.length === 1 ? 'scheme is' : 'schemes are'} ${listed(named, 8)}.`;
}
