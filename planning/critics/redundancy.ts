import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';

/**
 * 1 − removable / all dependencies, where a dependency is removable if a longer way leads to the same task (what a
 * transitive reduction drops). Demanded orders count as dependencies.
 */
export const redundancy: Critic = ({ candidate, demanded }) => {
  const { predecessors, reach } = demanded.completed;
  let all = 0;
  const removable: string[] = [];
  predecessors.forEach((before, after) => {
    for (const one of before) {
      all++;
      if (!before.some((other) => other !== one && reach.reaches(one, other))) continue;
      removable.push(
        `${candidate.tasks[after]?.key ?? ''} waits for ${candidate.tasks[one]?.key ?? ''} also through others.`,
      );
    }
  });
  return judgement(share(all - removable.length, all), removable, `None of ${all} dependencies could be left out.`);
};
