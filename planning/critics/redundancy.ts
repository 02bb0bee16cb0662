import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';
import type { DemandedOrder } from './demanded-order.js';

/**
 * 1 − removable / all dependencies, where a dependency is removable if a longer way leads to the same task (what a
 * transitive reduction drops). Demanded orders count as dependencies.
 */
export const redundancy: Critic = ({ candidate, demanded }) => {
  const all = demanded.completed.predecessors.reduce((sum, before) => sum + before.length, 0);
  const removable = removableDependencies(demanded).map(
    ([before, after]) =>
      `${candidate.tasks[after]?.key ?? ''} waits for ${candidate.tasks[before]?.key ?? ''} also through others.`,
  );
  return judgement(share(all - removable.length, all), removable, `None of ${all} dependencies could be left out.`);
};

/** Dependencies (before, after), by number of the task, for which a longer way leads to the same task. */
export function removableDependencies({ completed }: Pick<DemandedOrder, 'completed'>): [number, number][] {
  const { predecessors, reach } = completed;
  return predecessors.flatMap((before, after) =>
    before
      .filter((one) => before.some((other) => other !== one && reach.reaches(one, other)))
      .map((one): [number, number] => [one, after]),
  );
}
