import { displayWidth, fit, oneLine, pad, wrap } from '../text.js';

/** A column. The one that is `flexible` takes the room that is left, and breaks its text into lines. */
export interface Column {
  title: string;
  align?: 'left' | 'right';
  flexible?: boolean;
}

/** Colours a cell after it was laid out, so that colours do not disturb the widths; `row` is -1 for the titles. */
export type Paint = (cell: string, row: number, column: number) => string;

const GAP = '  ';
const NARROWEST = 16;

/**
 * Lines of a table without borders: the titles, then the rows. All stay within `width` columns as long as the flexible
 * column can give way. A line feed in a cell of the flexible column begins a new line there; elsewhere white space is
 * one space.
 */
export function renderTable(
  columns: Column[],
  rows: string[][],
  width: number,
  paint: Paint = (cell) => cell,
): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...rows.flatMap((row) => (row[index] ?? '').split('\n').map(displayWidth))),
  );
  const flexible = columns.findIndex((column) => column.flexible === true);
  if (flexible >= 0) {
    const others = widths.reduce((sum, columnWidth, index) => (index === flexible ? sum : sum + columnWidth), 0);
    const room = width - others - GAP.length * (columns.length - 1);
    widths[flexible] = Math.min(widths[flexible] ?? 0, Math.max(NARROWEST, room));
  }
  const titles = columns.map(({ title }) => title);
  return [titles, ...rows].flatMap((row, rowIndex) =>
    linesOf(row, widths, flexible).map((line) =>
      line
        .map((cell, index) => paint(pad(cell, widths[index] ?? 0, columns[index]?.align), rowIndex - 1, index))
        .join(GAP)
        .trimEnd(),
    ),
  );
}

/** The lines of one row, each as cells that fit. */
function linesOf(row: string[], widths: number[], flexible: number): string[][] {
  const cells = widths.map((columnWidth, index) => {
    const text = row[index] ?? '';
    if (index !== flexible) return [fit(oneLine(text), columnWidth)];
    return text.split('\n').flatMap((line) => wrap(line, columnWidth));
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}
