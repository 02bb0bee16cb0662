import { strongComponents } from '../dag/strong-components.js';
import type { ElementEdge } from './order-evidence.js';

/**
 * Indices of edges to give up so that the others, among those with an index in `considered`, are acyclic: again and again
 * the lightest edge (soft before hard, then confidence, then position) inside each strongly connected component.
 */
export function cycleEdges(edges: readonly ElementEdge[], considered: Iterable<number>): Set<number> {
  const number = new Map<string, number>();
  for (const edge of edges) {
    for (const ref of [edge.before, edge.after]) if (!number.has(ref)) number.set(ref, number.size);
  }
  const left = new Set(considered);
  const dropped = new Set<number>();
  for (;;) {
    const successors: number[][] = Array.from({ length: number.size }, () => []);
    const ends = (i: number): [number, number] => {
      const { before, after } = edges[i] as ElementEdge;
      return [number.get(before) as number, number.get(after) as number];
    };
    for (const i of left) {
      const [before, after] = ends(i);
      (successors[before] as number[]).push(after);
    }
    const component = strongComponents(successors);
    const lightest = new Map<number, number>();
    for (const i of left) {
      const [before, after] = ends(i);
      const inside = component[before] as number;
      if (inside !== component[after]) continue;
      const known = lightest.get(inside);
      if (known === undefined || isLighter(edges[i] as ElementEdge, edges[known] as ElementEdge))
        lightest.set(inside, i);
    }
    if (lightest.size === 0) return dropped;
    for (const i of lightest.values()) {
      left.delete(i);
      dropped.add(i);
    }
  }
}

function isLighter(a: ElementEdge, b: ElementEdge): boolean {
  return a.hard === b.hard ? a.confidence < b.confidence : b.hard;
}
