import { makeSafe } from '../safe.js';
import { count, hang } from '../text.js';
import type { Verification } from '../verify/verify-bundle.js';
import type { Layout } from './layout.js';

/** What was checked, and every violation by name and place. */
export function renderVerification(layout: Layout, verification: Verification): string[] {
  const { colours } = layout;
  const { planId, files, tasks, candidates, elements, covered, outOfScope, notes, violations } = makeSafe(verification);
  const scope = outOfScope === 0 ? '' : `, ${outOfScope} more out of scope by the plan's options`;
  const checked = [
    `${count(files, 'file')}, ${count(tasks, 'task')}, ${count(candidates, 'candidate')}`,
    `${covered} of ${count(elements, 'contract element')} covered${scope}`,
  ].join('; ');
  const name = planId === '' ? 'The bundle' : planId;
  const verdict =
    violations.length === 0
      ? `${colours.green('Sound')}: ${name}`
      : `${colours.red('Faulty')}: ${name}, ${count(violations.length, 'violation')}`;
  return [
    verdict,
    ...hang('  ', checked, layout.width),
    ...notes.flatMap((note) => hang('  ', `Not computed anew: ${note}`, layout.width)),
    ...violations.flatMap(({ rule, where, message }) => hang('  - ', `${rule}: ${where}: ${message}`, layout.width)),
  ];
}
