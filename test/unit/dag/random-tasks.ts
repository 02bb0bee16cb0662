import fc from 'fast-check';
import type { CandidateTask, TaskDependency } from '../../../planning/dag/candidate.js';

/** A task with nothing but what is given. */
export function taskOf(key: string, over: Partial<CandidateTask> = {}): CandidateTask {
  return {
    key,
    kind: 'operation',
    title: key,
    description: key,
    deliverables: [{ path: `src/${key}.ts`, what: key }],
    acceptance: [{ id: 'works', what: 'It works.', required: true }],
    covers: [`op:${key}`],
    uses: [],
    verifies: [],
    requirements: [],
    dependsOn: [],
    followUps: [],
    minutes: 10,
    repository: 'service',
    rank: 0,
    ...over,
  };
}

export function dependencyOn(task: string, over: Partial<TaskDependency> = {}): TaskDependency {
  return { task, type: 'data', reason: `needs ${task}`, confidence: 0.9, hard: true, ...over };
}

const key = (i: number): string => `operation.t${String(i).padStart(2, '0')}`;

/** Graphs of up to 25 tasks whose hard dependencies are acyclic; soft ones point anywhere unless `acyclic`. */
export function tasksArbitrary(acyclic: boolean): fc.Arbitrary<CandidateTask[]> {
  return fc.integer({ min: 1, max: 25 }).chain((count) => {
    const edge = fc.record({
      from: fc.nat(count - 1),
      to: fc.nat(count - 1),
      hard: fc.boolean(),
      confidence: fc.integer({ min: 1, max: 9 }).map((n) => n / 10),
    });
    return fc
      .record({
        edges: fc.array(edge, { maxLength: 80 }),
        minutes: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: count, maxLength: count }),
      })
      .map(({ edges, minutes }) =>
        minutes.map((one, i) => {
          const dependsOn = edges
            .map(({ from, to, ...rest }) =>
              acyclic || rest.hard
                ? { from: Math.min(from, to), to: Math.max(from, to), ...rest }
                : { from, to, ...rest },
            )
            .filter(({ from, to }) => to === i && from !== i)
            .map(({ from, hard, confidence }) =>
              dependencyOn(key(from), { hard, confidence, type: hard ? 'data' : 'order' }),
            );
          return taskOf(key(i), { minutes: one, dependsOn });
        }),
      );
  });
}

/** All pairs `before after` such that a path leads from one to the other; by plain search, to check the fast ways. */
export function closureOf(edges: readonly (readonly [string, string])[]): Set<string> {
  const after = new Map<string, string[]>();
  for (const [from, to] of edges) after.set(from, [...(after.get(from) ?? []), to]);
  const pairs = new Set<string>();
  for (const start of after.keys()) {
    const open = [...(after.get(start) ?? [])];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (pairs.has(`${start} ${node}`)) continue;
      pairs.add(`${start} ${node}`);
      open.push(...(after.get(node) ?? []));
    }
  }
  return pairs;
}

export function edgesOf(tasks: readonly CandidateTask[]): [string, string][] {
  return tasks.flatMap((task) => task.dependsOn.map((one): [string, string] => [one.task, task.key]));
}
