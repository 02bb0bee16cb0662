export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for a JSON object (no array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The object's own value of a key: a contract may name a schema `constructor`, which must not reach the prototype. All
 * that a plain object inherits are functions, which JSON has none of, and `__proto__`: one look-up tells.
 */
export function get(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  const found = value[key] as unknown;
  if (typeof found === 'function' || (key === '__proto__' && !Object.hasOwn(value, key))) return undefined;
  return found as JsonValue | undefined;
}

/** The own value of a key if it is an object, else undefined. */
export function getObject(value: JsonValue | undefined, key: string): JsonObject | undefined {
  const found = get(value, key);
  return isObject(found) ? found : undefined;
}

/** The own value of a key if it is a list, else an empty one. */
export function getList(value: JsonValue | undefined, key: string): JsonValue[] {
  const found = get(value, key);
  return Array.isArray(found) ? found : [];
}

/**
 * The own value of a key as text: numbers and booleans (an unquoted version, a status key) count, anything else is ''.
 */
export function getText(value: JsonValue | undefined, key: string): string {
  const found = get(value, key);
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** Sets an own property, `__proto__` included, where plain assignment would change the prototype. */
export function put(target: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** Members of all objects in a value; shared parts count each time. Iterative. */
export function countMembers(root: JsonValue): number {
  let members = 0;
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const children = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) members += children.length;
    for (const child of children) if (typeof child === 'object' && child !== null) open.push(child);
  }
  return members;
}
