import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { CandidateTask } from './candidate.js';
import { cutCycles } from './cut-cycles.js';
import { makeTaskGraph } from './task-graph.js';

interface Pair {
  before: number;
  after: number;
  confidence: number;
}

/**
 * Makes the dependencies acyclic: as long as a strongly connected component has a pair of tasks that only soft
 * dependencies link, the lightest such pair in it (confidence, then keys) is cut and left as a follow-up of the task
 * that would have waited. Hard dependencies are never cut: a cycle of hard ones stays, for validation to name.
 */
export function breakCycles(tasks: readonly CandidateTask[]): CandidateTask[] {
  const graph = makeTaskGraph(tasks);
  const { pairs, soft } = pairsOf(tasks, graph.index);
  const arcs = pairs.map(({ before, after }, i) => ({ before, after, soft: soft.has(i) }));
  const compare = (a: number, b: number): number => comparePairs(pairs[a] as Pair, pairs[b] as Pair, graph.keys);
  const cut = new Map<number, Pair[]>();
  for (const i of cutCycles(arcs, compare)) {
    const pair = pairs[i] as Pair;
    const known = cut.get(pair.after);
    if (known === undefined) cut.set(pair.after, [pair]);
    else known.push(pair);
  }
  return tasks.map((task, i) => withoutPairs(task, cut.get(i) ?? [], graph.keys));
}

/** All pairs of tasks that dependencies link, and the numbers of those that only soft ones do. */
function pairsOf(tasks: readonly CandidateTask[], index: Map<string, number>): { pairs: Pair[]; soft: Set<number> } {
  const pairs: Pair[] = [];
  const soft = new Set<number>();
  tasks.forEach((task, after) => {
    const byTask = new Map<number, { confidence: number; hard: boolean }>();
    for (const { task: key, confidence, hard } of task.dependsOn) {
      const before = index.get(key);
      if (before === undefined || before === after) continue;
      const known = byTask.get(before) ?? { confidence: 0, hard: false };
      byTask.set(before, { confidence: Math.max(known.confidence, confidence), hard: known.hard || hard });
    }
    for (const [before, { confidence, hard }] of byTask) {
      if (!hard) soft.add(pairs.length);
      pairs.push({ before, after, confidence });
    }
  });
  return { pairs, soft };
}

/** The lightest first: by confidence, then keys. */
function comparePairs(a: Pair, b: Pair, keys: readonly string[]): number {
  if (a.confidence !== b.confidence) return a.confidence - b.confidence;
  const name = (pair: Pair): string => `${keys[pair.after] ?? ''}\n${keys[pair.before] ?? ''}`;
  return compareStrings(name(a), name(b));
}

function withoutPairs(task: CandidateTask, pairs: readonly Pair[], keys: readonly string[]): CandidateTask {
  if (pairs.length === 0) return task;
  const cutKeys = new Map(pairs.map((pair) => [keys[pair.before] as string, pair]));
  const followUps = [...cutKeys].map(([to, pair]) => ({
    to,
    because: `Cut to break a cycle, as its lightest evidence (${round6(pair.confidence)}): ${reasonFor(task, to)}`,
  }));
  return {
    ...task,
    dependsOn: task.dependsOn.filter((dependency) => !cutKeys.has(dependency.task)),
    followUps: [...task.followUps, ...followUps].sort((a, b) => compareStrings(a.to, b.to)),
  };
}

function reasonFor(task: CandidateTask, key: string): string {
  return task.dependsOn.find((dependency) => dependency.task === key)?.reason ?? '';
}
