import type { Operation } from '../../contract/contract-model.js';
import { get, getList, getObject, getText, isObject, put } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import { operationShape } from './operation-shape.js';
import { flatSchema, typeOf } from './schema-view.js';

/** One way in which a request breaks the contract; everything else about it is valid. */
export interface Violation {
  /** `without-name`, `wrong-name`: unique in its operation. */
  id: string;
  without?: ReadonlySet<string>;
  instead?: ReadonlyMap<string, string>;
  body?: (payload: JsonValue) => JsonValue;
}

/** Of each kind at most so many. */
const MOST = 5;

/**
 * Requests that an operation has to refuse, one violation each: a required body property or parameter left out, one of
 * another type, one beyond its bounds or its enumeration. Of a body that holds just one object, that one's properties.
 */
export function violations(operation: Operation, root: JsonObject): Violation[] {
  const shape = operationShape(operation, root);
  const found: Violation[] = [];
  for (const { name, in: place, required, schema } of shape.parameters) {
    if (place === 'path' || place === 'cookie') continue;
    const key = `${place} ${name}`;
    if (required) found.push({ id: `without-${name}`, without: new Set([key]) });
    const wrong = wrongText(flatSchema(schema, root));
    if (wrong !== null) found.push({ id: `wrong-${name}`, instead: new Map([[key, wrong]]) });
  }
  if (shape.body !== null) {
    const json = /json/.test(shape.body.mediaType);
    found.push(...bodyViolations(flatSchema(shape.body.schema, root), json, root));
    // A body of nothing is not sent at all.
    if (found.length === 0 && shape.body.required) found.push({ id: 'without-body', body: () => ({}) });
  }
  const ids = new Map<string, number>();
  return found.map((one) => {
    const id = one.id.replace(/[^A-Za-z0-9_-]+/g, '_');
    const times = (ids.get(id) ?? 0) + 1;
    ids.set(id, times);
    return { ...one, id: times === 1 ? id : `${id}-${times}` };
  });
}

function bodyViolations(flat: JsonObject, json: boolean, root: JsonObject): Violation[] {
  const { schema, wrapper } = unwrapped(flat, root);
  const properties = Object.entries(getObject(schema, 'properties') ?? {});
  const change = (edit: (body: JsonObject) => void): Violation['body'] => {
    return (payload) => {
      const copy = structuredClone(payload);
      const owner = wrapper === null ? copy : get(copy, wrapper);
      if (isObject(owner)) edit(owner);
      return copy;
    };
  };
  const required = getList(schema, 'required').filter((name): name is string => typeof name === 'string');
  const missing = required.slice(0, MOST).map((name): Violation => {
    const body = change((owner) => {
      delete owner[name];
    });
    return { id: `without-${name}`, ...(body === undefined ? {} : { body }) };
  });
  const wrong: Violation[] = [];
  for (const [name, property] of properties) {
    const declared = flatSchema(property, root);
    if (get(declared, 'readOnly') === true) continue;
    for (const value of wrongValues(declared, json)) {
      const body = change((owner) => {
        put(owner, name, value);
      });
      wrong.push({ id: `wrong-${name}`, ...(body === undefined ? {} : { body }) });
    }
  }
  return [...missing, ...wrong.slice(0, 2 * MOST)];
}

/** `{ user: { … } }`: what counts is inside. */
function unwrapped(flat: JsonObject, root: JsonObject): { schema: JsonObject; wrapper: string | null } {
  const entries = Object.entries(getObject(flat, 'properties') ?? {});
  const [only] = entries;
  if (entries.length !== 1 || only === undefined) return { schema: flat, wrapper: null };
  const inner = flatSchema(only[1], root);
  return typeOf(inner) === 'object' ? { schema: inner, wrapper: only[0] } : { schema: flat, wrapper: null };
}

/** Values that a property must not have: of another type, and beyond its bounds or enumeration. */
function wrongValues(schema: JsonObject, json: boolean): JsonValue[] {
  const beyond = beyondBounds(schema);
  // Respect hides passwords and stops at one that is no text.
  if (!json || getText(schema, 'format') === 'password') return beyond;
  const other: Partial<Record<string, JsonValue>> = {
    string: { not: 'a text' },
    integer: 'not a number',
    number: 'not a number',
    boolean: 'not a boolean',
    array: 'not a list',
    object: 'not an object',
  };
  const wrong = other[typeOf(schema)];
  return wrong === undefined ? beyond : [wrong, ...beyond];
}

function beyondBounds(schema: JsonObject): JsonValue[] {
  if (getList(schema, 'enum').length > 0) return typeOf(schema) === 'string' ? ['none-of-these'] : [];
  const most = get(schema, 'maximum');
  if (typeof most === 'number' && Math.abs(most) < 1e9) return [most + 1];
  const length = get(schema, 'maxLength');
  if (typeof length === 'number' && length < 1000 && typeOf(schema) === 'string') return ['x'.repeat(length + 1)];
  return [];
}

/** A parameter's text that is not of its type; null where any text is. */
function wrongText(schema: JsonObject): string | null {
  if (getList(schema, 'enum').length > 0) return 'none-of-these';
  const type = typeOf(schema);
  return type === 'integer' || type === 'number' || type === 'boolean' ? 'not-a-value' : null;
}
