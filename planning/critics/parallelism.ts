import { judgement } from './critic.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { Critic } from './critic.js';
import type { DemandedOrder } from './demanded-order.js';

/** Executors a plan should be able to keep busy on average. */
const TARGET = 4;

/**
 * How much of the work can go on at once: (T₁ / T∞) / 4, at most 1, with T₁ all minutes and T∞ the minutes on the longest
 * path (bounds by Graham 1966; a simulated schedule would reward anomalies). Demanded orders count as dependencies.
 */
export const parallelism: Critic = ({ candidate, demanded }) => {
  const { work, span } = longestPath(candidate.tasks, demanded);
  const score = span === 0 ? 1 : Math.min(1, work / span / TARGET);
  const what = `${Math.round(work)} minutes of work, ${Math.round(span)} on the longest path.`;
  return judgement(score, score < 1 ? [what] : [], what);
};

/** All minutes of work, those on the longest path, and the tasks on it, first to last. */
export function longestPath(
  tasks: readonly Pick<CandidateTask, 'minutes'>[],
  { completed: { order, predecessors } }: Pick<DemandedOrder, 'completed'>,
): { work: number; span: number; path: number[] } {
  const end = new Float64Array(tasks.length);
  const from = new Int32Array(tasks.length).fill(-1);
  let work = 0;
  let last = -1;
  for (const i of order) {
    const minutes = tasks[i]?.minutes ?? 0;
    for (const before of predecessors[i] as number[]) {
      if ((end[before] as number) <= (end[i] as number)) continue;
      end[i] = end[before] as number;
      from[i] = before;
    }
    end[i] = (end[i] as number) + minutes;
    work += minutes;
    if (last < 0 || end[i] > (end[last] as number)) last = i;
  }
  const path: number[] = [];
  for (let i = last; i >= 0; i = from[i] as number) path.push(i);
  return { work, span: last < 0 ? 0 : (end[last] as number), path: path.reverse() };
}
