import type { ContractFit } from '../api-types.js';
import type { Safe } from '../safe.js';
import { fit, hang, oneLine } from '../text.js';
import type { Layout } from './layout.js';

/** So many lines of a sort are shown; the rest is counted. */
const MOST_LINES = 20;

/** How PRD and contract go together: the figures, then what is wrong, a line each, worst first. */
export function renderContractFit(layout: Layout, view: Safe<ContractFit>): string[] {
  const { colours } = layout;
  return [
    ...hang('', view.summary, layout.width).map((line) => colours.bold(line)),
    ...block(
      layout,
      'contradicted',
      colours.red,
      view.contradicted.map(({ because }) => because),
    ),
    ...block(layout, 'unserved', colours.yellow, view.unserved.map(clauseLine)),
    ...block(
      layout,
      'asked for by no clause',
      colours.yellow,
      view.unrequested.map(({ name }) => name),
    ),
  ];
}

/** Label and clause; a clause that no task takes up says so. */
function clauseLine({ name, text, tasks }: Safe<ContractFit>['unserved'][number]): string {
  return `${name}${tasks.length === 0 ? ' (no task)' : ''}: ${oneLine(text)}`;
}

function block(layout: Layout, title: string, colour: (text: string) => string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - MOST_LINES;
  return [
    colour(`${title} (${lines.length})`),
    ...lines.slice(0, MOST_LINES).map((line) => fit(`- ${oneLine(line)}`, layout.width)),
    ...(hidden > 0 ? [layout.colours.dim(`- and ${hidden} more: --json shows them`)] : []),
  ];
}
