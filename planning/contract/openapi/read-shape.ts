import type { EntityKind, Property } from '../contract-model.js';
import { compareStrings } from '../../compare.js';
import { get, getList, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { targetOf } from './references.js';
import type { References } from './references.js';

/** What a schema says of itself one step deep: its properties, and the entities it mentions beside them. */
export interface Shape {
  /** Sorted by name. */
  properties: Property[];
  /** Sorted entity ids outside properties: allOf, oneOf, anyOf members, items, map values, the target of an alias. */
  mentions: string[];
  /** The schema is a list (of those mentions or properties). */
  list: boolean;
}

/** Inline structure deeper than this adds nothing to the model. */
const MAX_INLINE = 8;
/** An object with more fields than this is a thing of its own, not a page of others. */
const MAX_PAGE_FIELDS = 12;
const COMPOSERS = ['allOf', 'oneOf', 'anyOf'];

/** JSON Schema type without `null`; '' where none is given and none can be told. */
export function typeOf(schema: JsonValue | undefined): string {
  const type = get(schema, 'type');
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const types = type.filter((item): item is string => typeof item === 'string' && item !== 'null');
    return types.length > 1 ? 'union' : (types[0] ?? 'null');
  }
  if (getObject(schema, 'properties') !== undefined || isObject(get(schema, 'additionalProperties'))) return 'object';
  if (get(schema, 'items') !== undefined || get(schema, 'prefixItems') !== undefined) return 'array';
  const constant = get(schema, 'const') ?? getList(schema, 'enum')[0];
  return constant === undefined || constant === null || typeof constant === 'object' ? '' : typeof constant;
}

/** The kind of entity a component schema is. */
export function entityKind(schema: JsonValue): EntityKind {
  if (!isObject(schema)) return 'scalar';
  if (typeof get(schema, '$ref') === 'string') return 'alias';
  if (get(schema, 'enum') !== undefined || get(schema, 'const') !== undefined) return 'enum';
  const type = typeOf(schema);
  const properties = getObject(schema, 'properties');
  if (type === 'array') return 'array';
  if (properties !== undefined && Object.keys(properties).length > 0) return 'object';
  const members = [...getList(schema, 'oneOf'), ...getList(schema, 'anyOf')].filter((member) => !isNull(member));
  if (members.length > 0) return members.length === 1 ? 'alias' : 'union';
  if (getList(schema, 'allOf').length > 0) return 'object';
  const rest = get(schema, 'additionalProperties') ?? get(schema, 'patternProperties');
  if (isObject(rest) || (rest === true && properties === undefined)) return 'map';
  if (type === 'union') return 'union';
  return type === 'object' ? 'object' : 'scalar';
}

/**
 * Reads a schema one step deep: inline allOf members and the items of a list count as the schema itself, references
 * stay references.
 */
export function readShape(schema: JsonValue | undefined, references: References): Shape {
  const properties = new Map<string, Property>();
  const mentions = new Set<string>();
  const followed = new Set<JsonObject>();
  const open: { schema: JsonValue | undefined; depth: number }[] = [{ schema, depth: 0 }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!isObject(part.schema) || part.depth > MAX_INLINE) continue;
    const name = references.schemaNameOf(part.schema);
    if (name !== null) mentions.add(name);
    else {
      // A reference to what is no component names no entity; what it leads to counts as if it stood here.
      const target = references.follow(part.schema);
      if (target && !followed.has(target.value)) open.push({ schema: target.value, depth: part.depth + 1 });
      if (target) followed.add(target.value);
    }
    readProperties(part.schema, references, properties);
    for (const child of inlineParts(part.schema)) open.push({ schema: child, depth: part.depth + 1 });
  }
  return {
    properties: [...properties.values()].sort((a, b) => compareStrings(a.name, b.name)),
    mentions: [...mentions].sort(compareStrings),
    list: isList(schema, references),
  };
}

/** Sub-schemas that describe the same value or its members: compositions, items, map values. */
function inlineParts(schema: JsonObject): JsonValue[] {
  const parts: JsonValue[] = [];
  // By key, as most schemas have few and none of these.
  for (const key of Object.keys(schema)) {
    const value = schema[key];
    if (typeof value !== 'object' || value === null) continue;
    if (key === 'allOf' || key === 'oneOf' || key === 'anyOf') {
      if (Array.isArray(value)) for (const member of value) parts.push(member);
    } else if (key === 'items' || key === 'additionalProperties') {
      if (isObject(value)) parts.push(value);
    } else if (key === 'patternProperties' && isObject(value)) {
      parts.push(...Object.values(value));
    }
  }
  return parts;
}

