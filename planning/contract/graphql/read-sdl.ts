import { GraphQLError, Kind, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Refusal } from '../../finding.js';
import type { ContractLimits } from '../contract-model.js';
import { at, overLimit, unparseable } from '../refusals.js';
import { makePositions } from '../text-position.js';

/**
 * Parses SDL within the token and depth limits. Refuses syntax errors with line and column, and documents without any
 * type system definition. Depth is checked over the text first, as the parser recurses.
 */
export function readSdl(text: string, limits: ContractLimits): { document: DocumentNode } | { refusal: Refusal } {
  const deep = tooDeepAt(text, limits.maxDepth);
  if (deep >= 0) {
    const where = at(makePositions(text)(deep));
    return { refusal: overLimit('maxDepth', limits.maxDepth, 'it nests deeper than that', where) };
  }
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
      return { refusal: overLimit('maxTokens', limits.maxTokens, 'it has more tokens', null) };
    }
    const location = error.locations?.[0];
    const where = location === undefined ? null : at(location);
    return { refusal: unparseable('GraphQL SDL', error.message.replace(/^Syntax Error: /, ''), where) };
  }
}

/** Offset at which brackets first nest deeper than `maxDepth`, -1 if nowhere. Strings and comments are skipped. */
function tooDeepAt(text: string, maxDepth: number): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 35) {
      i = endOf(text, '\n', i);
    } else if (code === 34) {
      i = text.startsWith('"""', i) ? blockEnd(text, i + 3) : stringEnd(text, i + 1);
    } else if (code === 123 || code === 91 || code === 40) {
      depth++;
      if (depth > maxDepth) return i;
    } else if (code === 125 || code === 93 || code === 41) {
      depth--;
    }
  }
  return -1;
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
