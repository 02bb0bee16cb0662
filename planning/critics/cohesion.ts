import type { CandidateTask } from '../dag/candidate.js';
import { judgement, share } from './critic.js';
import type { Critic, CriticInput } from './critic.js';

/**
 * Mean of two: tasks that build elements of few resources (1 / number of resources, values that others share count as
 * one), and files that no two tasks write at the same time (share of files whose writers are ordered).
 */
export const cohesion: Critic = (input) => {
  const { candidate, planned } = input;
  const resourceOf = new Map<string, string>();
  for (const { name, entities, operations, shared } of planned.resources) {
    entities.forEach((id) => resourceOf.set(`entity:${id}`, shared ? '' : name));
    operations.forEach((one) => resourceOf.set(`op:${one.id}`, shared ? '' : name));
  }
  const building = candidate.tasks.filter(
    (task) => task.kind !== 'test' && task.kind !== 'docs' && task.covers.length > 0,
  );
  const mixed = building
    .map((task) => ({ task, count: resourcesOf(task, resourceOf) }))
    .filter(({ count }) => count > 1);
  const focus = share(building.length - mixed.reduce((sum, { count }) => sum + 1 - 1 / count, 0), building.length);
  const { files, clashes } = fileClashes(input);
  return judgement(
    (focus + share(files - clashes.length, files)) / 2,
    [
      ...clashes.map((path) => `Tasks that may run at once both write ${path}.`),
      ...mixed.map(({ task, count }) => `${task.key} touches ${count} resources.`),
    ],
    'Each task works on one resource, and no file has two writers at once.',
  );
};

function resourcesOf(task: CandidateTask, resourceOf: Map<string, string>): number {
  return new Set(task.covers.flatMap((ref) => resourceOf.get(ref) ?? [])).size;
}

function fileClashes({ candidate, demanded }: CriticInput): { files: number; clashes: string[] } {
  const writers = new Map<string, number[]>();
  candidate.tasks.forEach((task, i) => {
    for (const { path } of task.deliverables) {
      const file = `${task.repository}/${path}`;
      writers.set(file, [...(writers.get(file) ?? []), i]);
    }
  });
  const place = new Int32Array(candidate.tasks.length);
  const { order, reach } = demanded.completed;
  order.forEach((node, at) => (place[node] = at));
  const clashes = [...writers].filter(([, tasks]) => {
    const sorted = [...tasks].sort((a, b) => (place[a] as number) - (place[b] as number));
    return sorted.some((task, i) => i > 0 && !reach.reaches(sorted[i - 1] as number, task));
  });
  return { files: writers.size, clashes: clashes.map(([file]) => file) };
}
