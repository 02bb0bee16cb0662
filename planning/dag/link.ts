import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { OrderEvidence } from '../order/order-evidence.js';
import { breakCycles } from './break-cycles.js';
import type { CandidateTask, TaskDependency } from './candidate.js';

/**
 * Turns evidence between contract elements into dependencies between the tasks that cover them, adds those that follow
 * from what tasks are (tests after what they verify, front-end tasks after the operations they call, documentation
 * after what it describes, everything after its repository's scaffold), cuts cycles at soft dependencies and fills
 * `uses`. Of several reasons for one pair and type the strongest is kept; no task depends on itself. `dependsOn`,
 * `followUps` and `uses` the tasks came with are replaced.
 */
export function linkTasks(tasks: readonly CandidateTask[], order: OrderEvidence): CandidateTask[] {
  const makers = makersByElement(tasks);
  const links = makeLinkTable(tasks);
  const needs = tasks.map((task) => new Set(task.kind === 'frontend' ? task.uses : []));
  for (const edge of order.edges) {
    for (const after of makers.get(edge.after) ?? []) {
      if ((tasks[after] as CandidateTask).covers.includes(edge.before)) continue;
      (needs[after] as Set<string>).add(edge.before);
      const { type, reason, confidence, hard } = edge;
      for (const before of makers.get(edge.before) ?? []) links.add(before, after, { type, reason, confidence, hard });
    }
  }
  addLayerLinks(tasks, makers, links);
  addFileLinks(tasks, links);
  const linked = tasks.map((task, i) => ({
    ...task,
    dependsOn: links.of(i),
    followUps: [],
    uses: [...(needs[i] as Set<string>)].sort(compareStrings),
  }));
  return addScaffoldLinks(breakCycles(linked));
}

type Link = Omit<TaskDependency, 'task'>;

interface LinkTable {
  add(before: number, after: number, link: Link): void;
  /** Dependencies of a task, sorted by (task, type). */
  of(after: number): TaskDependency[];
}

function makeLinkTable(tasks: readonly CandidateTask[]): LinkTable {
  const rows = tasks.map(() => new Map<string, TaskDependency>());
  return {
    add: (before, after, link) => {
      if (before === after) return;
      const row = rows[after] as Map<string, TaskDependency>;
      const task = (tasks[before] as CandidateTask).key;
      const slot = `${link.type}\n${task}`;
      const known = row.get(slot);
      if (known !== undefined && !isStronger(link, known)) return;
      row.set(slot, { task, ...link, confidence: round6(link.confidence) });
    },
    of: (after) => {
      const row = [...(rows[after] as Map<string, TaskDependency>).values()];
      return row.sort((a, b) => compareStrings(a.task, b.task) || compareStrings(a.type, b.type));
    },
  };
}

function isStronger(a: Link, b: Link): boolean {
  if (a.hard !== b.hard) return a.hard;
  if (a.confidence !== b.confidence) return a.confidence > b.confidence;
  return compareStrings(a.reason, b.reason) < 0;
}

function makersByElement(tasks: readonly CandidateTask[]): Map<string, number[]> {
  const makers = new Map<string, number[]>();
  tasks.forEach((task, i) => {
    if (task.kind === 'test' || task.kind === 'docs') return;
    for (const ref of task.covers) {
      const known = makers.get(ref);
      if (known === undefined) makers.set(ref, [i]);
      else known.push(i);
    }
  });
  return makers;
}

function addLayerLinks(tasks: readonly CandidateTask[], makers: Map<string, number[]>, links: LinkTable): void {
  const tested = new Set<number>();
  const documentation: number[] = [];
  tasks.forEach((task, i) => {
    if (task.kind === 'docs') documentation.push(i);
    if (task.kind === 'test') {
      for (const ref of task.verifies) {
        for (const maker of makers.get(ref) ?? []) {
          tested.add(maker);
          links.add(maker, i, { type: 'test', reason: `It checks ${nameOf(ref)}.`, confidence: 1, hard: true });
        }
      }
    }
    if (task.kind === 'frontend') {
      for (const ref of task.uses) {
        const reason = `The user interface calls ${nameOf(ref)}.`;
        for (const maker of makers.get(ref) ?? [])
          links.add(maker, i, { type: 'data', reason, confidence: 0.9, hard: true });
      }
    }
  });
  const reason = 'Documentation describes what is built and tested.';
  for (const i of documentation) {
    tasks.forEach((task, j) => {
      if (task.kind === 'docs' || tested.has(j)) return;
      links.add(j, i, { type: 'order', reason, confidence: 0.7, hard: false });
    });
  }
}

/** Tasks that write the same file (upper and lower case are one) go one after the other, by rank and key. */
function addFileLinks(tasks: readonly CandidateTask[], links: LinkTable): void {
  const writers = new Map<string, number[]>();
  tasks.forEach((task, i) => {
    for (const { path } of task.deliverables) {
      const file = `${task.repository}\n${path.toLowerCase()}`;
      const known = writers.get(file);
      if (known === undefined) writers.set(file, [i]);
      else if (known.at(-1) !== i) known.push(i);
    }
  });
  for (const [file, some] of writers) {
    const turn = some
      .map((i) => ({ i, task: tasks[i] as CandidateTask }))
      .sort((a, b) => a.task.rank - b.task.rank || compareStrings(a.task.key, b.task.key));
    turn.slice(1).forEach(({ i }, at) => {
      const reason = `Both write ${file.slice(file.indexOf('\n') + 1)}.`;
      links.add((turn[at] as { i: number }).i, i, { type: 'order', reason, confidence: 0.5, hard: false });
    });
  }
}

/** Names an element in a sentence: without its prefix. */
function nameOf(ref: string): string {
  return ref.replace(/^(?:op|entity|req):/, '');
}

/**
 * Lets each task wait for its repository's scaffold unless it already does so through another task of the same
 * repository: then the edge would say nothing new.
 */
function addScaffoldLinks(tasks: readonly CandidateTask[]): CandidateTask[] {
  const scaffolds = new Map(
    tasks.filter((task) => task.kind === 'scaffold').map((task) => [task.repository, task.key]),
  );
  const repositoryOf = new Map(tasks.map((task) => [task.key, task.repository]));
  return tasks.map((task) => {
    const scaffold = scaffolds.get(task.repository);
    if (scaffold === undefined || task.kind === 'scaffold') return task;
    if (task.dependsOn.some((dependency) => repositoryOf.get(dependency.task) === task.repository)) return task;
    const link: TaskDependency = {
      task: scaffold,
      type: 'scaffold',
      reason: `The ${task.repository} repository must exist first.`,
      confidence: 1,
      hard: true,
    };
    return { ...task, dependsOn: [...task.dependsOn, link].sort((a, b) => compareStrings(a.task, b.task)) };
  });
}
