import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';

/** A task about several elements should have a criterion for each of up to this many. */
const CRITERIA_CAP = 3;

/**
 * Mean over tasks of how well "done" can be told: required criteria per element covered or verified (one each for up to
 * three is full marks), halved where a task names no file it delivers.
 */
export const verifiability: Critic = ({ candidate }) => {
  const scores = candidate.tasks.map((task) => {
    const wanted = Math.max(1, Math.min(CRITERIA_CAP, task.covers.length + task.verifies.length));
    const required = task.acceptance.filter((criterion) => criterion.required).length;
    return { task, score: Math.min(1, required / wanted) * (task.deliverables.length > 0 ? 1 : 0.5) };
  });
  const weak = scores.filter(({ score }) => score < 1).sort((a, b) => a.score - b.score);
  return judgement(
    share(
      scores.reduce((sum, { score }) => sum + score, 0),
      scores.length,
    ),
    weak.map(({ task }) => `${task.key} has ${task.acceptance.length} criteria and ${task.deliverables.length} files.`),
    `All ${scores.length} tasks say what they deliver and how that is checked.`,
  );
};
