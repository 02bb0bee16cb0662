import { sizeWindow } from '../strategies/sizing.js';
import { judgement, share } from './critic.js';
import type { Critic } from './critic.js';

/** A task larger than the window is worse than one that is smaller by the same factor. */
const UNDERSIZE_EXPONENT = 0.5;

/**
 * Mean fit of tasks to the plan's size window in minutes: 1 inside; max / minutes above it; below it the square root of
 * minutes / min, as small tasks cost overhead but succeed. Documentation and scaffolds are not sized by choice and left out.
 */
export const granularity: Critic = ({ candidate, context }) => {
  const window = sizeWindow(context.options);
  const { min, max } = window;
  const sized = candidate.tasks.filter((task) => task.kind !== 'docs' && task.kind !== 'scaffold');
  const fits = sized.map((task) => ({ task, fit: fitOf(task.minutes, window) }));
  const misfits = fits.filter(({ fit }) => fit < 1).sort((a, b) => a.fit - b.fit);
  return judgement(
    share(
      fits.reduce((sum, { fit }) => sum + fit, 0),
      fits.length,
    ),
    misfits.map(({ task }) => `${task.key} takes ${task.minutes} minutes, outside ${min} to ${max}.`),
    `All ${sized.length} tasks take ${min} to ${max} minutes.`,
  );
};

/** How well minutes fit a window, [0,1]. */
export function fitOf(minutes: number, { min, max }: { min: number; max: number }): number {
  if (minutes > max) return max / minutes;
  return minutes >= min ? 1 : Math.pow(Math.max(0, minutes) / min, UNDERSIZE_EXPONENT);
}
