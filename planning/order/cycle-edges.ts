import { cutCycles } from '../dag/cut-cycles.js';
import type { ElementEdge } from './order-evidence.js';

/**
 * Indices of edges to give up so that the others, among those with an index in `considered`, are acyclic: again and again
 * the lightest edge (soft before hard, then confidence, then position) inside each strongly connected component.
 */
export function cycleEdges(edges: readonly ElementEdge[], considered: Iterable<number>): Set<number> {
  const number = new Map<string, number>();
  const numberOf = (ref: string): number => {
    const known = number.get(ref) ?? number.size;
    number.set(ref, known);
    return known;
  };
  const some = [...new Set(considered)].sort((a, b) => a - b);
  const arcs = some.map((i) => {
    const { before, after } = edges[i] as ElementEdge;
    return { before: numberOf(before), after: numberOf(after), soft: true };
  });
  const compare = (a: number, b: number): number => {
    const one = edges[some[a] as number] as ElementEdge;
    const other = edges[some[b] as number] as ElementEdge;
    if (one.hard !== other.hard) return one.hard ? 1 : -1;
    return one.confidence - other.confidence || a - b;
  };
  return new Set(cutCycles(arcs, compare).map((i) => some[i] as number));
}
