import { isObject } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';

/** Levels of an OpenAPI document printed one member a line: `paths`, the path, the operation; `components`, `schemas`, the schema. */
const OPEN_LEVELS = 3;

/**
 * A slice as text. OpenAPI becomes JSON with a line per operation and per schema: it takes about the tokens of JSON
 * without any blanks, where usual indentation takes three quarters more, and a line can still be read alone.
 */
export function printSlice(slice: JsonObject | string): string {
  return typeof slice === 'string' ? slice : printLevel(slice, 0);
}

function printLevel(value: JsonValue, level: number): string {
  if (level === OPEN_LEVELS || !isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value);
  if (members.length === 0) return '{}';
  const lines = members.map(([key, member]) => `${JSON.stringify(key)}: ${printLevel(member, level + 1)}`);
  return `{\n${lines.join(',\n')}\n}`;
}
