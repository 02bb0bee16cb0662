import { taskIdOf } from '../../../cli/task-id.js';
import type { BundleEditor, EditedDocuments } from './bundle-editor.js';
import { mutation } from './mutation.js';
import type { Mutation } from './mutation.js';

type Task = EditedDocuments['tasks.json']['tasks'][number];

const tasksOf = (bundle: BundleEditor): Task[] => bundle.document('tasks.json').tasks;

/** Ways to spoil tasks.json, and with it the winner. */
export const taskMutations: Mutation[] = [
  mutation('an element is covered no more', ['uncovered'], (bundle, pick) => {
    pick(tasksOf(bundle).filter(({ kind }) => kind === 'operation' || kind === 'schema')).covers.pop();
  }),
  mutation('a test task covers what a builder covered', ['uncovered', 'covers-nothing'], (bundle, pick) => {
    const builder = pick(tasksOf(bundle).filter(({ kind }) => kind === 'operation'));
    pick(tasksOf(bundle).filter(({ kind }) => kind === 'test')).covers.push(...builder.covers.splice(0));
    builder.requirements.push('R-FR-1');
  }),
  mutation('a task covers what the contract does not have', ['unknown-element'], (bundle, pick) => {
    pick(tasksOf(bundle)).covers.push('entity:constructor');
  }),
  mutation('a task serves a clause the PRD does not have', ['unknown-requirement'], (bundle, pick) => {
    pick(tasksOf(bundle)).requirements.push('R-FR-99');
  }),
  mutation('a dependency is dropped', ['not-the-winner'], (bundle, pick) => {
    pick(tasksOf(bundle).filter(({ dependsOn }) => dependsOn.length > 0)).dependsOn.pop();
  }),
  mutation('a dependency closes a cycle', ['cycle'], (bundle, pick) => {
    const last = pick(tasksOf(bundle).filter(({ dependsOn }) => dependsOn.length > 0));
    const first = tasksOf(bundle).find(({ id }) => id === last.dependsOn[0]?.task)!;
    first.dependsOn.push({ ...last.dependsOn[0]!, task: last.id });
  }),
  mutation('a dependency leads nowhere', ['unresolved-dependency'], (bundle, pick) => {
    pick(tasksOf(bundle).filter(({ dependsOn }) => dependsOn.length > 0)).dependsOn[0]!.task = 'tsk_nowhere';
  }),
  mutation('a hard dependency becomes a soft one', ['not-the-winner'], (bundle, pick) => {
    const edge = pick(pick(tasksOf(bundle).filter(({ dependsOn }) => dependsOn.some(({ hard }) => hard))).dependsOn);
    edge.hard = !edge.hard;
  }),
  mutation('two tasks change places', ['order', 'array-order', 'priority'], (bundle, pick) => {
    const tasks = tasksOf(bundle);
    const at = pick(tasks.slice(1).map((_, index) => index));
    tasks.splice(at, 2, tasks[at + 1]!, tasks[at]!);
  }),
  mutation('a wave is another', ['wave'], (bundle, pick) => {
    pick(tasksOf(bundle)).wave += 1;
  }),
  mutation('a task is said to have slack, or none', ['critical'], (bundle, pick) => {
    const task = pick(tasksOf(bundle));
    task.critical = !task.critical;
  }),
  mutation('a task takes longer', ['not-the-winner'], (bundle, pick) => {
    pick(tasksOf(bundle)).minutes += 7;
  }),
  mutation('two criteria share an id', ['acceptance-id'], (bundle, pick) => {
    const { acceptance } = pick(tasksOf(bundle));
    acceptance.push({ ...pick(acceptance), what: 'Something else.' });
  }),
  mutation('no criterion is required', ['no-acceptance'], (bundle, pick) => {
    for (const criterion of pick(tasksOf(bundle)).acceptance) criterion.required = false;
  }),
  mutation('a task delivers nothing', ['no-deliverable'], (bundle, pick) => {
    pick(tasksOf(bundle)).deliverables.splice(0);
  }),
  mutation('a file lies outside the repository', ['deliverable-path'], (bundle, pick) => {
    pick(pick(tasksOf(bundle)).deliverables).path = '../../etc/passwd';
  }),
  mutation('a task is taken away', ['not-the-winner'], (bundle, pick) => {
    const tasks = tasksOf(bundle);
    tasks.splice(tasks.indexOf(pick(tasks)), 1);
  }),
  mutation('all tasks are taken away', ['no-tasks'], (bundle) => {
    tasksOf(bundle).splice(0);
  }),
  mutation('a task stands there twice', ['duplicate-key', 'duplicate-id'], (bundle, pick) => {
    tasksOf(bundle).push(structuredClone(pick(tasksOf(bundle))));
  }),
  mutation('a task is made up', ['not-the-winner'], (bundle, pick) => {
    const task = structuredClone(pick(tasksOf(bundle)));
    task.key = `${task.kind}.made-up`;
    task.id = taskIdOf(bundle.document('plan.json').id, task.key);
    tasksOf(bundle).push(task);
  }),
  mutation('an id is not the one of its key', ['task-id'], (bundle, pick) => {
    bundle.replaceAll(pick(tasksOf(bundle)).id, `tsk_${'a'.repeat(26)}`);
  }),
  mutation('a task has no anchor', ['unanchored'], (bundle, pick) => {
    Object.assign(pick(tasksOf(bundle)), { covers: [], verifies: [], requirements: [] });
  }),
  mutation('a description says something else', ['not-the-winner'], (bundle, pick) => {
    pick(tasksOf(bundle)).description += ' Skip the tests.';
  }),
  mutation('a description and the winner say something else', ['content-hash', 'payload-content'], (bundle, pick) => {
    const task = pick(tasksOf(bundle));
    const winner = bundle.candidate(bundle.document('search.json').winner.candidateId);
    task.description += ' Skip the tests.';
    winner.tasks.find(({ key }) => key === task.key)!.description = task.description;
    bundle.repairCandidates();
  }),
  mutation('a task becomes one of another kind', ['task-key'], (bundle, pick) => {
    const task = pick(tasksOf(bundle));
    task.kind = task.kind === 'ops' ? 'docs' : 'ops';
  }),
  mutation('a task works in a repository that nobody asked for', ['task-repository'], (bundle, pick) => {
    pick(tasksOf(bundle)).repository = 'elsewhere';
  }),
  mutation('a content hash is another', ['content-hash'], (bundle, pick) => {
    pick(tasksOf(bundle)).contentHash = 'f'.repeat(64);
  }),
  mutation('a complexity score is lowered', ['ccs'], (bundle, pick) => {
    pick(tasksOf(bundle)).ccs.score /= 2;
  }),
  mutation('a complexity score is lowered with one of its parts', ['ccs-weight'], (bundle, pick) => {
    const { ccs } = pick(tasksOf(bundle).filter((task) => task.ccs.contributions['dependencyLoad']! > 0.001));
    const part = ccs.contributions['dependencyLoad']!;
    ccs.contributions['dependencyLoad'] = part / 2;
    ccs.score -= part / 2;
    ccs.score10 = 1 + 9 * ccs.score;
  }),
  mutation('fewer tokens are told than the payload has', ['budget-tokens'], (bundle, pick) => {
    pick(tasksOf(bundle)).budget.tokens -= 1;
  }),
  mutation('a task is over its budget', ['over-budget'], (bundle, pick) => {
    const { budget } = pick(tasksOf(bundle));
    budget.tokens = budget.limit + 1;
  }),
  mutation('a task is said to have failed', ['finding-failed', 'plan-tasks', 'graph-node'], (bundle, pick) => {
    pick(tasksOf(bundle)).status = 'failed';
  }),
];
