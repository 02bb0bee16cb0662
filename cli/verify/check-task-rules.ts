import { covers, placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { listOf, member, numberOf, textOf } from './json.js';
import type { Report } from './violation.js';

const KINDS = new Set('scaffold schema operation auth integration frontend test docs ops requirement'.split(' '));
const KEY = /^([a-z]+)\.[a-z0-9-]{1,60}$/;

/**
 * Checks what every task by itself must have: a key of its kind, an anchor, files to deliver inside its repository,
 * acceptance criteria with ids of their own of which one is required, dependencies that say how sure they are. Tests and
 * documents cover nothing, a test says what it verifies, and nobody builds a front end that the plan does not include.
 */
export function checkTaskRules({ tasks, plan, scaffold }: Documents, report: Report): void {
  const frontEnd = member(member(plan, 'frontEnd'), 'included') === true;
  const repositories = new Set(listOf(scaffold, 'scaffold').map((request) => textOf(request, 'repository')));
  const ids = new Set(tasks.map(({ id }) => id));
  for (const task of tasks) {
    const tell = (rule: string, message: string): void => report(rule, placeOf(task), message);
    checkKind(task, frontEnd, tell);
    checkDeliverables(task, repositories, tell);
    checkAcceptance(task, tell);
    checkLinks(task, ids, tell);
  }
}

type Tell = (rule: string, message: string) => void;

function checkKind(task: BundleTask, frontEnd: boolean, tell: Tell): void {
  if (!KINDS.has(task.kind)) tell('task-kind', `there is no kind of task called ${JSON.stringify(task.kind)}`);
  if (KEY.exec(task.key)?.[1] !== task.kind) tell('task-key', `the key of a task of this kind is ${task.kind}.<slug>`);
  if (textOf(task.document, 'title').trim() === '') tell('no-title', 'it has no title');
  if (task.covers.length + task.verifies.length + task.requirements.length === 0) {
    tell('unanchored', 'it covers and verifies no element and serves no requirement');
  }
  const built = covers(task) ? [] : task.covers.filter((ref) => /^(?:op|entity):/.test(ref));
  if (built.length > 0)
    tell('covers-nothing', `a ${task.kind} task implements nothing, this one names ${built.join(', ')}`);
  if (task.kind === 'test' && task.verifies.length + task.requirements.length === 0) {
    tell('test-without-object', 'a test task says what it verifies');
  }
  if (task.kind === 'frontend' && !frontEnd) tell('front-end-excluded', 'the plan includes no front end');
}

function checkDeliverables(task: BundleTask, repositories: ReadonlySet<string>, tell: Tell): void {
  const deliverables = listOf(task.document, 'deliverables');
  if (deliverables.length === 0) tell('no-deliverable', 'it delivers nothing');
  for (const deliverable of deliverables) {
    const path = textOf(deliverable, 'path');
    const steps = path.split('/');
    if (path === '' || /^[A-Za-z]:|\\|\0/.test(path) || path.startsWith('/') || steps.includes('..')) {
      tell('deliverable-path', `${JSON.stringify(path)} is no path inside a repository`);
    }
  }
  const repository = textOf(task.document, 'repository');
  if (!repositories.has(repository)) {
    tell('task-repository', `scaffold.json asks for no repository called ${JSON.stringify(repository)}`);
  }
}

function checkAcceptance(task: BundleTask, tell: Tell): void {
  const criteria = listOf(task.document, 'acceptance');
  if (!criteria.some((criterion) => member(criterion, 'required') === true)) {
    tell('no-acceptance', 'no required criterion says when it is done');
  }
  const seen = new Set<string>();
  for (const criterion of criteria) {
    const id = textOf(criterion, 'id');
    if (id === '' || textOf(criterion, 'what') === '')
      tell('acceptance-empty', 'a criterion has no id or says nothing');
    if (seen.has(id)) tell('acceptance-id', `two criteria have the id ${id}`);
    seen.add(id);
  }
}

function checkLinks(task: BundleTask, ids: ReadonlySet<string>, tell: Tell): void {
  for (const edge of listOf(task.document, 'dependsOn')) {
    const confidence = numberOf(edge, 'confidence');
    if (!(confidence >= 0 && confidence <= 1)) tell('dependency-confidence', `${confidence} is no confidence in [0,1]`);
    if (typeof member(edge, 'hard') !== 'boolean' || textOf(edge, 'reason') === '' || textOf(edge, 'type') === '') {
      tell('dependency-reason', `the dependency on ${textOf(edge, 'task')} has no type, reason or hardness`);
    }
    if (textOf(edge, 'task') === task.id) tell('self-dependency', 'it depends on itself');
  }
  for (const followUp of listOf(task.document, 'followUps')) {
    const to = textOf(followUp, 'to');
    if (!ids.has(to) || to === task.id) tell('follow-up', `it is to be linked to ${to}, which is no other task`);
  }
}
