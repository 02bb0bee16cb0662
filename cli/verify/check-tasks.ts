import { taskIdOf } from '../task-id.js';
import { placeOf } from './documents.js';
import type { BundleTask } from './documents.js';
import type { Report } from './violation.js';

/**
 * Checks the task list as a graph: ids and keys unique and ids derived from keys, every dependency resolved, no cycle,
 * the array in topological order.
 */
export function checkTasks(planId: string, tasks: BundleTask[], report: Report): void {
  if (tasks.length === 0) report('no-tasks', 'tasks.json', 'the plan has no task');
  const byId = new Map<string, BundleTask>();
  const keys = new Set<string>();
  for (const task of tasks) {
    const where = placeOf(task);
    if (byId.has(task.id)) report('duplicate-id', where, `${task.id} belongs to another task, too`);
    if (keys.has(task.key)) report('duplicate-key', where, 'another task has this key');
    byId.set(task.id, task);
    keys.add(task.key);
    const id = taskIdOf(planId, task.key);
    if (task.id !== id) report('task-id', where, `the id of this key is ${id}, not ${task.id}`);
  }
  checkDependencies(tasks, byId, report);
  checkAcyclic(tasks, byId, report);
}

function checkDependencies(tasks: BundleTask[], byId: Map<string, BundleTask>, report: Report): void {
  for (const task of tasks) {
    for (const id of task.dependsOn) {
      const dependency = byId.get(id);
      if (dependency === undefined) {
        report('unresolved-dependency', placeOf(task), `it depends on ${id}, which is no task of this plan`);
      } else if (dependency.position >= task.position) {
        report('order', placeOf(task), `it stands before ${dependency.key}, on which it depends`);
      }
    }
  }
}

/**
 * Takes away tasks without open dependencies until none is left (Kahn); what then remains holds a cycle, which is
 * named.
 */
function checkAcyclic(tasks: BundleTask[], byId: Map<string, BundleTask>, report: Report): void {
  const open = new Map<BundleTask, number>();
  const dependents = new Map<BundleTask, BundleTask[]>();
  for (const task of tasks) {
    const dependencies = resolved(task, byId);
    open.set(task, dependencies.length);
    for (const dependency of dependencies) {
      const waiting = dependents.get(dependency);
      if (waiting === undefined) dependents.set(dependency, [task]);
      else waiting.push(task);
    }
  }
  const free = tasks.filter((task) => open.get(task) === 0);
  for (let task = free.pop(); task !== undefined; task = free.pop()) {
    open.delete(task);
    for (const dependent of dependents.get(task) ?? []) {
      const count = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, count);
      if (count === 0) free.push(dependent);
    }
  }
  const first = [...open.keys()][0];
  if (first !== undefined) {
    report('cycle', 'tasks.json', `these tasks wait for each other: ${cycleFrom(first, open, byId).join(' -> ')}`);
  }
}

/** Follows open dependencies from a task until one comes up again: what lies between is a cycle, given by keys. */
function cycleFrom(start: BundleTask, open: Map<BundleTask, number>, byId: Map<string, BundleTask>): string[] {
  const path: BundleTask[] = [];
  const seen = new Set<BundleTask>();
  let task: BundleTask | undefined = start;
  while (task !== undefined && !seen.has(task)) {
    seen.add(task);
    path.push(task);
    task = resolved(task, byId).find((dependency) => open.has(dependency));
  }
  const cycle = task === undefined ? path : [...path.slice(path.indexOf(task)), task];
  return cycle.map(({ key }) => key);
}

function resolved(task: BundleTask, byId: Map<string, BundleTask>): BundleTask[] {
  return task.dependsOn.flatMap((id) => byId.get(id) ?? []);
}
