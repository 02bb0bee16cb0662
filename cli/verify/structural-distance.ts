import { listOf, textOf, textsOf } from './json.js';
import { makeDag } from './task-dag.js';

/** Elements whose followers are compared; of more an even sample. */
const MAX_SOURCES = 250;

/**
 * How differently two candidates cut and order a contract, in [0,1]: 1 − the mean of two Jaccard indices, of the sets
 * of elements that tasks cover, and of the pairs (element, element of a task that comes strictly later).
 */
export function structuralDistance(left: unknown, right: unknown): number {
  const a = shapeOf(left);
  const b = shapeOf(right);
  const cuts = jaccard(shared(a.cuts, b.cuts), a.cuts.size + b.cuts.size);
  const elements = [...new Set([...a.makers.keys(), ...b.makers.keys()])].sort();
  const step = Math.max(1, Math.ceil(elements.length / MAX_SOURCES));
  let common = 0;
  let both = 0;
  for (let at = 0; at < elements.length; at += step) {
    const mine = followers(a, elements[at] ?? '');
    const other = followers(b, elements[at] ?? '');
    common += shared(mine, other);
    both += mine.size + other.size;
  }
  return 1 - (cuts + jaccard(common, both)) / 2;
}

interface Shape {
  /** Sets of elements that one task covers, as text. */
  cuts: Set<string>;
  /** Elements of each task. */
  covers: string[][];
  /** Tasks that cover each element. */
  makers: Map<string, number[]>;
  after: number[][];
}

function shapeOf(candidate: unknown): Shape {
  const tasks = listOf(candidate, 'tasks');
  const covers = tasks.map((task) =>
    ['test', 'docs'].includes(textOf(task, 'kind'))
      ? []
      : textsOf(task, 'covers').filter((ref) => ref.startsWith('op:') || ref.startsWith('entity:')),
  );
  const makers = new Map<string, number[]>();
  covers.forEach((refs, task) => refs.forEach((ref) => makers.set(ref, [...(makers.get(ref) ?? []), task])));
  const { after } = makeDag(
    tasks.map((task) => ({
      name: textOf(task, 'key'),
      needs: listOf(task, 'dependsOn').map((edge) => textOf(edge, 'task')),
    })),
  );
  const cuts = new Set(covers.filter((refs) => refs.length > 0).map((refs) => [...refs].sort().join('\n')));
  return { cuts, covers, makers, after };
}

/** Elements of all tasks that come strictly after a task that covers this one. */
function followers({ covers, makers, after }: Shape, element: string): Set<string> {
  const open = (makers.get(element) ?? []).flatMap((task) => after[task] ?? []);
  const seen = new Set<number>();
  const found = new Set<string>();
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    if (seen.has(task)) continue;
    seen.add(task);
    for (const ref of covers[task] ?? []) found.add(ref);
    open.push(...(after[task] ?? []));
  }
  return found;
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let count = 0;
  for (const one of left) if (right.has(one)) count += 1;
  return count;
}

/** Jaccard index from the size of the intersection and the sum of both sizes; nothing is like nothing. */
function jaccard(common: number, both: number): number {
  return both === 0 ? 1 : common / (both - common);
}
