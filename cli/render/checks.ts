import type { CheckResult, Counts, TaskResults } from '../check/check-result.js';
import { countResults } from '../check/check-result.js';
import { makeSafe } from '../safe.js';
import { count } from '../text.js';
import type { Layout } from './layout.js';
import { renderTable } from './table.js';

const WORDS = { passed: 'pass', failed: 'FAIL', skipped: 'skip' } as const;

/**
 * A table of what was checked: task, criterion, outcome and why it did not pass, then the counts by kind. Described checks
 * are counted, and listed with `all` only.
 */
export function renderChecks(layout: Layout, tasks: readonly TaskResults[], all: boolean): string[] {
  const { colours } = layout;
  const shown = makeSafe({ tasks: [...tasks] }).tasks.flatMap(({ key, results }) =>
    results.filter(({ kind }) => all || kind !== 'described').map((result) => ({ key, result })),
  );
  const rows = shown.map(({ key, result }) => [
    WORDS[result.outcome],
    result.kind,
    [`${key}  ${result.checkId}`, result.detail].filter((text) => text !== '').join('\n'),
  ]);
  const columns = [
    { title: '' },
    { title: 'by' },
    { title: 'task  criterion, and why it does not pass', flexible: true },
  ];
  const table = renderTable(columns, rows, layout.width, (cell, row, column) => {
    if (row < 0) return colours.dim(cell);
    if (column !== 0) return cell;
    return { passed: colours.green, failed: colours.red, skipped: colours.yellow }[outcomeOf(shown[row]?.result)](cell);
  });
  return [...(rows.length > 0 ? [...table, ''] : []), ...renderCounts(tasks)];
}

function outcomeOf(result: Pick<CheckResult, 'outcome'> | undefined): CheckResult['outcome'] {
  return result?.outcome ?? 'skipped';
}

function renderCounts(tasks: readonly TaskResults[]): string[] {
  const { described, ...run } = countResults(tasks);
  const lines = Object.entries(run)
    .filter(([, counts]) => sum(counts) > 0)
    .map(([kind, { passed, failed, skipped }]) => `${kind}: ${passed} passed, ${failed} failed, ${skipped} not run`);
  if (sum(described) > 0) lines.push(`described: ${count(sum(described), 'check')} that people look at`);
  return lines.length > 0 ? lines : ['There is nothing to check.'];
}

function sum({ passed, failed, skipped }: Counts): number {
  return passed + failed + skipped;
}
