import { compareStrings } from '../compare.js';
import type { CandidateTask, TaskDependency } from './candidate.js';
import { makeReachability } from './reachability.js';
import { makeTaskGraph, topologicalOrder } from './task-graph.js';

/** An edge of the reduced graph; it points from what comes first to what needs it. */
export interface ReducedEdge extends Omit<TaskDependency, 'task'> {
  from: string;
  to: string;
}

/**
 * Transitive reduction: the fewest edges with the same reachability; unique for an acyclic graph (Aho, Garey, Ullman
 * 1972). Where several dependencies link one pair, the strongest speaks for it. Sorted by (from, to).
 * Throws RangeError on a cycle: candidates are validated before they get here.
 */
export function transitiveReduction(tasks: readonly Pick<CandidateTask, 'key' | 'dependsOn'>[]): ReducedEdge[] {
  const graph = makeTaskGraph(tasks);
  const order = topologicalOrder(graph);
  if (order === null) throw new RangeError('transitiveReduction needs an acyclic graph');
  const reach = makeReachability(graph.successors, order);
  const edges: ReducedEdge[] = [];
  tasks.forEach((task, i) => {
    const before = graph.predecessors[i] as number[];
    for (const j of before) {
      if (before.some((k) => k !== j && reach.reaches(j, k))) continue;
      const { task: from, ...rest } = strongest(task.dependsOn, graph.keys[j] as string);
      edges.push({ from, to: task.key, ...rest });
    }
  });
  return edges.sort((a, b) => compareStrings(a.from, b.from) || compareStrings(a.to, b.to));
}

function strongest(dependencies: readonly TaskDependency[], task: string): TaskDependency {
  return dependencies
    .filter((dependency) => dependency.task === task)
    .reduce((best, one) => (isStronger(one, best) ? one : best));
}

function isStronger(a: TaskDependency, b: TaskDependency): boolean {
  if (a.hard !== b.hard) return a.hard;
  if (a.confidence !== b.confidence) return a.confidence > b.confidence;
  return compareStrings(a.type, b.type) < 0;
}
