import { GraphQLError, Kind, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Refusal } from '../../finding.js';
import type { ContractLimits } from '../contract-model.js';
import { longName, MAX_NAME_LENGTH } from '../document-limits.js';
import { at, overLimit, unparseable } from '../refusals.js';
import { makePositions } from '../text-position.js';

/**
 * Parses SDL within the token and depth limits. Refuses syntax errors with line and column, and documents without any
 * type system definition. Depth is checked over the text first, as the parser recurses.
 */
export function readSdl(text: string, limits: ContractLimits): { document: DocumentNode } | { refusal: Refusal } {
  const { tooDeepAt, longest, tokens } = measureSdl(text, limits.maxDepth);
  if (tooDeepAt >= 0) {
    const where = at(makePositions(text)(tooDeepAt));
    return { refusal: overLimit('maxDepth', limits.maxDepth, 'it nests deeper than that', where) };
  }
  if (longest.length > MAX_NAME_LENGTH) {
    const name = text.slice(longest.offset, longest.offset + 40);
    return { refusal: longName(name, longest.length, makePositions(text)(longest.offset)) };
  }
  // The parser counts as well, and by then holds a tree of all it has counted.
  if (tokens > limits.maxTokens) return { refusal: tooManyTokens(limits.maxTokens) };
  try {
    const document = parse(text, { maxTokens: limits.maxTokens });
    const definition = document.definitions.find(
      (node) => node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION,
    );
    if (definition === undefined) return { document };
    const where = at(makePositions(text)(definition.loc?.start ?? 0));
    return { refusal: unparseable('GraphQL SDL', 'it holds a query, not only type definitions', where) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/tokens/.test(error.message) && error.message.includes(String(limits.maxTokens))) {
      return { refusal: tooManyTokens(limits.maxTokens) };
    }
    const location = error.locations?.[0];
    const where = location === undefined ? null : at(location);
    return { refusal: unparseable('GraphQL SDL', error.message.replace(/^Syntax Error: /, ''), where) };
  }
}

function tooManyTokens(allowed: number): Refusal {
  return overLimit('maxTokens', allowed, 'it has more tokens', null);
}

interface SdlShape {
  /** Offset at which brackets first nest deeper than the limit, -1 if nowhere. */
  tooDeepAt: number;
  /** The longest name (or number). */
  longest: { length: number; offset: number };
  /** Tokens it has at least: numbers are not counted. */
  tokens: number;
}

/** Characters that are a token each. */
const PUNCTUATORS = new Set([...'!$&():=@[]{|}'].map((mark) => mark.charCodeAt(0)));

/** Measures a text in one linear pass. Strings and comments are skipped. */
function measureSdl(text: string, maxDepth: number): SdlShape {
  const shape: SdlShape = { tooDeepAt: -1, longest: { length: 0, offset: 0 }, tokens: 0 };
  let depth = 0;
  let nameStart = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isNameCode(code)) continue;
    if (i - nameStart > shape.longest.length) shape.longest = { length: i - nameStart, offset: nameStart };
    if (i > nameStart && !isDigit(text.charCodeAt(nameStart))) shape.tokens++;
    if (code === 34 || PUNCTUATORS.has(code)) shape.tokens++;
    if (code === 35) {
      i = endOf(text, '\n', i);
    } else if (code === 34) {
      i = text.startsWith('"""', i) ? blockEnd(text, i + 3) : stringEnd(text, i + 1);
    } else if (code === 123 || code === 91 || code === 40) {
      depth++;
      if (depth > maxDepth) return { ...shape, tooDeepAt: i };
    } else if (code === 125 || code === 93 || code === 41) {
      depth--;
    }
    nameStart = i + 1;
  }
  if (text.length - nameStart > shape.longest.length) {
    shape.longest = { length: text.length - nameStart, offset: nameStart };
  }
  return shape;
}

/** A letter, a digit or an underscore. */
function isNameCode(code: number): boolean {
  return (code | 32) >= 97 ? (code | 32) <= 122 || code === 95 : code >= 48 && code <= 57;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function blockEnd(text: string, from: number): number {
  let end = endOf(text, '"""', from);
  while (end < text.length && text[end - 1] === '\\') end = endOf(text, '"""', end + 3);
  return end + 2;
}

/** A plain string ends at an unescaped quote or, unterminated, at the line's end. */
function stringEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== '"' && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
  return i;
}
