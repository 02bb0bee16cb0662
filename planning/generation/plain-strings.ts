import { put } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';

/** Characters that no database and no canonical JSON takes. */
const NUL = /\0/g;

/**
 * A copy of an object whose texts (not keys) hold no NUL and no half of a surrogate pair. For answers that fit a schema of
 * ours, which bounds their depth.
 */
export function plainStrings(value: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) put(copy, key, plain(inner));
  return copy;
}

function plain(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(NUL, '').toWellFormed();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainStrings(value) : value;
}
