import type { JsonValue } from '../json-value.js';

/** The kinds of object an OpenAPI document is made of, as far as references and slices care. */
export type NodeKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'header'
  | 'schema'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme';

/**
 * How a field holds its nodes: one, a list, a map by name, or (JSON Schema's `items`, `dependencies`) one or a list or
 * anything else.
 */
export interface Child {
  kind: NodeKind;
  shape: 'one' | 'list' | 'map';
}

const one = (kind: NodeKind): Child => ({ kind, shape: 'one' });
const list = (kind: NodeKind): Child => ({ kind, shape: 'list' });
const map = (kind: NodeKind): Child => ({ kind, shape: 'map' });

/** Sections of `components` (3.x) and what stands in them. */
export const COMPONENT_SECTIONS: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>([
  ['schemas', 'schema'],
  ['responses', 'response'],
  ['parameters', 'parameter'],
  ['examples', 'example'],
  ['requestBodies', 'requestBody'],
  ['headers', 'header'],
  ['securitySchemes', 'securityScheme'],
  ['links', 'link'],
  ['callbacks', 'callback'],
  ['pathItems', 'pathItem'],
  ['mediaTypes', 'mediaType'],
]);

const content: [string, Child][] = [
  ['schema', one('schema')],
  ['content', map('mediaType')],
  ['examples', map('example')],
];

/**
 * Which fields of a node hold further nodes. A field that is not named here is data (examples, defaults, extensions,
 * text): a `$ref` in it is no reference. So a property that is called `$ref` or `example` misleads nobody.
 */
const GRAMMAR: Readonly<Record<NodeKind, ReadonlyMap<string, Child>>> = {
  document: new Map([
    ['paths', map('pathItem')],
    ['webhooks', map('pathItem')],
    ['x-webhooks', map('pathItem')],
    ['components', one('components')],
  ]),
  components: new Map([...COMPONENT_SECTIONS].map(([section, kind]): [string, Child] => [section, map(kind)])),
  pathItem: new Map([
    ['parameters', list('parameter')],
    ['additionalOperations', map('operation')],
    ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((method): [string, Child] => [
      method,
      one('operation'),
    ]),
  ]),
  operation: new Map([
    ['parameters', list('parameter')],
    ['requestBody', one('requestBody')],
    ['responses', map('response')],
    ['callbacks', map('callback')],
  ]),
  parameter: new Map(content),
  requestBody: new Map(content),
  header: new Map(content),
  response: new Map([
    ['headers', map('header')],
    ['content', map('mediaType')],
    ['links', map('link')],
  ]),
  mediaType: new Map([
    ['schema', one('schema')],
    ['itemSchema', one('schema')],
    ['examples', map('example')],
    ['encoding', map('encoding')],
    ['itemEncoding', one('encoding')],
    ['prefixEncoding', list('encoding')],
  ]),
  encoding: new Map([['headers', map('header')]]),
  schema: new Map([
    ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((key): [string, Child] => [key, list('schema')]),
    ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'].map((key): [string, Child] => [
      key,
      map('schema'),
    ]),
    ...[
      'items',
      'additionalProperties',
      'additionalItems',
      'unevaluatedProperties',
      'unevaluatedItems',
      'not',
      'if',
      'then',
      'else',
      'contains',
      'propertyNames',
      'contentSchema',
    ].map((key): [string, Child] => [key, one('schema')]),
  ]),
  example: new Map(),
  link: new Map(),
  // A callback maps runtime expressions to path items; every field of it is one.
  callback: new Map(),
  securityScheme: new Map(),
};

/** What the field `key` of a node of the given kind holds; undefined where it is plain data. */
export function childOf(kind: NodeKind, key: string): Child | undefined {
  if (kind === 'callback') return key === '$ref' || key.startsWith('x-') ? undefined : one('pathItem');
  return GRAMMAR[kind].get(key);
}

/** The nodes in a field with the tokens that lead to each from the field's owner. */
export function nodesIn(key: string, child: Child, value: JsonValue): { tokens: string[]; value: JsonValue }[] {
  if (child.shape === 'one' && !Array.isArray(value)) return [{ tokens: [key], value }];
  if (Array.isArray(value)) return value.map((item, index) => ({ tokens: [key, String(index)], value: item }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => child.kind !== 'pathItem' || !name.startsWith('x-'))
    .map(([name, item]) => ({ tokens: [key, name], value: item }));
}
