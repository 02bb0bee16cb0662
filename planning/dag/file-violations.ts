import { compareStrings } from '../compare.js';
import type { CandidateTask } from './candidate.js';
import { makeReachability } from './reachability.js';
import { makeTaskGraph, topologicalOrder } from './task-graph.js';
import type { Violation } from './violation.js';

const LONGEST_PATH = 200;
/** Relative, forward slashes, no empty, `.` or `..` segment, no character a file system or a shell takes amiss. */
const SAFE_PATH = /^(?!\/)(?:(?!\.{1,2}(?:\/|$))[\w.@+()[\]$-]+(?:\/|$))+$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * What is wrong with the files that tasks declare: paths that leave the repository, are too long or that some system cannot
 * have, and files of one repository (upper and lower case are one) that two tasks write which may run at once.
 */
export function fileViolations(tasks: readonly CandidateTask[]): Violation[] {
  const unsafe = tasks.flatMap(({ key, deliverables }) =>
    deliverables
      .filter(({ path }) => !isSafePath(path))
      .map(({ path }): Violation => ({
        rule: 'unsafe-path',
        task: key,
        message: `${key} writes ${JSON.stringify(path.slice(0, LONGEST_PATH))}, which is no path inside a repository.`,
      })),
  );
  return [...unsafe, ...conflicts(tasks)];
}

/** True for a path that is safe on any system and inside the repository. A trailing slash makes it a folder. */
export function isSafePath(path: string): boolean {
  return path.length < LONGEST_PATH && SAFE_PATH.test(path) && !path.split('/').some((part) => DEVICE.test(part));
}

function conflicts(tasks: readonly CandidateTask[]): Violation[] {
  const shared = [...writersOf(tasks)].filter(([, writers]) => writers.length > 1);
  if (shared.length === 0) return [];
  const graph = makeTaskGraph(tasks);
  const order = topologicalOrder(graph);
  if (order === null) return [];
  const reach = makeReachability(graph.successors, order);
  const place = new Map(order.map((node, at) => [node, at]));
  return shared
    .flatMap(([file, writers]) => {
      // A chain through all of them is a path between each and the next in topological order.
      const turn = [...writers].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
      return turn.slice(1).flatMap((later, at): Violation[] => {
        const earlier = turn[at] as number;
        // Two tasks of one key are a fault of their own.
        if (tasks[earlier]?.key === tasks[later]?.key || reach.reaches(earlier, later)) return [];
        const [a, b] = [earlier, later].map((i) => (tasks[i] as CandidateTask).key).sort(compareStrings) as [
          string,
          string,
        ];
        return [{ rule: 'file-conflict', task: a, message: `${a} and ${b} may run at once, and both write ${file}.` }];
      });
    })
    .sort((a, b) => compareStrings(a.message, b.message));
}

/** Tasks by the file they write; a file is one whatever the case of its letters, as on some systems. */
function writersOf(tasks: readonly CandidateTask[]): Map<string, number[]> {
  const writers = new Map<string, number[]>();
  tasks.forEach(({ repository, deliverables }, i) => {
    const files = new Set(deliverables.map(({ path }) => `${repository}/${path}`.toLowerCase()));
    for (const file of files) {
      const known = writers.get(file);
      if (known === undefined) writers.set(file, [i]);
      else known.push(i);
    }
  });
  return writers;
}
