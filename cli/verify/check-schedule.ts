import { part, placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { isNear, listOf, member, numberOf } from './json.js';
import { makeDag, timingOf } from './task-dag.js';
import type { TaskDag, Timing } from './task-dag.js';
import type { Report } from './violation.js';

/**
 * Computes waves (longest way by tasks), the tasks without slack and the longest way by minutes anew from `dependsOn` and
 * `minutes`, and compares them with tasks.json, graph.json and plan.json. Nothing can be computed on a cycle.
 */
export function checkSchedule(documents: Documents, report: Report): void {
  const { tasks, plan } = documents;
  const dag = makeDag(tasks.map(({ id, dependsOn }) => ({ name: id, needs: dependsOn })));
  if (dag.order === null) return;
  const timing = timingOf(
    dag,
    tasks.map(({ minutes }) => minutes),
  );
  tasks.forEach((task, node) => checkTask(task, node, timing, report));
  checkArray(tasks, report);
  checkPath(documents, dag, timing, report);
  const widths = new Map<number, number>();
  for (const wave of timing.wave) widths.set(wave, (widths.get(wave) ?? 0) + 1);
  const graph = member(plan, 'graph');
  const counts: [string, number][] = [
    ['waves', widths.size],
    ['maxWidth', [...widths.values()].reduce((most, one) => Math.max(most, one), 0)],
  ];
  for (const [name, counted] of counts) {
    if (numberOf(graph, name) !== counted) {
      report('plan-graph', `plan.json#${name}`, `it says ${numberOf(graph, name)}, counted anew it is ${counted}`);
    }
  }
  const minutes = numberOf(part(graph, 'criticalPath'), 'minutes');
  if (!isNear(minutes, timing.total)) {
    report('critical-path', 'plan.json', `it says ${minutes} minutes, the longest way takes ${timing.total}`);
  }
}

function checkTask(task: BundleTask, node: number, timing: Timing, report: Report): void {
  const wave = timing.wave[node] ?? 0;
  if (task.wave !== wave) {
    report('wave', placeOf(task), `it is said to be in wave ${task.wave}, after what it needs that is ${wave}`);
  }
  const critical = (timing.end[node] ?? 0) + (timing.rest[node] ?? 0) >= timing.total - 1e-9;
  const stated = member(task.document, 'critical');
  if (stated !== critical) {
    report('critical', placeOf(task), `it says ${String(stated)}; by minutes it ${critical ? 'has no' : 'has'} slack`);
  }
  const priority = numberOf(task.document, 'priority');
  if (priority !== task.position + 1) {
    report('priority', placeOf(task), `it says ${priority}, its place in the list is ${task.position + 1}`);
  }
}

/** The array is sorted by wave, and within a wave the critical tasks come first. */
function checkArray(tasks: BundleTask[], report: Report): void {
  const rankOf = (task: BundleTask): number => 2 * task.wave + (member(task.document, 'critical') === true ? 0 : 1);
  tasks.forEach((task, at) => {
    const last = tasks[at - 1];
    if (last !== undefined && rankOf(last) > rankOf(task)) {
      report(
        'array-order',
        placeOf(task),
        `it stands after ${last.key}; waves come in turn, in each the critical first`,
      );
    }
  });
}

/** The critical path is one longest way: every step is a dependency, and its minutes are the most there are. */
function checkPath(
  { tasks, graph, plan, report: told }: Documents,
  dag: TaskDag,
  timing: Timing,
  report: Report,
): void {
  const path = listOf(graph, 'criticalPath').map(String);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  path.forEach((id, at) => {
    const task = byId.get(id);
    const last = path[at - 1];
    if (task === undefined) report('critical-path', 'graph.json', `${id} is no task`);
    else if (last !== undefined && !task.dependsOn.includes(last)) {
      report('critical-path', 'graph.json', `${task.key} does not depend on the one before it, ${last}`);
    }
  });
  const minutes = path.reduce((sum, id) => sum + (byId.get(id)?.minutes ?? 0), 0);
  if (dag.names.length > 0 && !isNear(minutes, timing.total)) {
    report('critical-path', 'graph.json', `it takes ${minutes} minutes, the longest way takes ${timing.total}`);
  }
  const length = numberOf(part(plan, 'graph', 'criticalPath'), 'length');
  if (length !== path.length) {
    report('critical-path', 'plan.json', `it says ${length} tasks, graph.json names ${path.length}`);
  }
  if (listOf(told, 'criticalPath').map(String).join() !== path.join()) {
    report('critical-path', 'report.json', 'it is not the critical path of graph.json');
  }
}
