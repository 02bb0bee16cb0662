import type { PlanTask } from '../dag/plan-task.js';
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
 * @param reduced the transitive reduction, as pairs of keys; an edge points from what comes first to what needs it
 * @param idOf task id of a key
 */
export function makeGraphDocument(
  tasks: PlanTask[],
  reduced: { from: string; to: string }[],
  criticalPath: string[],
  idOf: (key: string) => string,
): GraphDocument {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
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
    edges: reduced.flatMap(({ from, to }) => {
      const dependency = byKey.get(to)?.dependsOn.find((d) => d.task === from);
      if (dependency === undefined) return [];
      const { type, reason, confidence, hard } = dependency;
      return [{ from: idOf(from), to: idOf(to), type, reason, confidence, hard }];
    }),
    waves,
    criticalPath: criticalPath.map(idOf),
  };
}
