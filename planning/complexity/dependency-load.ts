import type { CandidateTask } from '../dag/candidate.js';
import type { Component } from './component.js';
import { saturation } from './scales.js';

/** Where a task stands in its DAG. */
export interface DependencyPosition {
  /** Tasks it waits for. */
  fanIn: number;
  /** Tasks that wait for it. */
  fanOut: number;
  /** Minutes of the longest path through it over minutes of the longest path of the plan, [0,1]. */
  pathShare: number;
}

/** 0.45·sat(fanIn, 3) + 0.25·sat(fanOut, 4) + 0.30·pathShare, in [0,1]; rises with each of them. */
export function dependencyLoad({ fanIn, fanOut, pathShare }: DependencyPosition): Component {
  const value = 0.45 * saturation(fanIn, 3) + 0.25 * saturation(fanOut, 4) + 0.3 * pathShare;
  return {
    value,
    evidence: [
      `tasks it waits for: ${fanIn}; tasks that wait for it: ${fanOut}`,
      `longest path through it is ${Math.round(100 * pathShare)} % of the critical path`,
    ],
  };
}

/** The position of every task, by key. Dependencies on unknown tasks do not count; tasks on a cycle count as if alone. */
export function dependencyPositions(tasks: readonly CandidateTask[]): Map<string, DependencyPosition> {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>(tasks.map((task) => [task.key, []]));
  for (const task of tasks) {
    const keys = [...new Set(task.dependsOn.map((edge) => edge.task))].filter((key) => byKey.has(key));
    before.set(task.key, keys);
    for (const key of keys) after.get(key)?.push(task.key);
  }
  const minutes = (key: string): number => Math.max(0, byKey.get(key)?.minutes ?? 0);
  const order = topologicalOrder(before, after);
  const upTo = longestPaths(order, before, minutes);
  const from = longestPaths([...order].reverse(), after, minutes);
  const through = (key: string): number => (upTo.get(key) ?? 0) + (from.get(key) ?? 0) - minutes(key);
  const longest = order.reduce((most, key) => Math.max(most, through(key)), 0);
  return new Map(
    tasks.map(({ key }) => [
      key,
      {
        fanIn: before.get(key)?.length ?? 0,
        fanOut: after.get(key)?.length ?? 0,
        pathShare: longest > 0 ? Math.max(0, through(key)) / longest : 0,
      },
    ]),
  );
}

function longestPaths(
  order: readonly string[],
  neighbours: ReadonlyMap<string, string[]>,
  minutes: (key: string) => number,
): Map<string, number> {
  const longest = new Map<string, number>();
  for (const key of order) {
    const best = (neighbours.get(key) ?? []).reduce((most, other) => Math.max(most, longest.get(other) ?? 0), 0);
    longest.set(key, best + minutes(key));
  }
  return longest;
}

/** Kahn's order; tasks on or behind a cycle are left out. */
function topologicalOrder(before: ReadonlyMap<string, string[]>, after: ReadonlyMap<string, string[]>): string[] {
  const open = new Map([...before].map(([key, keys]) => [key, keys.length]));
  const order = [...open].filter(([, count]) => count === 0).map(([key]) => key);
  for (let at = 0; at < order.length; at += 1) {
    for (const next of after.get(order[at] ?? '') ?? []) {
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  return order;
}
