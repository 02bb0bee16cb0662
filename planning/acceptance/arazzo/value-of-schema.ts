import { get, getList, getObject, getText, isObject, put } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import { wordsOf } from '../../contract/names.js';
import { flatSchema, MOST_DEPTH, typeOf } from './schema-view.js';
import { textValue } from './text-value.js';

/** What a value is made with. */
export interface ValueContext {
  /** The contract slice that references lead into. */
  root: JsonObject;
  /** Differs between all values of a plan's documents: below 1000 in a contract of up to 80 operations. */
  ordinal: number;
  /** Days after the first day: later calls have later dates. */
  day: number;
  /** An update takes the second value of an enumeration, so that something changes. */
  update: boolean;
  /** Values that one body may still hold, so that none grows without end. */
  left?: { values: number };
}

const MOST_VALUES = 500;

/**
 * A value that fits a schema: an example, default, constant or first value of an enumeration that the contract gives, else
 * one of the declared type, format and bounds. Objects hold what is required and what the contract gives a value for, or,
 * where nothing is required, all plain optional values; nothing that is read-only. The same input gives the same value.
 * Texts may hold runtime expressions (`{$inputs.runId}`).
 *
 * @param name of the property or parameter, which tells what kind of text is meant
 */
export function valueOfSchema(
  schema: JsonValue | undefined,
  name: string,
  context: ValueContext,
  depth = 0,
): JsonValue {
  const left = context.left ?? { values: MOST_VALUES };
  left.values -= 1;
  const inner = { ...context, left };
  const flat = flatSchema(schema, context.root);
  const given = givenValue(flat, context);
  const type = typeOf(flat);
  if (type === 'string' || (type === '' && (given === undefined || typeof given === 'string'))) {
    return getList(flat, 'enum').length > 0 || get(flat, 'const') !== undefined
      ? (given ?? 'text')
      : textValue(flat, name, typeof given === 'string' ? given : null, context);
  }
  if (type === 'object')
    return depth >= MOST_DEPTH || left.values < 0
      ? {}
      : objectValue(flat, isObject(given) ? given : null, inner, depth);
  if (given !== undefined) return given;
  if (type === 'array') return depth >= MOST_DEPTH || left.values < 0 ? [] : arrayValue(flat, name, inner, depth);
  if (type === 'boolean') return !context.update;
  return type === 'null' ? null : numberValue(flat, type === 'integer', context.update);
}

/** What the contract itself gives as a value. */
function givenValue(schema: JsonObject, { update }: ValueContext): JsonValue | undefined {
  const constant = get(schema, 'const');
  if (constant !== undefined) return constant;
  const values: JsonValue[] = getList(schema, 'enum').filter((one) => one !== null);
  if (update && values.length > 1) return values[1];
  const offered = [get(schema, 'example'), ...getList(schema, 'examples'), get(schema, 'default')];
  const example = offered.find((one) => one !== undefined && fitsType(one, schema) && isInert(one));
  if (example !== undefined && (values.length === 0 || values.includes(example))) return example;
  return values[0];
}

function fitsType(value: JsonValue, schema: JsonObject): boolean {
  if (value === null) return false;
  const type = typeOf(schema);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === '' || typeof value === type;
}

/** Nothing in the value could be taken for a runtime expression. */
function isInert(value: JsonValue): boolean {
  const open: JsonValue[] = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one === 'string' && /[${}]/.test(one)) return false;
    if (typeof one === 'object' && one !== null) open.push(...Object.values<JsonValue>(one));
  }
  return true;
}

function objectValue(flat: JsonObject, example: JsonObject | null, context: ValueContext, depth: number): JsonObject {
  const properties = getObject(flat, 'properties') ?? {};
  const required = new Set(getList(flat, 'required'));
  const value: JsonObject = {};
  const sent = sentProperties(properties, required, example, context);
  for (const name of sent) {
    const given = get(example ?? undefined, name);
    const own =
      given === undefined
        ? get(properties, name)
        : { ...flatSchema(get(properties, name), context.root), example: given };
    put(value, name, valueOfSchema(own, name, context, depth + 1));
  }
  // Required though no property describes it: anything goes.
  for (const name of required)
    if (typeof name === 'string' && get(value, name) === undefined && get(properties, name) === undefined)
      put(value, name, 'text');
  return value;
}

function sentProperties(
  properties: JsonObject,
  required: ReadonlySet<JsonValue>,
  example: JsonObject | null,
  context: ValueContext,
): string[] {
  const writable = Object.keys(properties).filter(
    (name) => get(flatSchema(get(properties, name), context.root), 'readOnly') !== true,
  );
  const wanted = writable.filter(
    (name) =>
      (required.has(name) && !isFile(name, properties, context)) ||
      (isPlain(name, properties, context) && vouched(name, properties, example, context)),
  );
  if (wanted.length > 0) return wanted;
  return writable.filter((name) => isPlain(name, properties, context));
}

/** Files are not made up. */
function isFile(name: string, properties: JsonObject, { root }: ValueContext): boolean {
  return getText(flatSchema(get(properties, name), root), 'format') === 'binary';
}

/** The contract gives a value for it. */
function vouched(name: string, properties: JsonObject, example: JsonObject | null, context: ValueContext): boolean {
  if (get(example ?? undefined, name) !== undefined) return true;
  const flat = flatSchema(get(properties, name), context.root);
  return ['example', 'default', 'examples'].some((key) => get(flat, key) !== undefined && get(flat, key) !== null);
}

/** Names no other thing and stands for no moment or place, so that any value of its type will do. */
function isPlain(name: string, properties: JsonObject, { root }: ValueContext): boolean {
  const flat = flatSchema(get(properties, name), root);
  const type = typeOf(flat);
  const format = getText(flat, 'format');
  if (/^(?:ids?|uuid)$/.test(wordsOf(name).at(-1) ?? '')) return false;
  if (type === 'object') return getObject(flat, 'properties') !== undefined && getList(flat, 'required').length > 0;
  return (
    ['string', 'number', 'integer', 'boolean'].includes(type) &&
    (format === '' || /^(?:int|float|double|email)/.test(format))
  );
}

function arrayValue(flat: JsonObject, name: string, context: ValueContext, depth: number): JsonValue[] {
  const least = Math.max(1, Math.min(Number(getText(flat, 'minItems') || 0), 20));
  const items: JsonValue[] = [];
  const values = getList(flatSchema(get(flat, 'items'), context.root), 'enum');
  for (let n = 0; n < least; n += 1) {
    const varied = values.length > n ? values[n] : undefined;
    items.push(
      varied ?? valueOfSchema(get(flat, 'items'), name, { ...context, ordinal: context.ordinal + n }, depth + 1),
    );
  }
  return items;
}

/** A number within its bounds: 1 where that will do. */
function numberValue(flat: JsonObject, whole: boolean, update: boolean): number {
  const bound = (key: string): number | undefined => {
    const value = get(flat, key);
    return typeof value === 'number' ? value : undefined;
  };
  const step = bound('multipleOf') ?? (whole ? 1 : 0);
  const above = bound('exclusiveMinimum');
  const below = bound('exclusiveMaximum');
  const least = bound('minimum') ?? (above === undefined ? undefined : above + (step || 0.5));
  const most = bound('maximum') ?? (below === undefined ? undefined : below - (step || 0.5));
  let value = Math.min(Math.max(update ? 2 : 1, least ?? 1), most ?? Number.MAX_SAFE_INTEGER);
  if (step > 0) value = Math.ceil(value / step) * step;
  if (most !== undefined && value > most && step > 0) value = Math.floor(most / step) * step;
  return value;
}
