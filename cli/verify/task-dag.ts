/** Tasks as numbered nodes, whatever they are called by: each list holds a pair once. */
export interface TaskDag {
  names: string[];
  before: number[][];
  after: number[][];
  /** Nodes with all they wait for first; null where some wait for each other. */
  order: number[] | null;
}

/** The graph of tasks by name and the names each waits for; names of no task are left out. */
export function makeDag(tasks: readonly { name: string; needs: readonly string[] }[]): TaskDag {
  const names = tasks.map(({ name }) => name);
  const numbers = new Map(names.map((name, node) => [name, node]));
  const before = tasks.map(({ needs }) => [...new Set(needs.flatMap((need) => numbers.get(need) ?? []))]);
  const after: number[][] = tasks.map(() => []);
  before.forEach((needs, node) => needs.forEach((need) => after[need]?.push(node)));
  return { names, before, after, order: topological(before, after) };
}

function topological(before: readonly number[][], after: readonly number[][]): number[] | null {
  const open = before.map((needs) => needs.length);
  const order = open.flatMap((count, node) => (count === 0 ? [node] : []));
  for (let at = 0; at < order.length; at += 1) {
    for (const next of after[order[at] ?? -1] ?? []) {
      const left = (open[next] ?? 0) - 1;
      open[next] = left;
      if (left === 0) order.push(next);
    }
  }
  return order.length === before.length ? order : null;
}

/**
 * Pairs `need node` of an acyclic graph that no longer way joins: its transitive reduction. For every node the set of
 * all that comes before it is kept, a bit each.
 */
export function reducedPairs({ names, before, order }: TaskDag): Set<string> {
  const width = Math.ceil(names.length / 32);
  const behind = names.map(() => new Uint32Array(0));
  const pairs = new Set<string>();
  for (const node of order ?? []) {
    const indirect = new Uint32Array(width);
    for (const need of before[node] ?? []) {
      (behind[need] ?? []).forEach((word, at) => (indirect[at] = (indirect[at] ?? 0) | word));
    }
    const all = indirect.slice();
    for (const need of before[node] ?? []) {
      const bit = 1 << (need & 31);
      if (((indirect[need >> 5] ?? 0) & bit) === 0) pairs.add(`${names[need]} ${names[node]}`);
      all[need >> 5] = (all[need >> 5] ?? 0) | bit;
    }
    behind[node] = all;
  }
  return pairs;
}

/** When each node of an acyclic graph can run if nothing but its needs holds it back. */
export interface Timing {
  /** Tasks on the longest way to it, itself included. */
  wave: number[];
  /** Minutes until its end, and from its end to the end of all. */
  end: number[];
  rest: number[];
  /** Minutes of the longest way. */
  total: number;
}

/** Longest ways by tasks and by minutes (critical path method). */
export function timingOf({ before, after, order }: TaskDag, minutes: readonly number[]): Timing {
  const wave = before.map(() => 1);
  const end = before.map(() => 0);
  const rest = before.map(() => 0);
  const at = (list: readonly number[], node: number): number => list[node] ?? 0;
  for (const node of order ?? []) {
    for (const need of before[node] ?? []) {
      wave[node] = Math.max(at(wave, node), at(wave, need) + 1);
      end[node] = Math.max(at(end, node), at(end, need));
    }
    end[node] = at(end, node) + at(minutes, node);
  }
  for (const node of [...(order ?? [])].reverse()) {
    for (const next of after[node] ?? []) rest[node] = Math.max(at(rest, node), at(rest, next) + at(minutes, next));
  }
  return { wave, end, rest, total: end.reduce((most, one) => Math.max(most, one), 0) };
}
