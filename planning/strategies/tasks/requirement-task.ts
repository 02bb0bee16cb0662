import type { Requirement } from '../../prd/prd-analysis.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { excerpt } from './wording.js';

const MINUTES = 30;

/** A task for a clause of the PRD that no element of the contract serves. */
export function requirementTask(requirement: Requirement, rank: number, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  return {
    kind: 'requirement',
    name: requirement.id,
    title: `Meet ${requirement.label ?? requirement.id}: ${excerpt(requirement.text, 70)}`,
    description: `Make the service do what ${requirement.id} asks and nothing in the contract stands for: "${excerpt(requirement.text, 600)}" Put it where all operations it concerns pass through, and show it by a test. Do not add operations the contract does not have.`,
    covers: [],
    requirements: [requirement.id],
    minutes: MINUTES,
    repository: repository.repository,
    rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'requirement', slug), what: 'The rule' },
      { path: deliverablePath(repository, 'unit-test', `requirement ${slug}`), what: 'A test that fails without it' },
    ],
  };
}
