import { get, isObject } from '../../json-value.js';
import type { JsonValue } from '../../json-value.js';
import type { Dialect } from '../dialect.js';
import type { NodeKind } from '../grammar.js';
import { officialSchema } from './official-schemas.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** Definitions that are named otherwise than the kinds of node. */
const DEFINITIONS: Readonly<Record<Dialect, Readonly<Partial<Record<NodeKind, string>>>>> = {
  '2.0': { securityScheme: 'oauth2AccessCodeSecurity', parameter: 'queryParameterSubSchema' },
  '3.0': { securityScheme: 'OAuth2SecurityScheme' },
  '3.1': { callback: 'callbacks' },
  '3.2': { callback: 'callbacks' },
};
/** Kinds whose examples and `explode` stand in definitions that others share. */
const WITH_EXAMPLES: ReadonlySet<NodeKind> = new Set(['parameter', 'header', 'mediaType', 'encoding']);
/** Long names are no slips of the pen. */
const MAX_NAME = 40;

const known = new Map<string, ReadonlySet<string>>();

/** The fields that the official schema of a dialect has for a kind of node, whatever the circumstances. */
export function knownFields(dialect: Dialect, kind: NodeKind): ReadonlySet<string> {
  const key = `${dialect} ${kind}`;
  let fields = known.get(key);
  if (fields === undefined) {
    fields = collect(definition(dialect, kind));
    if (WITH_EXAMPLES.has(kind)) fields = new Set([...fields, 'example', 'examples', 'explode']);
    if (kind === 'pathItem') fields = new Set([...fields, ...METHODS]);
    known.set(key, fields);
  }
  return fields;
}

/** The known field that a name is most likely a slip for, or null: two letters off at most, one in a short name. */
export function similarField(name: string, fields: ReadonlySet<string>): string | null {
  if (name.length > MAX_NAME) return null;
  let best: string | null = null;
  let least = name.length < 6 ? 2 : 3;
  for (const field of fields) {
    const off = distance(name.toLowerCase(), field.toLowerCase());
    if (off >= least) continue;
    best = field;
    least = off;
  }
  return best;
}

function definition(dialect: Dialect, kind: NodeKind): JsonValue | undefined {
  const schema = officialSchema(dialect);
  const definitions = get(schema, 'definitions') ?? get(schema, '$defs');
  if (kind === 'document')
    return get(schema, 'properties') === undefined ? undefined : { properties: schema['properties'] ?? {} };
  const pascal = kind.charAt(0).toUpperCase() + kind.slice(1);
  const kebab = kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const name = DEFINITIONS[dialect][kind] ?? { '2.0': kind, '3.0': pascal, '3.1': kebab, '3.2': kebab }[dialect];
  return get(definitions, name);
}

/** Names under every `properties` in a definition; references to others are not followed. */
function collect(schema: JsonValue | undefined): Set<string> {
  const names = new Set<string>();
  const open = schema === undefined ? [] : [schema];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (!isObject(value)) {
      if (Array.isArray(value)) open.push(...value);
      continue;
    }
    const properties = get(value, 'properties');
    if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    for (const [key, child] of Object.entries(value)) if (key !== 'properties') open.push(child);
  }
  return names;
}

/** Levenshtein's edit distance of two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
