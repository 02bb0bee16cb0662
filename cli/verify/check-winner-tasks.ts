import { placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { isSame, listOf, member, numberOf, textOf } from './json.js';
import { relativeChecks } from './relative-checks.js';
import type { Report } from './violation.js';

/** What a task has word for word from the winner. */
const REPEATED = [
  ...['kind', 'title', 'deliverables', 'covers', 'uses', 'verifies', 'requirements'],
  ...['minutes', 'repository'],
];

/**
 * Checks that the published tasks are the winner's: the same keys, each with the same words, anchors, dependencies and
 * follow-ups, ids standing for keys; among equals in the order the winner ranks them.
 */
export function checkWinnerTasks({ planId, tasks, search, candidates }: Documents, report: Report): void {
  const winner = candidates.get(textOf(member(search, 'winner'), 'candidateId'));
  if (winner === undefined) return;
  const keyOf = new Map(tasks.map(({ id, key }) => [id, key]));
  const published = new Map(tasks.map((task) => [task.key, task]));
  const ranks = new Map<string, number>();
  for (const planned of listOf(winner, 'tasks')) {
    const key = textOf(planned, 'key');
    const task = published.get(key);
    ranks.set(key, numberOf(planned, 'rank'));
    published.delete(key);
    if (task === undefined) report('not-the-winner', 'tasks.json', `the winner's task ${key} is missing`);
    else compare(task, planned, { planId, keyOf }, report);
  }
  for (const key of published.keys()) report('not-the-winner', `tasks.json#${key}`, 'the winner has no such task');
  checkRanks(tasks, ranks, report);
}

function compare(
  task: BundleTask,
  planned: unknown,
  { planId, keyOf }: { planId: string; keyOf: Map<string, string> },
  report: Report,
): void {
  const differing = REPEATED.filter((name) => !isSame(member(task.document, name), member(planned, name)));
  // What a task builds on and leaves to others is published as the end of its description.
  const words = [textOf(planned, 'description'), textOf(planned, 'surroundings')].filter((one) => one !== '');
  if (textOf(task.document, 'description') !== words.join(' ')) differing.push('description');
  const criteria = relativeChecks(listOf(task.document, 'acceptance'), planId, task.id);
  if (!isSame(criteria, listOf(planned, 'acceptance'))) differing.push('acceptance');
  for (const [name, link] of [
    ['dependsOn', 'task'],
    ['followUps', 'to'],
  ] as const) {
    const own = listOf(task.document, name).map((edge) => withKey(edge, link, keyOf));
    if (!isSame(own, listOf(planned, name))) differing.push(name);
  }
  if (differing.length === 0) return;
  report('not-the-winner', placeOf(task), `in the winner it has other ${differing.join(', ')}`);
}

function withKey(edge: unknown, link: string, keyOf: Map<string, string>): unknown {
  const id = textOf(edge, link);
  return { ...(edge as object), [link]: keyOf.get(id) ?? id };
}

/** Within a wave, and there among critical tasks or among the others, the winner's rank decides, then the key. */
function checkRanks(tasks: BundleTask[], ranks: ReadonlyMap<string, number>, report: Report): void {
  tasks.forEach((task, at) => {
    const last = tasks[at - 1];
    if (last?.wave !== task.wave || member(last.document, 'critical') !== member(task.document, 'critical')) return;
    const before = ranks.get(last.key) ?? 0;
    const own = ranks.get(task.key) ?? 0;
    if (before < own || (before === own && last.key < task.key)) return;
    report('array-order', placeOf(task), `the winner ranks it before ${last.key}`);
  });
}
