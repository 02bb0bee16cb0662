import type { CandidateTask } from '../dag/candidate.js';
import { makeReachability } from '../dag/reachability.js';
import type { Reachability } from '../dag/reachability.js';
import { strongComponents } from '../dag/strong-components.js';
import { topologicalOrder } from '../dag/task-graph.js';
import type { TaskGraph } from '../dag/task-graph.js';
import type { ElementEdge, OrderEvidence } from '../order/order-evidence.js';

/** What order evidence and the kinds of tasks demand of a candidate, and how far the candidate has it. */
export interface DemandedOrder {
  /**
   * Demands on two different tasks, each with whether the tasks come in that order: evidence between elements they build,
   * tests after what they verify, front ends after what they call, everything after its repository's scaffold. For the
   * latter `edge.after` is the task's key.
   */
  pairs: { edge: ElementEdge; before: number; after: number; held: boolean }[];
  /**
   * Dependencies together with what the evidence demands and they do not contradict. Structure is judged on these, so
   * that leaving a demanded dependency out wins nothing.
   */
  completed: { predecessors: number[][]; successors: number[][]; order: number[]; reach: Reachability };
}

/** Works out the demanded order. `graph` must be acyclic: throws RangeError otherwise. */
export function demandedOrder(tasks: readonly CandidateTask[], graph: TaskGraph, order: OrderEvidence): DemandedOrder {
  const sequence = topologicalOrder(graph);
  if (sequence === null) throw new RangeError('demandedOrder needs an acyclic graph');
  const reach = makeReachability(graph.successors, sequence);
  const pairs = judged(demandsOf(tasks, order), reach);
  return { pairs, completed: complete(graph, sequence, pairs) };
}

function demandsOf(
  tasks: readonly CandidateTask[],
  order: OrderEvidence,
): { edge: ElementEdge; after: number; first: number[] }[] {
  const makers = makersByElement(tasks);
  const demands = order.edges.flatMap((edge) =>
    (makers.get(edge.after) ?? []).map((after) => ({ edge, after, first: makers.get(edge.before) ?? [] })),
  );
  const layer = (before: string, after: number, reason: string, first: number[]): void => {
    const edge: ElementEdge = {
      before,
      after: tasks[after]?.key ?? '',
      type: 'order',
      reason,
      confidence: 1,
      hard: true,
    };
    demands.push({ edge, after, first });
  };
  tasks.forEach((task, after) => {
    const scaffolds = (makers.get('scaffold') ?? []).filter((i) => tasks[i]?.repository === task.repository);
    if (task.kind !== 'scaffold') layer('scaffold', after, 'its repository must exist first.', scaffolds);
    for (const ref of task.verifies) layer(ref, after, 'it tests it.', makers.get(ref) ?? []);
    if (task.kind !== 'frontend') return;
    for (const ref of task.uses) layer(ref, after, 'it calls it.', makers.get(ref) ?? []);
  });
  return demands;
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

function judged(demands: ReturnType<typeof demandsOf>, reach: Reachability): DemandedOrder['pairs'] {
  return demands.flatMap(({ edge, after, first }) => {
    if (first.length === 0 || first.includes(after)) return [];
    const holding = first.find((before) => reach.reaches(before, after));
    return [{ edge, before: holding ?? (first[0] as number), after, held: holding !== undefined }];
  });
}

/** Adds the demanded pairs that are missing; those that would be part of a cycle contradict the plan and are left out. */
function complete(graph: TaskGraph, sequence: number[], pairs: DemandedOrder['pairs']): DemandedOrder['completed'] {
  const missing = pairs.filter((pair) => !pair.held);
  if (missing.length === 0) {
    const { predecessors, successors } = graph;
    return { predecessors, successors, order: sequence, reach: makeReachability(successors, sequence) };
  }
  const successors = graph.successors.map((after) => new Set(after));
  for (const { before, after } of missing) (successors[before] as Set<number>).add(after);
  const component = strongComponents(successors.map((after) => [...after]));
  for (const { before, after } of missing) {
    if (component[before] === component[after]) (successors[before] as Set<number>).delete(after);
  }
  const lists = successors.map((after) => [...after].sort((a, b) => a - b));
  const predecessors: number[][] = lists.map(() => []);
  lists.forEach((after, before) => after.forEach((node) => (predecessors[node] as number[]).push(before)));
  const order = topologicalOrder({ predecessors, successors: lists }) as number[];
  return { predecessors, successors: lists, order, reach: makeReachability(lists, order) };
}
