import type { AcceptanceCriterion, CandidateTask } from '../dag/candidate.js';
import { profileOf } from '../scaffold/plan-scaffold.js';
import type { DeliverableKind, ScaffoldRequest } from '../scaffold/scaffold-request.js';
import { templatesOf } from './command-templates.js';
import type { CommandTemplates } from './command-templates.js';
import { code } from './wording.js';

/** A command that shows a criterion to be met by ending with status 0. Several may belong to one, in order. */
export interface CommandCheck {
  checkId: string;
  /** Program and arguments; no shell reads them. */
  argv: string[];
  /** The repository it runs in, by the name its scaffold request gives it; the working directory is its root. */
  repository: string;
  what: string;
}

/** The part of a task that its commands follow from. */
export type CommandSubject = Pick<CandidateTask, 'kind' | 'deliverables' | 'acceptance' | 'repository'>;

/** A step of a check: the arguments and what they do. */
interface Step {
  argv: readonly string[];
  what: string;
}

/**
 * The criteria of a task with those that its files add (its test file passes, its migration runs), and a reference to
 * the check where a command of the toolchain shows one. Criteria that another check shows keep that one.
 */
export function withCommands(task: CommandSubject, request: ScaffoldRequest): AcceptanceCriterion[] {
  const known = new Set(task.acceptance.map(({ id }) => id));
  const added = addedCriteria(task, request).filter(({ id }) => !known.has(id));
  return [...task.acceptance, ...added].map((criterion) => {
    if (criterion.check !== undefined || stepsFor(criterion.id, task, request).length === 0) return criterion;
    return { ...criterion, check: { kind: 'command', href: `acceptance#${criterion.id}` } };
  });
}

/** The commands of the criteria that refer to one, in the order of the criteria. */
export function commandChecks(task: CommandSubject, request: ScaffoldRequest): CommandCheck[] {
  return task.acceptance
    .filter(({ check }) => check?.kind === 'command')
    .flatMap(({ id }) =>
      stepsFor(id, task, request).map(({ argv, what }) => ({
        checkId: id,
        argv: [...argv],
        repository: task.repository,
        what,
      })),
    );
}

const TESTS: readonly DeliverableKind[] = [
  'handler-test',
  'auth-test',
  'integration-test',
  'requirement-test',
  'test',
  'frontend-test',
];

function addedCriteria(task: CommandSubject, request: ScaffoldRequest): AcceptanceCriterion[] {
  const added: AcceptanceCriterion[] = [];
  const test = fileOf(task, request, TESTS);
  const migration = fileOf(task, request, ['migration']);
  if (task.kind === 'operation' && test !== null) {
    added.push({ id: 'unit-tests', what: `The tests in ${code(test)} pass.`, required: true });
  }
  if (migration !== null && task.kind !== 'scaffold') {
    // Without its path: the number in it changes with what other tasks there are.
    const what = 'The migration runs, and running it again changes nothing.';
    added.push({ id: 'migrates', what, required: true });
  }
  if (task.kind === 'schema' && templatesOf(request).typeCheck.length > 0) {
    added.push({ id: 'type-checks', what: 'The repository type-checks with the new types.', required: true });
  }
  const pages = docsOf(task, request);
  if (pages.length > 0) {
    added.push({ id: 'written', what: `${pages.map(code).join(' and ')} are there and not empty.`, required: true });
  }
  return added;
}

