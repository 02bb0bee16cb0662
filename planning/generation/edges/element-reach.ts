import type { ElementEdge } from '../../order/order-evidence.js';

/** Which elements follow from which through order evidence; it grows. */
export interface ElementReach {
  /** True if a non-empty path of edges leads from one to the other. */
  reaches(from: string, to: string): boolean;
  add(before: string, after: string): void;
}

/** Follows edges breadth-first; evidence may hold cycles. */
export function makeElementReach(edges: readonly ElementEdge[]): ElementReach {
  const next = new Map<string, string[]>();
  const add = (before: string, after: string): void => {
    const known = next.get(before);
    if (known === undefined) next.set(before, [after]);
    else known.push(after);
  };
  for (const { before, after } of edges) add(before, after);
  return {
    add,
    reaches: (from, to) => {
      const seen = new Set<string>();
      const open = [from];
      for (let at = 0; at < open.length; at += 1) {
        for (const after of next.get(open[at] as string) ?? []) {
          if (after === to) return true;
          if (seen.has(after)) continue;
          seen.add(after);
          open.push(after);
        }
      }
      return false;
    },
  };
}
