import type { Requirement } from '../../prd/prd-analysis.js';
import { deliverablePath } from '../../scaffold/deliverable-path.js';
import type { PlanningContext } from '../context.js';
import { serviceRepository } from './service-repository.js';
import type { TaskDraft } from './task-draft.js';
import { excerpt, gist } from './wording.js';

const MINUTES = 30;
const LONGEST_GIST = 70;
/** A clause says what it is about at its beginning. */
const LONGEST_READ = 2000;

/** What a clause that no operation serves is about, by its words: where its code starts and how it is shown to hold. */
const SORTS: readonly [RegExp, string][] = [
  [
    /\b(?:every|each|once an?|on the (?:first|last|\d)\w*(?: \w+)? of|nightly|daily|hourly|weekly|monthly|yearly|annually) ?(?:\d+ )?(?:minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|mondays?|sundays?|mornings?|midnight)?\b.{0,200}\b(?:receives?|sends?|sent|runs?|is run|report|file|delete[sd]?|purge[sd]?|clean|export|remind|check(?:s|ed)?|create[sd]?|synchroni[sz])|\bdays? after\b/i,
    'Nothing calls it: it runs by the clock, once however many instances there are; the test sets the clock.',
  ],
  [
    /\b\d[\d.,]* ?(?:ms|milliseconds?|s|seconds?|minutes?|%|percent|requests?|users?|rps|mb|gb|kb|concurrent|simultaneous)\b/i,
    'Show it by a measurement that anyone can repeat, and write down on what it was taken.',
  ],
  [
    /\b(?:logs?|logged|audit\w*|metrics?|tracing|monitor\w*|backups?(?! \w+ing)|backed up|deploy\w*|migrations?|containers?|docker|ci\b|pipeline)\b/i,
    'It holds for the running service as a whole; the test looks at what an operator sees.',
  ],
];

/** A task for a clause of the PRD that no element of the contract serves. */
export function requirementTask(requirement: Requirement, rank: number, context: PlanningContext): TaskDraft {
  const repository = serviceRepository(context);
  const { id, label, text, section } = requirement;
  const short = gist(text, LONGEST_GIST).replaceAll('"', "'");
  const [, how] = SORTS.find(([words]) => words.test(text.slice(0, LONGEST_READ))) ?? [];
  return {
    kind: 'requirement',
    name: id,
    title: label === undefined ? `Meet "${short}" (${id})` : `Meet ${label}: "${short}"`,
    description: [
      `${label ?? id}${section === '' ? '' : `, under "${excerpt(section, 60)}"`}: "${excerpt(text, 600)}"`,
      'No operation of the contract does it, and none is added.',
      ...(how === undefined ? [] : [how]),
    ].join(' '),
    covers: [],
    requirements: [id],
    minutes: MINUTES,
    repository: repository.repository,
    rank,
    deliverables: (slug) => [
      { path: deliverablePath(repository, 'requirement', slug), what: 'The rule or the job' },
      { path: deliverablePath(repository, 'requirement-test', slug), what: 'A test that fails without it' },
    ],
  };
}
