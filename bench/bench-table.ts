/** What a benchmark found that has no baseline: one row per case against a bound. */
export interface BenchTable {
  name: string;
  columns: string[];
  /** Cells by column. */
  rows: string[][];
  /** What a reader must know to read the figures, and what they add up to. */
  notes: string[];
}

/** The table as aligned text. */
export function renderTable({ name, columns, rows, notes }: BenchTable): string {
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [name, line(columns), rule, ...rows.map(line), ...notes.map((note) => `  ${note}`), ''].join('\n');
}
