import { placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { entriesOf, isNear, isSameSet, member, numberOf } from './json.js';
import type { Report } from './violation.js';

const COMPONENTS = ['dependencyLoad', 'surfaceArea', 'novelty', 'ambiguity', 'researchFriction'];
/** Share of the largest component in the score. */
const PEAK = 0.2;

/**
 * Checks every complexity score by its own parts: components in [0,1], contributions that add up to the score, a peak of
 * 0.2 of the largest component, and one weight for each component in all tasks, the weights adding up to 1.
 */
export function checkComplexity({ tasks }: Documents, report: Report): void {
  for (const task of tasks) checkParts(task, report);
  checkWeights(tasks, report);
}

function checkParts(task: BundleTask, report: Report): void {
  const ccs = member(task.document, 'ccs');
  const tell = (message: string): void => report('ccs', placeOf(task), message);
  const components = member(ccs, 'components');
  const contributions = entriesOf(member(ccs, 'contributions'));
  if (
    !isSameSet(
      contributions.map(([name]) => name),
      [...COMPONENTS, 'peak'],
    )
  ) {
    tell('its contributions are not those of the five components and the peak');
    return;
  }
  const values = COMPONENTS.map((name) => numberOf(components, name));
  if (!values.every((value) => value >= 0 && value <= 1)) tell('a component is not in [0,1]');
  const score = numberOf(ccs, 'score');
  const sum = Math.min(
    1,
    contributions.reduce((all, [, value]) => all + (typeof value === 'number' ? value : Number.NaN), 0),
  );
  if (!isNear(score, sum)) tell(`its score is ${score}, the contributions add up to ${sum.toFixed(6)}`);
  const score10 = numberOf(ccs, 'score10');
  if (!isNear(score10, 1 + 9 * score))
    tell(`score10 is ${score10}, 1 + 9 times the score is ${(1 + 9 * score).toFixed(6)}`);
  const peak = numberOf(member(ccs, 'contributions'), 'peak');
  const largest = PEAK * Math.max(...values);
  if (!isNear(peak, largest)) tell(`the peak is ${peak}, of the largest component it is ${largest.toFixed(6)}`);
  if (!Number.isInteger(numberOf(ccs, 'recommendedSubtasks'))) tell('recommendedSubtasks is no whole number');
}

/** The weight of a component shows in every task that has some of it; it must be the same in all. */
function checkWeights(tasks: BundleTask[], report: Report): void {
  let sum = 0;
  for (const name of COMPONENTS) {
    const seen = tasks.map((task) => ({
      task,
      value: numberOf(member(member(task.document, 'ccs'), 'components'), name),
      part: numberOf(member(member(task.document, 'ccs'), 'contributions'), name),
    }));
    const strongest = seen.reduce<(typeof seen)[number] | undefined>(
      (most, one) => (one.value > (most?.value ?? 0) ? one : most),
      undefined,
    );
    // Without any of it in the whole plan its weight does not show, nor whether the weights add up.
    if (strongest === undefined) sum = Number.NaN;
    if (strongest === undefined) continue;
    const weight = strongest.part / strongest.value;
    sum += weight;
    for (const { task, value, part } of seen) {
      // The weight is read from rounded numbers: its own error grows with what it is read from being small.
      if (Math.abs(part - weight * value) <= 1e-6 * (1 + 1 / strongest.value)) continue;
      report(
        'ccs-weight',
        placeOf(task),
        `${name} contributes ${part} for ${value}; elsewhere ${weight.toFixed(6)} of it`,
      );
    }
  }
  if (Math.abs(sum - (1 - PEAK)) > 1e-3) {
    report('ccs-weight', 'tasks.json', `the weights add up to ${sum.toFixed(6)}, not to ${1 - PEAK}`);
  }
}
