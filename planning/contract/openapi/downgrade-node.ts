import { get, getObject, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import type { NodeKind } from './grammar.js';

/** Fields that 3.2 brought and 3.1 has no place for, by kind of node. */
const NEW_FIELDS: Readonly<Partial<Record<NodeKind, readonly string[]>>> = {
  response: ['summary'],
  mediaType: ['itemSchema', 'itemEncoding', 'prefixEncoding', 'description'],
  encoding: ['encoding', 'itemEncoding', 'prefixEncoding'],
  example: ['dataValue', 'serializedValue'],
  securityScheme: ['deprecated', 'oauth2MetadataUrl'],
};

/**
 * A node of a 3.2 document as 3.1 writes it: streams of items are lists, a whole query string is a query parameter, an
 * answer has a description; what 3.1 has nothing for is left out. Children are not touched, nor is the node itself.
 */
export function downgradeNode(source: JsonObject, kind: NodeKind): JsonObject {
  if (typeof get(source, '$ref') === 'string') return source;
  const node: JsonObject = {};
  const fields = NEW_FIELDS[kind] ?? [];
  for (const [key, value] of Object.entries(source)) if (!fields.includes(key)) put(node, key, value);
  if (kind === 'response' && !Object.hasOwn(node, 'description')) node['description'] = get(source, 'summary') ?? '';
  if (kind === 'mediaType') streamAsList(node, get(source, 'itemSchema'));
  if (kind === 'parameter' && node['in'] === 'querystring') node['in'] = 'query';
  if (kind === 'parameter' && node['in'] === 'cookie' && node['style'] === 'cookie') delete node['style'];
  if (kind === 'example' && !Object.hasOwn(node, 'value')) valueOfExample(node, source);
  const flows = kind === 'securityScheme' ? getObject(node, 'flows') : undefined;
  if (flows !== undefined) node['flows'] = withoutField(flows, 'deviceAuthorization');
  return node;
}

/** Servers without the names that 3.2 gives them. */
export function downgradeServers(servers: readonly JsonValue[]): JsonValue[] {
  return servers.map((server) => (isObject(server) ? withoutField(server, 'name') : server));
}

function streamAsList(media: JsonObject, items: JsonValue | undefined): void {
  if (items !== undefined && !Object.hasOwn(media, 'schema')) media['schema'] = { type: 'array', items };
}

function valueOfExample(node: JsonObject, source: JsonObject): void {
  const value = get(source, 'dataValue') ?? get(source, 'serializedValue');
  if (value !== undefined && !Object.hasOwn(node, 'externalValue')) node['value'] = value;
}

function withoutField(source: JsonObject, field: string): JsonObject {
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(source)) if (key !== field) put(rest, key, value);
  return rest;
}