function readProperties(schema: JsonObject, references: References, into: Map<string, Property>): void {
  const declared = getObject(schema, 'properties');
  if (declared === undefined) return;
  const required = new Set(getList(schema, 'required'));
  for (const name of Object.keys(declared)) {
    if (!into.has(name)) into.set(name, readProperty(name, declared[name] ?? null, required.has(name), references));
  }
}

function readProperty(name: string, schema: JsonValue, required: boolean, references: References): Property {
  const list = typeOf(schema) === 'array';
  const item = list ? get(schema, 'items') : schema;
  const { ref, mentions } = referencesOf(item, references);
  const property: Property = {
    name,
    type: ref === null ? typeOf(item) || (mentions.length > 0 ? 'union' : 'any') : 'object',
    required,
    nullable: isNullable(schema),
    list,
    readOnly: get(schema, 'readOnly') === true,
    description: getText(schema, 'description'),
  };
  const format = getText(item, 'format');
  if (format !== '') property.format = format;
  if (ref !== null) property.ref = ref;
  else if (get(getObject(item, 'properties'), 'id') !== undefined) property.identified = true;
  if (mentions.length > 0) property.mentions = [...mentions];
  return property;
}

/**
 * The entity a property's schema stands for (a `$ref`, alone or wrapped in a composition with nothing else to choose
 * from), and the others it mentions through alternatives, map values and inline objects.
 */
function referencesOf(
  schema: JsonValue | undefined,
  references: References,
): { ref: string | null; mentions: readonly string[] } {
  const direct = references.schemaNameOf(schema);
  if (direct !== null) return { ref: direct, mentions: NONE };
  if (!isObject(schema) || !mayHoldSchemas(schema)) return { ref: null, mentions: NONE };
  const members = COMPOSERS.flatMap((key) => getList(schema, key)).filter((member) => !isNull(member));
  if (members.length === 1) {
    const wrapped = references.schemaNameOf(members[0]);
    if (wrapped !== null) return { ref: wrapped, mentions: NONE };
  }
  return { ref: null, mentions: deepMentions(schema, references) };
}

const NONE: readonly string[] = [];

const HOLDERS = new Set([...COMPOSERS, 'items', 'additionalProperties', 'patternProperties', 'properties']);

/** False for a schema that is read without looking further, as most properties' are. */
function mayHoldSchemas(schema: JsonObject): boolean {
  for (const key of Object.keys(schema)) if (HOLDERS.has(key)) return true;
  return false;
}

function deepMentions(schema: JsonObject, references: References): string[] {
  const found = new Set<string>();
  let level: JsonObject[] = [schema];
  for (let depth = 0; depth <= MAX_INLINE && level.length > 0; depth++) {
    const below: JsonObject[] = [];
    for (const part of level) {
      const name = references.schemaNameOf(part);
      if (name !== null) found.add(name);
      if (!mayHoldSchemas(part)) continue;
      for (const child of inlineParts(part)) if (isObject(child)) below.push(child);
      const properties = getObject(part, 'properties');
      if (properties === undefined) continue;
      for (const key of Object.keys(properties)) {
        const child = properties[key];
        if (isObject(child)) below.push(child);
      }
    }
    level = below;
  }
  return [...found].sort(compareStrings);
}

function isNull(schema: JsonValue): boolean {
  return get(schema, 'type') === 'null';
}

/** Nullable in any dialect: 3.0 `nullable`, 2.0 `x-nullable`, 3.1 a `null` type or alternative. */
function isNullable(schema: JsonValue): boolean {
  if (get(schema, 'nullable') === true || get(schema, 'x-nullable') === true) return true;
  if (getList(schema, 'type').includes('null')) return true;
  return [...getList(schema, 'oneOf'), ...getList(schema, 'anyOf')].some(isNull);
}

/**
 * A list itself, a reference to one, or a page: an object without an id that carries one list of objects and no other
 * object of the domain.
 */
function isList(schema: JsonValue | undefined, references: References): boolean {
  const resolved = targetOf(schema, references);
  if (resolved === undefined) return false;
  if (typeOf(resolved) === 'array') return true;
  const properties = getObject(resolved, 'properties');
  if (properties === undefined || Object.hasOwn(properties, 'id')) return false;
  const values = Object.values(properties);
  if (values.length > MAX_PAGE_FIELDS) return false;
  const lists = values.filter((value) => {
    const property = targetOf(value, references);
    if (typeOf(property) !== 'array') return false;
    if (values.length === 1) return true;
    const item = get(property, 'items');
    return references.schemaNameOf(item) !== null || typeOf(item) === 'object';
  });
  return lists.length === 1;
}
