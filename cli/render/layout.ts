import type { Colours } from '../terminal.js';
import { hang, pad } from '../text.js';

/** What a rendering function needs to know of the terminal. */
export interface Layout {
  width: number;
  colours: Colours;
}

/** A block under a heading, with an empty line before it; nothing at all where the block is empty. */
export function section(layout: Layout, title: string, lines: string[]): string[] {
  return lines.length === 0
    ? []
    : ['', layout.colours.bold(title), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

/** The layout for lines that `section` will indent. */
export function inner(layout: Layout): Layout {
  return { ...layout, width: layout.width - 2 };
}

/** `name  value` lines, values aligned and wrapped; pairs without a value are left out. */
export function pairs(layout: Layout, entries: [name: string, value: string | null | undefined][]): string[] {
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined);
  const nameWidth = Math.max(0, ...given.map(([name]) => name.length));
  return given.flatMap(([name, value]) => {
    const lead = `${pad(name, nameWidth)}  `;
    return hang(lead, value, layout.width).map((line, index) =>
      index === 0 ? layout.colours.dim(lead) + line.slice(lead.length) : line,
    );
  });
}
