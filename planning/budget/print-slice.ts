import type { ContractSlice } from '../contract/contract-document.js';
import { isObject } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';

/** Levels of an OpenAPI document printed one member a line: `paths`, the path, the operation; `components`, `schemas`, the schema. */
const OPEN_LEVELS = 3;

/** Lines of operations and components, which slices share and nobody changes, by what stands around them. */
const lines = new WeakMap<object, Map<string, string>>();

/**
 * A slice as text, in lines that make it when joined. OpenAPI becomes JSON with a line per operation and per schema: it
 * takes about the tokens of JSON without any blanks, where usual indentation takes three quarters more, and a line can
 * still be read alone. A line that was printed before is the same string again.
 */
export function printSlice(slice: ContractSlice): readonly string[] {
  return slice.format === 'graphql' ? slice.definitions : printDocument(slice.slice);
}

function printDocument(document: JsonObject): string[] {
  const printed: string[] = [];
  printLevel(document, 0, '', '\n', printed);
  return printed;
}

function printLevel(value: JsonValue, level: number, before: string, after: string, into: string[]): void {
  if (level === OPEN_LEVELS || !isObject(value)) {
    into.push(printLine(value, before, after));
    return;
  }
  const members = Object.keys(value);
  if (members.length === 0) {
    into.push(`${before}{}${after}`);
    return;
  }
  into.push(`${before}{\n`);
  members.forEach((key, at) => {
    const end = at === members.length - 1 ? '\n' : ',\n';
    printLevel(value[key] ?? null, level + 1, `${JSON.stringify(key)}: `, end, into);
  });
  into.push(`}${after}`);
}

function printLine(value: JsonValue, before: string, after: string): string {
  if (typeof value !== 'object' || value === null) return `${before}${JSON.stringify(value)}${after}`;
  const known = lines.get(value) ?? new Map<string, string>();
  lines.set(value, known);
  const around = before + after;
  let line = known.get(around);
  if (line === undefined) {
    line = `${before}${JSON.stringify(value)}${after}`;
    known.set(around, line);
  }
  return line;
}
