import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { Candidate, CandidateTask } from './candidate.js';
import { makeTaskGraph } from './task-graph.js';

/** Sources whose closure is compared; beyond it an even, deterministic sample stands for all. */
const MAX_SOURCES = 250;

/**
 * How differently two candidates cut and order the same contract, in [0,1]: 1 − the mean of two Jaccard indices, one
 * over the sets of elements their tasks cover, one over the pairs (element, element that comes strictly later);
 * 0 is the same shape. Titles, texts, minutes and tasks without contract elements do not count.
 */
export function structuralDistance(a: Candidate, b: Candidate): number {
  return round6(1 - (coverSimilarity(a.tasks, b.tasks) + orderSimilarity(a.tasks, b.tasks)) / 2);
}

function elementsOf(task: CandidateTask): string[] {
  if (task.kind === 'test' || task.kind === 'docs') return [];
  return task.covers.filter((ref) => ref.startsWith('op:') || ref.startsWith('entity:'));
}

function jaccard(common: number, all: number): number {
  return all === 0 ? 1 : common / all;
}

function coverSimilarity(a: readonly CandidateTask[], b: readonly CandidateTask[]): number {
  const setsOf = (tasks: readonly CandidateTask[]): Set<string> =>
    new Set(tasks.map((task) => elementsOf(task).sort(compareStrings).join('\n')).filter((set) => set !== ''));
  const left = setsOf(a);
  const right = setsOf(b);
  const common = [...left].filter((set) => right.has(set)).length;
  return jaccard(common, left.size + right.size - common);
}

function orderSimilarity(a: readonly CandidateTask[], b: readonly CandidateTask[]): number {
  const left = makeElementOrder(a);
  const right = makeElementOrder(b);
  const elements = [...new Set([...left.elements, ...right.elements])].sort(compareStrings);
  const stride = Math.max(1, Math.ceil(elements.length / MAX_SOURCES));
  let common = 0;
  let all = 0;
  for (let at = 0; at < elements.length; at += stride) {
    const element = elements[at] as string;
    const after = left.after(element);
    const other = right.after(element);
    let shared = 0;
    for (const one of after) if (other.has(one)) shared++;
    common += shared;
    all += after.size + other.size - shared;
  }
  return jaccard(common, all);
}

interface ElementOrder {
  elements: string[];
  /** Elements of all tasks that come strictly after a task that covers this one. */
  after(element: string): Set<string>;
}

function makeElementOrder(tasks: readonly CandidateTask[]): ElementOrder {
  const graph = makeTaskGraph(tasks);
  const covers = tasks.map(elementsOf);
  const coveredBy = new Map<string, number[]>();
  covers.forEach((refs, i) => refs.forEach((ref) => coveredBy.set(ref, [...(coveredBy.get(ref) ?? []), i])));
  return {
    elements: [...coveredBy.keys()],
    after: (element) => {
      const open = (coveredBy.get(element) ?? []).flatMap((i) => graph.successors[i] as number[]);
      const seen = new Set(open);
      const found = new Set<string>();
      while (open.length > 0) {
        const node = open.pop() as number;
        for (const ref of covers[node] as string[]) found.add(ref);
        for (const next of graph.successors[node] as number[]) {
          if (seen.has(next)) continue;
          seen.add(next);
          open.push(next);
        }
      }
      return found;
    },
  };
}
