import { judgement } from './critic.js';
import type { Critic } from './critic.js';

/** Executors a plan should be able to keep busy on average. */
const TARGET = 4;

/**
 * How much of the work can go on at once: (T₁ / T∞) / 4, at most 1, with T₁ all minutes and T∞ the minutes on the longest
 * path (bounds by Graham 1966; a simulated schedule would reward anomalies). Demanded orders count as dependencies.
 */
export const parallelism: Critic = ({ candidate, demanded }) => {
  const { order, predecessors } = demanded.completed;
  const end = new Float64Array(candidate.tasks.length);
  let work = 0;
  let span = 0;
  for (const i of order) {
    const minutes = candidate.tasks[i]?.minutes ?? 0;
    for (const before of predecessors[i] as number[]) end[i] = Math.max(end[i] as number, end[before] as number);
    end[i] = (end[i] as number) + minutes;
    work += minutes;
    span = Math.max(span, end[i]);
  }
  const score = span === 0 ? 1 : Math.min(1, work / span / TARGET);
  const what = `${Math.round(work)} minutes of work, ${Math.round(span)} on the longest path.`;
  return judgement(score, score < 1 ? [what] : [], what);
};
