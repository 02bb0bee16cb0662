import { cutText } from '../../cut-text.js';
import type { Operation } from '../../contract/contract-model.js';

/** `a, b and c`; beyond `most` names the rest is counted. */
export function listed(names: readonly string[], most = 8): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) as string}`;
}

/** Names as code, `a`, `b` and `c`. */
export function coded(names: readonly string[], most = 8): string {
  return listed(
    names.map((name) => `\`${name.replace(/`/g, "'")}\``),
    most,
  );
}

const EFFECTS: readonly Operation['effect'][] = ['create', 'read', 'list', 'update', 'delete', 'action'];

/** The effects of some operations, each once, in the order of a thing's life. */
export function effectsOf(operations: readonly Operation[]): string[] {
  const present = new Set(operations.map((one) => one.effect));
  return EFFECTS.filter((effect) => present.has(effect)).map((effect) => (effect === 'action' ? 'act on' : effect));
}

/** `1 operation`, `3 operations`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A clause shortened to one line, without Markdown's marks of emphasis. */
export function excerpt(text: string, most = 160): string {
  const line = text
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${cutText(line, most - 3).trimEnd()}...`;
}
