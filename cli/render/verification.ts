import { makeSafe } from '../safe.js';
import { count, hang } from '../text.js';
import type { Verification } from '../verify/verify-bundle.js';
import type { Layout } from './layout.js';

/** What was checked, and every violation by name and place. */
export function renderVerification(layout: Layout, verification: Verification): string[] {
  const { colours } = layout;
  const { planId, files, tasks, candidates, elements, covered, outOfScope, violations } = makeSafe(verification);
  const scope = outOfScope === 0 ? '' : `, ${outOfScope} more out of scope by the plan's options`;
  const checked = [
    `${count(files, 'file')}, ${count(tasks, 'task')}, ${count(candidates, 'candidate')}`,
    `${covered} of ${count(elements, 'contract element')} covered${scope}`,
  ].join('; ');
  const name = planId === '' ? 'The bundle' : planId;
  if (violations.length === 0) return [`${colours.green('Sound')}: ${name}`, ...hang('  ', checked, layout.width)];
  return [
    `${colours.red('Faulty')}: ${name}, ${count(violations.length, 'violation')}`,
    ...hang('  ', checked, layout.width),
    ...violations.flatMap(({ rule, where, message }) => hang('  - ', `${rule}: ${where}: ${message}`, layout.width)),
  ];
}
