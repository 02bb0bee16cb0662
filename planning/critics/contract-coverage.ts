import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';

/** Mean of two shares: of the planned operations and entities, how many some task implements, and how many some test task verifies. */
export const contractCoverage: Critic = ({ candidate, planned }) => {
  const due = [
    ...[...planned.operation.keys()].map((id) => `op:${id}`),
    ...[...planned.entity.keys()].map((id) => `entity:${id}`),
  ];
  const building = candidate.tasks.filter((task) => task.kind !== 'test' && task.kind !== 'docs');
  const built = new Set(building.flatMap((task) => task.covers));
  const tested = new Set(candidate.tasks.filter((task) => task.kind === 'test').flatMap((task) => task.verifies));
  const unbuilt = due.filter((ref) => !built.has(ref));
  const untested = due.filter((ref) => !tested.has(ref));
  return judgement(
    (share(due.length - unbuilt.length, due.length) + share(due.length - untested.length, due.length)) / 2,
    [...unbuilt.map((ref) => `No task implements ${ref}.`), ...untested.map((ref) => `No test task verifies ${ref}.`)],
    `All ${due.length} elements are implemented and tested.`,
  );
};
