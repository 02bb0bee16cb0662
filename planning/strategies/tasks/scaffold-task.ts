import type { ScaffoldRequest } from '../../scaffold/scaffold-request.js';
import type { PlannedModel } from '../planned-model.js';
import type { TaskDraft } from './task-draft.js';
import { coded } from './wording.js';

const BASE_MINUTES = 15;

/** The task that creates a repository; everything in it waits for this one. It meets the clauses that choose its technologies. */
export function scaffoldTask(request: ScaffoldRequest, { technology }: Pick<PlannedModel, 'technology'>): TaskDraft {
  const { language, runtime, framework, database, test } = request.toolchain;
  const stack = [language, runtime, framework, database, test].filter(
    (name) => name !== 'none' && name !== 'as chosen',
  );
  return {
    kind: 'scaffold',
    name: request.repository,
    title: `Create the ${request.repository} repository`,
    description: `Create the repository with ${[...new Set(stack)].join(', ')}: the folders ${coded(
      request.layout.map(({ path }) => path),
      12,
    )}, the files listed as deliverables, and commands to start, build, lint and test that pass on the empty project. No feature is part of this task.`,
    covers: ['scaffold'],
    requirements: (request.purpose === 'frontend' ? technology.frontend : technology.service).map(({ id }) => id),
    minutes: BASE_MINUTES + request.files.length,
    repository: request.repository,
    rank: 0,
    deliverables: () => request.files.map(({ path, purpose }) => ({ path, what: purpose })),
  };
}
