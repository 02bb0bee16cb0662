import type { TaskDependency } from './candidate.js';

/** The part of a task that graph algorithms look at. */
export interface GraphTask {
  key: string;
  dependsOn: readonly Pick<TaskDependency, 'task'>[];
}

/** Tasks as numbered nodes; both adjacency lists are sorted and hold each pair once. */
export interface TaskGraph {
  keys: string[];
  index: Map<string, number>;
  predecessors: number[][];
  successors: number[][];
}

/** Builds the graph of some tasks. Dependencies on unknown tasks and on the task itself are left out. */
export function makeTaskGraph(tasks: readonly GraphTask[]): TaskGraph {
  const keys = tasks.map((task) => task.key);
  const index = new Map(keys.map((key, i) => [key, i]));
  const successors: number[][] = tasks.map(() => []);
  const predecessors = tasks.map((task, i) => {
    const before = new Set<number>();
    for (const dependency of task.dependsOn) {
      const j = index.get(dependency.task);
      if (j !== undefined && j !== i) before.add(j);
    }
    return [...before].sort((a, b) => a - b);
  });
  predecessors.forEach((before, i) => before.forEach((j) => (successors[j] as number[]).push(i)));
  return { keys, index, predecessors, successors };
}

/** Nodes in an order in which all edges point forward (Kahn 1962), or null if there is a cycle. */
export function topologicalOrder(graph: Pick<TaskGraph, 'predecessors' | 'successors'>): number[] | null {
  const waiting = graph.predecessors.map((before) => before.length);
  const order: number[] = [];
  waiting.forEach((count, i) => {
    if (count === 0) order.push(i);
  });
  for (let at = 0; at < order.length; at++) {
    for (const after of graph.successors[order[at] as number] as number[]) {
      const left = (waiting[after] as number) - 1;
      waiting[after] = left;
      if (left === 0) order.push(after);
    }
  }
  return order.length === waiting.length ? order : null;
}
