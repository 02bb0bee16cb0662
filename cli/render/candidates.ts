import type { CandidateList } from '../api-types.js';
import type { Safe } from '../safe.js';
import { count } from '../text.js';
import type { Layout } from './layout.js';
import { renderTable } from './table.js';

const COLUMNS = [
  { title: 'strategy' },
  { title: 'reward', align: 'right' as const },
  { title: 'tasks', align: 'right' as const },
  { title: 'role' },
  { title: 'because', flexible: true },
];
const RANK = { winner: 0, fallback: 1, rejected: 2 };

/**
 * Winner, fallbacks and the best of each strategy that was rejected, with why; how many more there were is said below.
 * Whoever wants every one finds it in the document itself.
 */
export function renderCandidates(layout: Layout, { candidates }: Safe<CandidateList>): string[] {
  const ordered = [...candidates].sort((a, b) => RANK[a.role] - RANK[b.role] || b.reward - a.reward);
  const shown = ordered.filter(
    ({ role, strategy }, index) =>
      role !== 'rejected' || ordered.findIndex((candidate) => candidate.strategy === strategy) === index,
  );
  const rows = shown.map(({ strategy, reward, tasks, role, valid, because }) => [
    strategy,
    reward.toFixed(4),
    String(tasks),
    valid ? role : 'invalid',
    because,
  ]);
  const { dim, green } = layout.colours;
  const lines = renderTable(COLUMNS, rows, layout.width, (cell, row) => {
    if (row < 0) return dim(cell);
    return shown[row]?.role === 'winner' ? green(cell) : cell;
  });
  const hidden = ordered.length - shown.length;
  return hidden === 0
    ? lines
    : [...lines, dim(`and ${count(hidden, 'further variant')} of these strategies, rejected`)];
}
