import type { DocumentVisitor } from './document-visitor.js';

/** What one pass over a JSON text shows before it is parsed. */
export interface JsonShape {
  /** Deepest nesting of objects and lists, 0 for a bare scalar. */
  depth: number;
  /** Members of all objects, duplicates counted each time. */
  members: number;
  /** Values of all lists and objects, about: commas and opening brackets. */
  nodes: number;
  /** Length and offset of the longest member name, as written. */
  longestName: { length: number; offset: number };
  /** Offsets at which nesting first exceeded `maxDepth`; -1 if it never did. */
  tooDeepAt: number;
  /** Number tokens that a double may not hold: of more than 15 characters, or with an exponent. */
  longNumbers: { offset: number; text: string }[];
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Measures a JSON text in one linear pass without recursion, stopping where nesting exceeds `maxDepth`. The text need
 * not be valid: what is wrong with it is the parser's to say.
 */
export function measureJson(text: string, maxDepth: number): JsonShape {
  const shape: JsonShape = {
    depth: 0,
    members: 0,
    nodes: 0,
    longestName: { length: 0, offset: 0 },
    tooDeepAt: -1,
    longNumbers: [],
  };
  let depth = 0;
  let lastString = 0;
  let lastStringEnd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      lastString = i;
      i = stringEnd(text, i);
      lastStringEnd = i;
    } else if (code === 123 || code === 91) {
      depth++;
      shape.nodes++;
      if (depth > shape.depth) shape.depth = depth;
      if (depth > maxDepth) return { ...shape, tooDeepAt: i };
    } else if (code === 125 || code === 93) {
      depth--;
    } else if (code === 58) {
      shape.members++;
      const length = lastStringEnd - lastString - 1;
      if (length > shape.longestName.length) shape.longestName = { length, offset: lastString };
    } else if (code === 44) {
      shape.nodes++;
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      const end = scalarEnd(text, i);
      if (end - i > 15 || (end - i > 4 && hasExponent(text, i, end)))
        shape.longNumbers.push({ offset: i, text: text.slice(i, end) });
      i = end - 1;
    }
  }
  return shape;
}

/**
 * Walks a valid JSON text and tells the visitor of every key, scalar and bracket with its offset. Linear, iterative;
 * stops early once the visitor has seen enough.
 */
export function visitJson(text: string, visitor: DocumentVisitor): void {
  const isMap: boolean[] = [];
  let expectKey = false;
  for (let i = 0; i < text.length && !visitor.done(); i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = stringEnd(text, i);
      if (expectKey) visitor.key(stringAt(text, i, end), i);
      else visitor.scalar(i);
      expectKey = false;
      i = end;
    } else if (code === 123 || code === 91) {
      const wanted = visitor.enter(code === 123, i);
      if (wanted) {
        isMap.push(code === 123);
        expectKey = code === 123;
      } else {
        i = closingBracket(text, i);
        visitor.leave();
        expectKey = false;
      }
    } else if (code === 125 || code === 93) {
      visitor.leave();
      isMap.pop();
      expectKey = false;
    } else if (code === 44) {
      expectKey = isMap.at(-1) === true;
    } else if (code > 32 && code !== 58) {
      visitor.scalar(i);
      i = scalarEnd(text, i) - 1;
    }
  }
}

/** The string between two quotes, most often just what stands there. */
function stringAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end);
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
}

/** Offset of the bracket that closes the one at `start`; of valid JSON, where brackets match. */
function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = stringEnd(text, i);
    else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return i;
  }
  return text.length;
}

/** Offset of the quote that closes the string opened at `start` (the text's end where none does). */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** True for a number in scientific notation, which may be too large for a double however short it is. */
function hasExponent(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) | 32) === 101) return true;
  return false;
}

/** Offset just past a number, `true`, `false` or `null`. */
function scalarEnd(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 44 || code === 93 || code === 125 || code === 58) break;
  }
  return i;
}
