import type { Evaluation } from '../../critics/evaluate.js';
import type { CandidateTask } from '../../dag/candidate.js';

/** A critic as a question shows it. */
export interface WeakCritic {
  name: string;
  score: number;
  found: string[];
}

const MOST_CRITICS = 3;

/** The critics that take most from the reward, weight and score together; those that find nothing wrong are left out. */
export function weakestCritics({ critics }: Evaluation): WeakCritic[] {
  return Object.entries(critics)
    .map(([name, { score, weight, evidence }]) => ({ name, score, found: evidence, lost: weight * (1 - score) }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_CRITICS)
    .map(({ name, score, found }) => ({ name, score, found }));
}

/** A unit of a shape with the task that builds it. */
export interface BuiltUnit {
  /** Place in the shape. */
  place: number;
  task: CandidateTask;
  critical: boolean;
}

/**
 * At most `most` of the units, those first whose task a critic names, then those outside the window, then those
 * on the critical path, then the others; in the order of the shape.
 */
export function concernedUnits(
  units: readonly BuiltUnit[],
  critics: readonly WeakCritic[],
  window: { min: number; max: number },
  most: number,
): BuiltUnit[] {
  const named = new Set(critics.flatMap(({ found }) => found).flatMap(wordsOf));
  const concern = ({ task, critical }: BuiltUnit): number => {
    if (named.has(task.key)) return 3;
    if (task.minutes < window.min || task.minutes > window.max) return 2;
    return critical ? 1 : 0;
  };
  return units
    .map((unit) => ({ unit, concern: concern(unit) }))
    .sort((a, b) => b.concern - a.concern || a.unit.place - b.unit.place)
    .slice(0, most)
    .map(({ unit }) => unit)
    .sort((a, b) => a.place - b.place);
}

/** Words of a sentence without the stop or comma after them: task keys are among them. */
function wordsOf(sentence: string): string[] {
  return sentence.split(/\s+/).map((word) => word.replace(/[.,:;]+$/, ''));
}
