import { parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { TextPosition } from './text-position.js';

/** A YAML text as events, with the indentation that some of its lines lacked. */
export interface MendedYaml {
  events: Event[];
  /** What was parsed: the text with lines indented further. */
  source: string;
  /** Numbers, from 1, of the lines that were indented further, in order. */
  lines: number[];
}

/** Lines that are mended at most, and characters read for it in all: each line costs a reading of the text. */
const MAX_LINES = 40;
const MAX_READ = 16_000_000;
/** More than any block is indented, so that a line stands inside whatever it goes on with. */
const INDENT = 512;

/**
 * Parses YAML into events. Lines of a flow collection or quoted text that are not indented as deep as the block they
 * stand in (which YAML asks for, and readers before 1.2 did not) are read as if they were: blanks there have no meaning.
 * Throws the first YAMLException where that does not help.
 */
export function parseMended(text: string, maxDepth: number): MendedYaml {
  const lines: number[] = [];
  let source = text;
  let first: YAMLException | undefined;
  for (;;) {
    try {
      return { events: parseEvents(source, { maxDepth }), source, lines };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      first ??= error;
      const line = error.reason === 'deficient indentation' ? error.mark?.line : undefined;
      const last = lines.at(-1) ?? 0;
      if (line === undefined || line + 1 <= last || tooMuch(text, lines.length)) throw first;
      source = indentLine(source, line);
      lines.push(line + 1);
    }
  }
}

function tooMuch(text: string, lines: number): boolean {
  return lines >= MAX_LINES || (lines + 1) * text.length > MAX_READ;
}

/** Positions in the text received, from those in the text that was parsed. */
export function withoutMending(
  positionOf: (offset: number) => TextPosition,
  lines: readonly number[],
): (offset: number) => TextPosition {
  if (lines.length === 0) return positionOf;
  const mended = new Set(lines);
  return (offset) => {
    const { line, column } = positionOf(offset);
    return { line, column: mended.has(line) ? Math.max(1, column - INDENT) : column };
  };
}

/** The text with a line, counted from 0, indented further. */
function indentLine(text: string, line: number): string {
  let start = 0;
  for (let n = 0; n < line; n++) start = text.indexOf('\n', start) + 1;
  return text.slice(0, start) + ' '.repeat(INDENT) + text.slice(start);
}
