import { get, getList, getObject, getText, isObject } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import { localPointer, valueAt } from '../../contract/pointer.js';

/** References and compositions are followed this deep. */
export const MOST_DEPTH = 12;
/** Parts of one composition, however they are nested. */
const MOST_PARTS = 200;

/** What a reference of a contract slice stands for; `{}` where it leads nowhere or in a circle. */
export function resolve(value: JsonValue | undefined, root: JsonObject): JsonObject {
  let found: JsonValue | undefined = value;
  for (let step = 0; step < MOST_DEPTH; step += 1) {
    if (!isObject(found)) return {};
    const ref = getText(found, '$ref');
    if (ref === '') return found;
    const target: JsonValue | undefined = valueAt(root, localPointer(ref) ?? '/');
    const siblings = Object.keys(found).length > 1;
    found = siblings && isObject(target) ? { ...target, ...without(found, '$ref') } : target;
  }
  return {};
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/**
 * A schema with its references followed and its compositions joined: all of `allOf`, and of `oneOf` and `anyOf` the first
 * alternative that is not null. Properties and required names are united; of other keywords the first speaks.
 */
export function flatSchema(
  schema: JsonValue | undefined,
  root: JsonObject,
  depth = 0,
  left = { parts: MOST_PARTS },
): JsonObject {
  const own = resolve(schema, root);
  left.parts -= 1;
  if (depth >= MOST_DEPTH || left.parts < 0) return own;
  const alternatives = [...getList(own, 'oneOf'), ...getList(own, 'anyOf')];
  const chosen = alternatives.find((one) => getText(resolve(one, root), 'type') !== 'null');
  const parts = [...getList(own, 'allOf'), ...(chosen === undefined ? [] : [chosen])];
  if (parts.length === 0) return own;
  const flat: JsonObject = {};
  const properties: JsonObject = {};
  const required = new Set<JsonValue>();
  for (const part of [own, ...parts.map((one) => flatSchema(one, root, depth + 1, left))]) {
    for (const [key, value] of Object.entries(part)) {
      if (!Object.hasOwn(flat, key)) Object.defineProperty(flat, key, plain(value));
    }
    for (const [key, value] of Object.entries(getObject(part, 'properties') ?? {})) {
      if (!Object.hasOwn(properties, key)) Object.defineProperty(properties, key, plain(value));
    }
    for (const name of getList(part, 'required')) required.add(name);
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) delete flat[key];
  if (Object.keys(properties).length > 0) flat['properties'] = properties;
  if (required.size > 0) flat['required'] = [...required];
  return flat;
}

function plain(value: JsonValue): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

/** The type of a flat schema that is not null: as it says, else as its keywords tell; '' where anything goes. */
export function typeOf(schema: JsonObject): string {
  const type = get(schema, 'type');
  const named = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (typeof named === 'string') return named;
  if (getObject(schema, 'properties') !== undefined) return 'object';
  if (getObject(schema, 'items') !== undefined) return 'array';
  return '';
}

/** The schema that a JSON Pointer into a value leads to; undefined where none is declared. */
export function schemaAt(
  schema: JsonValue | undefined,
  pointer: readonly string[],
  root: JsonObject,
): JsonObject | undefined {
  let found = flatSchema(schema, root);
  for (const name of pointer) {
    const next = get(getObject(found, 'properties'), name);
    if (next === undefined) return undefined;
    found = flatSchema(next, root);
  }
  return found;
}
