import type { PlanSummary } from '../api-types.js';
import { bar } from '../progress.js';
import { pad } from '../text.js';
import type { Layout } from './layout.js';

const BAR_WIDTH = 20;

/** One line for each kind of element with its share, and one on whether the contract is covered whole. */
export function renderCoverage(layout: Layout, coverage: NonNullable<PlanSummary['coverage']>): string[] {
  const { colours } = layout;
  const lines = [
    ['operations', coverage.operations],
    ['entities', coverage.entities],
    ['derived entities', coverage.derivedEntities],
    ['requirements', coverage.requirements],
  ] as const;
  const shown = lines.filter(([name, { total }]) => total > 0 || name !== 'derived entities');
  const nameWidth = Math.max(...shown.map(([name]) => name.length));
  const totals = shown.map(([, { covered, total }]) => `${covered} of ${total}`);
  const totalWidth = Math.max(...totals.map((text) => text.length));
  const rows = shown.map(([name, { covered, total }], index) => {
    const share = total === 0 ? 1 : covered / total;
    // Rounded down: 100 % is said only where nothing is missing.
    const percent = pad(String(Math.floor(share * 100)), 3, 'right');
    const line = `${pad(name, nameWidth)}  ${pad(totals[index] ?? '', totalWidth, 'right')}  ${percent} %  `;
    return line + (share === 1 ? colours.green : colours.yellow)(bar(share, BAR_WIDTH));
  });
  const verdict = coverage.complete
    ? colours.green('complete: a task implements every operation and every entity in scope')
    : colours.red('incomplete: elements of the contract have no task');
  return [...rows, verdict];
}
