import { compareStrings } from '../compare.js';
import type { CandidateTask } from './candidate.js';
import { makeTaskGraph, topologicalOrder } from './task-graph.js';

/** When tasks can run, if nothing but their dependencies held them back. */
export interface Schedule {
  /** Keys in the order the task list is published: wave, critical first, rank, key. It is topological. */
  order: string[];
  /** Longest path (in tasks) from a start, 0 for tasks that depend on nothing. */
  wave: Map<string, number>;
  /** Tasks without slack: a delay of one delays the end. */
  critical: Set<string>;
  /** One longest path by minutes, first task first. */
  criticalPath: string[];
  /** Minutes along the critical path. */
  minutes: number;
  /** Most tasks in one wave. */
  maxWidth: number;
}

type ScheduledTask = Pick<CandidateTask, 'key' | 'dependsOn' | 'minutes' | 'rank'>;

/**
 * Critical path method (Kelley, Walker 1959) with waves by longest path. Minutes are those of the tasks.
 * Throws RangeError on a cycle: candidates are validated before they get here.
 */
export function schedule(tasks: readonly ScheduledTask[]): Schedule {
  const graph = makeTaskGraph(tasks);
  const order = topologicalOrder(graph);
  if (order === null) throw new RangeError('schedule needs an acyclic graph');
  const minutesOf = (i: number): number => (tasks[i] as ScheduledTask).minutes;
  const wave = new Int32Array(tasks.length);
  const end = new Float64Array(tasks.length);
  const tail = new Float64Array(tasks.length);
  for (const i of order) {
    for (const j of graph.predecessors[i] as number[]) {
      wave[i] = Math.max(wave[i] as number, (wave[j] as number) + 1);
      end[i] = Math.max(end[i] as number, end[j] as number);
    }
    end[i] = (end[i] as number) + minutesOf(i);
  }
  for (let at = order.length - 1; at >= 0; at--) {
    const i = order[at] as number;
    for (const k of graph.successors[i] as number[])
      tail[i] = Math.max(tail[i] as number, (tail[k] as number) + minutesOf(k));
  }
  const minutes = end.reduce((most, one) => Math.max(most, one), 0);
  const isCritical = (i: number): boolean => (end[i] as number) + (tail[i] as number) >= minutes - 1e-9;
  const sorted = tasks
    .map((task, i) => ({ task, i }))
    .sort(
      (a, b) =>
        (wave[a.i] as number) - (wave[b.i] as number) ||
        Number(isCritical(b.i)) - Number(isCritical(a.i)) ||
        a.task.rank - b.task.rank ||
        compareStrings(a.task.key, b.task.key),
    );
  const widths = new Map<number, number>();
  for (const one of wave) widths.set(one, (widths.get(one) ?? 0) + 1);
  return {
    order: sorted.map(({ task }) => task.key),
    wave: new Map(tasks.map((task, i) => [task.key, wave[i] as number])),
    critical: new Set(tasks.filter((_, i) => isCritical(i)).map((task) => task.key)),
    criticalPath: criticalPath(
      graph.predecessors,
      graph.keys,
      end,
      sorted.filter(({ i }) => isCritical(i)).map(({ i }) => i),
    ),
    minutes,
    maxWidth: [...widths.values()].reduce((most, one) => Math.max(most, one), 0),
  };
}

/** Walks back from the critical task that ends last; among equals the one that is published first. */
function criticalPath(predecessors: number[][], keys: string[], end: Float64Array, critical: number[]): string[] {
  const position = new Map(critical.map((i, at) => [i, at]));
  const latest = (candidates: number[]): number | undefined =>
    candidates
      .filter((i) => position.has(i))
      .sort(
        (a, b) => (end[b] as number) - (end[a] as number) || (position.get(a) as number) - (position.get(b) as number),
      )[0];
  const path: string[] = [];
  for (let at = latest(critical); at !== undefined; at = latest(predecessors[at] as number[]))
    path.push(keys[at] as string);
  return path.reverse();
}
