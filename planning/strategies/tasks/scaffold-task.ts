import type { ScaffoldRequest } from '../../scaffold/scaffold-request.js';
import type { PlannedModel } from '../planned-model.js';
import type { TaskDraft } from './task-draft.js';
import { code } from './wording.js';

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
    description: [
      `${[...new Set(stack)].join(', ')}. Libraries of the stack are installed; commands that start, build, lint and test pass on the empty project.`,
      `Make room for what later tasks put in: ${request.layout.map(({ path, what }) => `${code(path)} (${lower(what)})`).join('; ')}.`,
      'No task after this one edits the files listed here.',
    ].join(' '),
    covers: ['scaffold'],
    requirements: (request.purpose === 'frontend' ? technology.frontend : technology.service).map(({ id }) => id),
    minutes: BASE_MINUTES + request.files.length,
    repository: request.repository,
    rank: 0,
    deliverables: () => request.files.map(({ path, purpose }) => ({ path, what: purpose })),
  };
}

/** As part of a sentence; names in capitals stay. */
function lower(text: string): string {
  return /^[A-Z](?:[a-z]| )/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