function stepsFor(id: string, task: CommandSubject, request: ScaffoldRequest): Step[] {
  const templates = templatesOf(request);
  switch (id.slice(id.lastIndexOf('.') + 1)) {
    case 'installs':
      return task.kind === 'scaffold' ? setUp(templates) : [];
    case 'test-command':
      return task.kind === 'scaffold' ? steps(templates.test, 'Runs all tests') : [];
    case 'type-checks':
      return steps(templates.typeCheck, 'Checks the types');
    case 'migrates': {
      const migrate = steps(templates.migrate, 'Runs the migrations');
      return [...migrate, ...migrate.map(({ argv }) => ({ argv, what: 'Runs them again' }))];
    }
    case 'written':
      return docsOf(task, request).map((path) => ({ argv: ['test', '-s', path], what: `Looks for ${path}` }));
    case 'repeatable': {
      const test = testStep(task, request);
      return [...test, ...test.map(({ argv }) => ({ argv, what: 'Runs them again' }))];
    }
    case 'unit-tests':
      return testStep(task, request);
    default:
      return isShownByOwnTest(id, task.kind) ? testStep(task, request) : [];
  }
}

function setUp({ install, build, lint, typeCheck }: CommandTemplates): Step[] {
  const checked = steps(typeCheck, 'Checks the types').filter(
    ({ argv }) => !build.some((one) => one.join('\0') === argv.join('\0')),
  );
  return [
    ...steps(install, 'Installs what the repository depends on'),
    ...steps(build, 'Builds it'),
    ...steps(lint, 'Lints it'),
    ...checked,
  ];
}

/** Criteria for which the task writes the test that shows them. What a test file cannot show is left out. */
function isShownByOwnTest(id: string, kind: CandidateTask['kind']): boolean {
  const local = id.slice(id.lastIndexOf('.') + 1);
  switch (kind) {
    case 'requirement':
      return /^met/.test(local);
    case 'frontend':
      return /^met|^usable/.test(local);
    case 'auth':
      return /^scheme-|^accepted|^refused/.test(local);
    case 'integration':
      return /^delivered|^accepted|^signed|^round-trip/.test(local);
    default:
      return false;
  }
}

function testStep(task: CommandSubject, request: ScaffoldRequest): Step[] {
  const path = fileOf(task, request, TESTS);
  return path === null ? [] : [{ argv: templatesOf(request).testFile(path), what: `Runs the tests in ${path}` }];
}

function steps(commands: readonly (readonly string[])[], what: string): Step[] {
  return commands.map((argv) => ({ argv, what }));
}

function docsOf(task: CommandSubject, request: ScaffoldRequest): string[] {
  if (task.kind !== 'docs') return [];
  return task.deliverables.map(({ path }) => path).filter((path) => isOfKind(path, request, 'docs'));
}

/** The first file of one of the kinds; null where there is none. */
function fileOf(
  { deliverables, kind }: CommandSubject,
  request: ScaffoldRequest,
  kinds: readonly DeliverableKind[],
): string | null {
  if (kind === 'scaffold') return null;
  const file = deliverables.find(({ path }) => kinds.some((one) => isOfKind(path, request, one)));
  return file?.path ?? null;
}

/** Patterns of the paths of each kind, by request: tasks are many. */
const patterns = new WeakMap<ScaffoldRequest, Map<DeliverableKind, RegExp>>();

/**
 * Whether a path is one the toolchain gives to files of the kind. The name in it has letters, digits, `-` and `_` only:
 * whatever a stored task holds, no argument can become an option or leave the repository.
 */
function isOfKind(path: string, request: ScaffoldRequest, kind: DeliverableKind): boolean {
  const known = patterns.get(request) ?? pathPatterns(request);
  patterns.set(request, known);
  return known.get(kind)?.test(path) === true;
}

function pathPatterns(request: ScaffoldRequest): Map<DeliverableKind, RegExp> {
  const paths = Object.entries(profileOf(request).paths) as [DeliverableKind, string][];
  return new Map(paths.map(([kind, pattern]) => [kind, pathPattern(pattern)]));
}

function pathPattern(pattern: string): RegExp {
  // Migrations for databases that do not speak SQL end on something else.
  const source = pattern
    .replace(/\.sql$/, '')
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace('{order}', '\\d+')
    .replace('{name}', '[A-Za-z0-9_-]+');
  return new RegExp(`^${source}${pattern.endsWith('.sql') ? '\\.[a-z]+' : ''}$`);
}
