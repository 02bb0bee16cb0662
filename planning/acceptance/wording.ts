import { cutText } from '../cut-text.js';

const LIST_LIMIT = 8;
const TEXT_LIMIT = 120;

/** A name of the contract as inline code. Backticks and line breaks in it are replaced, so that it cannot end the code span. */
export function code(name: string): string {
  return `\`${name.replace(/\s+/g, ' ').replace(/`/g, "'")}\``;
}

/** `a`, `b` and 3 more: at most eight names are spelled out. */
export function codeList(names: readonly string[]): string {
  if (names.length <= LIST_LIMIT) return names.map(code).join(', ');
  const shown = names.slice(0, LIST_LIMIT);
  return `${shown.map(code).join(', ')} and ${names.length - shown.length} more`;
}

/** Free text of the contract on one line, at most 120 characters; what is left out shows as an ellipsis. */
export function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= TEXT_LIMIT) return flat;
  return `${cutText(flat, TEXT_LIMIT - 1)}…`;
}
