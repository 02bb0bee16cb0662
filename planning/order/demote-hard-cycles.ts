import { cycleEdges } from './cycle-edges.js';
import type { ElementEdge } from './order-evidence.js';

/**
 * Makes hard edges acyclic: where they hold a cycle, its lightest edge becomes soft and says so in its reason. Order and
 * number of edges stay.
 */
export function demoteHardCycles(edges: readonly ElementEdge[]): ElementEdge[] {
  const hard = edges.flatMap((edge, i) => (edge.hard ? [i] : []));
  const demoted = cycleEdges(edges, hard);
  return edges.map((edge, i) =>
    demoted.has(i)
      ? { ...edge, hard: false, reason: `${edge.reason} Made soft: stronger evidence closes a cycle with it.` }
      : edge,
  );
}
