import type { PlanTask } from '../dag/plan-task.js';
import type { ReducedEdge } from '../dag/reduce.js';
import type { DependencyType } from '../order/order-evidence.js';

export interface GraphNode {
  id: string;
  key: string;
  kind: string;
  title: string;
  wave: number;
  critical: boolean;
  /** CCS score, [0,1]. */
  score: number;
}

export interface GraphEdge {
  from: string;
  to: string;
  type: DependencyType;
  reason: string;
  confidence: number;
  hard: boolean;
}

/** The plan as a picture needs it (formats, "GET …/graph"), without the live status of its nodes. */
export interface GraphDocument {
  nodes: GraphNode[];
  edges: GraphEdge[];
  waves: string[][];
  criticalPath: string[];
}

/**
 * @param tasks in topological order
 * @param reduced the transitive reduction, by keys; an edge points from what comes first to what needs it
 * @param idOf task id of a key
 */
export function makeGraphDocument(
  tasks: PlanTask[],
  reduced: ReducedEdge[],
  criticalPath: string[],
  idOf: (key: string) => string,
): GraphDocument {
  const waves: string[][] = [];
  for (const task of tasks) (waves[task.wave - 1] ??= []).push(idOf(task.key));
  return {
    nodes: tasks.map((task) => ({
      id: idOf(task.key),
      key: task.key,
      kind: task.kind,
      title: task.title,
      wave: task.wave,
      critical: task.critical,
      score: task.ccs.score,
    })),
    edges: reduced.map(({ from, to, type, reason, confidence, hard }) => ({
      from: idOf(from),
      to: idOf(to),
      type,
      reason,
      confidence,
      hard,
    })),
    waves,
    criticalPath: criticalPath.map(idOf),
  };
}
