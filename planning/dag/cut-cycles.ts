import { strongComponents } from './strong-components.js';

/** An edge between two nodes, given by number. */
export interface Arc {
  before: number;
  after: number;
  /** May be cut. */
  soft: boolean;
}

/**
 * Cycles that hold more arcs than this lose several at a time (one in this many), so that cutting stays near-linear however
 * large a tangle is.
 */
const ARCS_PER_CUT = 512;

/**
 * Numbers of the soft arcs to cut so that no cycle with a soft arc is left: in each strongly connected component the lightest
 * soft arc, then the same in what remains of that component, which is all that can have changed. `compare` sorts arc
 * numbers, the lightest first. A cycle of hard arcs stays.
 */
export function cutCycles(arcs: readonly Arc[], compare: (a: number, b: number) => number): number[] {
  const cut: number[] = [];
  const open = cyclicParts(
    arcs.map((_, i) => i),
    arcs,
  );
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const soft = part.filter((i) => (arcs[i] as Arc).soft);
    if (soft.length === 0) continue;
    const lightest = lightestOf(soft, Math.max(1, Math.floor(part.length / ARCS_PER_CUT)), compare);
    cut.push(...lightest);
    open.push(
      ...cyclicParts(
        part.filter((i) => !lightest.has(i)),
        arcs,
      ),
    );
  }
  return cut.sort((a, b) => a - b);
}

function lightestOf(soft: readonly number[], count: number, compare: (a: number, b: number) => number): Set<number> {
  if (count > 1) return new Set([...soft].sort(compare).slice(0, count));
  return new Set([soft.reduce((best, i) => (compare(i, best) < 0 ? i : best))]);
}

/** Arcs inside each strongly connected component that some arcs make. */
function cyclicParts(some: readonly number[], arcs: readonly Arc[]): number[][] {
  const number = new Map<number, number>();
  const successors: number[][] = [];
  const numberOf = (node: number): number => {
    const known = number.get(node);
    if (known !== undefined) return known;
    number.set(node, successors.length);
    return successors.push([]) - 1;
  };
  const ends = some.map((i): [number, number] => {
    const { before, after } = arcs[i] as Arc;
    return [numberOf(before), numberOf(after)];
  });
  for (const [before, after] of ends) (successors[before] as number[]).push(after);
  const component = strongComponents(successors);
  const parts = new Map<number, number[]>();
  ends.forEach(([before, after], at) => {
    const inside = component[before] as number;
    if (inside !== component[after]) return;
    const part = parts.get(inside);
    if (part === undefined) parts.set(inside, [some[at] as number]);
    else part.push(some[at] as number);
  });
  return [...parts.values()];
}
