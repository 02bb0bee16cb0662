import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { CandidateTask } from './candidate.js';
import { strongComponents } from './strong-components.js';
import { makeTaskGraph } from './task-graph.js';

interface SoftPair {
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
  const successors = graph.successors.map((after) => [...after]);
  const soft = softPairs(tasks, graph.index);
  const cut = new Map<number, SoftPair[]>();
  for (;;) {
    const component = strongComponents(successors);
    const lightest = new Map<number, SoftPair>();
    for (const pair of soft) {
      const inside = component[pair.before] as number;
      if (inside !== component[pair.after]) continue;
      const best = lightest.get(inside);
      if (best === undefined || isLighter(pair, best, graph.keys)) lightest.set(inside, pair);
    }
    if (lightest.size === 0) break;
    for (const pair of lightest.values()) {
      soft.delete(pair);
      successors[pair.before] = (successors[pair.before] as number[]).filter((node) => node !== pair.after);
      cut.set(pair.after, [...(cut.get(pair.after) ?? []), pair]);
    }
  }
  return tasks.map((task, i) => withoutPairs(task, cut.get(i) ?? [], graph.keys));
}

function softPairs(tasks: readonly CandidateTask[], index: Map<string, number>): Set<SoftPair> {
  const pairs = new Set<SoftPair>();
  tasks.forEach((task, after) => {
    const byTask = new Map<number, { confidence: number; hard: boolean }>();
    for (const { task: key, confidence, hard } of task.dependsOn) {
      const before = index.get(key);
      if (before === undefined || before === after) continue;
      const known = byTask.get(before) ?? { confidence: 0, hard: false };
      byTask.set(before, { confidence: Math.max(known.confidence, confidence), hard: known.hard || hard });
    }
    for (const [before, { confidence, hard }] of byTask) if (!hard) pairs.add({ before, after, confidence });
  });
  return pairs;
}

function isLighter(a: SoftPair, b: SoftPair, keys: readonly string[]): boolean {
  if (a.confidence !== b.confidence) return a.confidence < b.confidence;
  const name = (pair: SoftPair): string => `${keys[pair.after] ?? ''}\n${keys[pair.before] ?? ''}`;
  return compareStrings(name(a), name(b)) < 0;
}

function withoutPairs(task: CandidateTask, pairs: readonly SoftPair[], keys: readonly string[]): CandidateTask {
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
