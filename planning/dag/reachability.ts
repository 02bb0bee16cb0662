/** Which nodes can be reached from each node of an acyclic graph, as one row of bits per node. */
export interface Reachability {
  /** True if a non-empty path leads from `from` to `to`. */
  reaches(from: number, to: number): boolean;
  /** The row of a node: bit i of word i >> 5. Not to be changed. */
  row(node: number): Uint32Array;
}

/**
 * Transitive closure by one pass against the topological order; n²/8 bytes, so 3 MB for 5,000 nodes. `order` must be
 * topological for `successors`.
 */
export function makeReachability(successors: readonly (readonly number[])[], order: readonly number[]): Reachability {
  const words = (successors.length + 31) >>> 5;
  const rows: Uint32Array[] = successors.map(() => new Uint32Array(words));
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as number;
    const row = rows[node] as Uint32Array;
    for (const after of successors[node] as readonly number[]) {
      const other = rows[after] as Uint32Array;
      for (let w = 0; w < words; w++) row[w] = (row[w] as number) | (other[w] as number);
      row[after >>> 5] = (row[after >>> 5] as number) | (1 << (after & 31));
    }
  }
  return {
    reaches: (from, to) => (((rows[from] as Uint32Array)[to >>> 5] as number) & (1 << (to & 31))) !== 0,
    row: (node) => rows[node] as Uint32Array,
  };
}
