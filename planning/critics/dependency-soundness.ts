import { judgement, share } from './critic.js';
import type { Critic, CriticInput } from './critic.js';

/**
 * F1 of recall (demanded orders that the dependencies hold, weighted by confidence) and precision (dependencies for which
 * there is a justification: evidence between what the two tasks cover, a test and what it verifies, a user interface and
 * what it calls, a scaffold and its repository, documentation and what it describes).
 */
export const dependencySoundness: Critic = (input) => {
  const { pairs } = input.demanded;
  const weight = (some: typeof pairs): number => some.reduce((sum, pair) => sum + pair.edge.confidence, 0);
  const broken = pairs.filter((pair) => !pair.held);
  const recall = share(weight(pairs) - weight(broken), weight(pairs));
  const { justified, unjustified } = sortDependencies(input);
  const precision = share(justified, justified + unjustified.length);
  return judgement(
    recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision),
    [
      ...[...broken]
        .sort((a, b) => b.edge.confidence - a.edge.confidence)
        .map(({ edge }) => `${edge.after} does not wait for ${edge.before}: ${edge.reason}`),
      ...unjustified.map(([before, after]) => `Nothing speaks for ${after} waiting for ${before}.`),
    ],
    `All ${pairs.length} demanded orders hold, and all ${justified} dependencies are justified.`,
  );
};

function sortDependencies(input: CriticInput): { justified: number; unjustified: [string, string][] } {
  const { tasks } = input.candidate;
  const { graph, demanded } = input;
  const supported = new Set(demanded.pairs.map(({ before, after }) => before * tasks.length + after));
  for (const pair of allPairs(input)) supported.add(pair);
  let justified = 0;
  const unjustified: [string, string][] = [];
  tasks.forEach((task, after) => {
    for (const before of graph.predecessors[after] as number[]) {
      if (supported.has(before * tasks.length + after) || isLayered(input, before, after)) justified++;
      else unjustified.push([graph.keys[before] as string, task.key]);
    }
  });
  return { justified, unjustified };
}

/** Pairs of tasks with evidence between them, also where another task makes the same element. */
function* allPairs({ candidate, context }: CriticInput): Generator<number> {
  const { tasks } = candidate;
  const makers = new Map<string, number[]>();
  tasks.forEach((task, i) => task.covers.forEach((ref) => makers.set(ref, [...(makers.get(ref) ?? []), i])));
  for (const edge of context.order.edges) {
    for (const before of makers.get(edge.before) ?? []) {
      for (const after of makers.get(edge.after) ?? []) yield before * tasks.length + after;
    }
  }
}

function isLayered({ candidate }: CriticInput, before: number, after: number): boolean {
  const first = candidate.tasks[before];
  const then = candidate.tasks[after];
  if (first === undefined || then === undefined) return false;
  if (first.kind === 'scaffold') return first.repository === then.repository;
  if (then.kind === 'docs') return true;
  if (then.kind === 'test') return then.verifies.some((ref) => first.covers.includes(ref));
  if (then.kind === 'frontend') return first.kind === 'frontend' || then.uses.some((ref) => first.covers.includes(ref));
  return first.deliverables.some((one) => then.deliverables.some((other) => other.path === one.path));
}
