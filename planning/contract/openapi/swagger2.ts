import { get, getList, getObject, getText, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { copyNode } from './copy-node.js';
import type { CopyRules } from './copy-node.js';
import { upgradeSchema } from './upgrade-schema.js';

const SCHEMA_KEYS = [
  'type',
  'format',
  'items',
  'enum',
  'default',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'multipleOf',
];
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * Turns a Swagger 2.0 document into the 3.x form the importer reads: definitions to component schemas, body and form
 * parameters to request bodies, consumes and produces to media types, security definitions to schemes. Parts that 3.x
 * has no place for are dropped; data is shared with the source, which stays as it is.
 */
export function fromSwagger2(root: JsonObject): JsonObject {
  const document: JsonObject = { openapi: '3.0.4', info: getObject(root, 'info') ?? {} };
  for (const key of ['tags', 'security', 'externalDocs']) {
    const value = get(root, key);
    if (value !== undefined) document[key] = value;
  }
  const host = getText(root, 'host');
  if (host !== '') {
    const scheme =
      getList(root, 'schemes').includes('http') && !getList(root, 'schemes').includes('https') ? 'http' : 'https';
    document['servers'] = [{ url: `${scheme}://${host}${getText(root, 'basePath')}` }];
  }
  const paths: JsonObject = {};
  for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) put(paths, path, pathItem(item, root));
  document['paths'] = paths;
  document['components'] = {
    schemas: mapValues(getObject(root, 'definitions'), schema),
    responses: mapValues(getObject(root, 'responses'), (value) => response(value, root, {})),
    parameters: mapValues(getObject(root, 'parameters'), parameter),
    securitySchemes: mapValues(getObject(root, 'securityDefinitions'), securityScheme),
  };
  return document;
}

function mapValues(map: JsonObject | undefined, change: (value: JsonValue) => JsonValue): JsonObject {
  const changed: JsonObject = {};
  for (const [key, value] of Object.entries(map ?? {})) put(changed, key, change(value));
  return changed;
}

const RULES: CopyRules = {
  reference: (ref) => newReference(ref),
  schema: upgradeNames,
};

function newReference(ref: string): string {
  return ref.startsWith('#/definitions/') ? `#/components/schemas/${ref.slice('#/definitions/'.length)}` : ref;
}

/** 2.0 has no `nullable` and names a discriminating property outright. */
function upgradeNames(copy: JsonObject): void {
  if (get(copy, 'x-nullable') === true) copy['nullable'] = true;
  const discriminator = get(copy, 'discriminator');
  if (typeof discriminator === 'string') copy['discriminator'] = { propertyName: discriminator };
  if (copy['type'] === 'file') upgradeSchema(copy);
}

function schema(value: JsonValue): JsonValue {
  return copyNode(value, 'schema', RULES);
}

function pathItem(item: JsonValue, root: JsonObject): JsonValue {
  if (!isObject(item)) return item;
  const changed: JsonObject = {};
  const shared = getList(item, 'parameters');
  for (const [key, value] of Object.entries(item)) {
    if (key === 'parameters') continue;
    put(changed, key, isObject(value) && !key.startsWith('x-') ? operation(value, shared, root) : value);
  }
  return changed;
}

function operation(source: JsonObject, shared: JsonValue[], root: JsonObject): JsonObject {
  const { parameters: _parameters, consumes: _consumes, produces: _produces, schemes: _schemes, ...rest } = source;
  const all = mergeParameters(shared, getList(source, 'parameters'), root);
  const plain = all
    .filter(({ place }) => place !== 'body' && place !== 'formData')
    .map(({ written }) => parameter(written));
  const body = requestBody(all, mediaTypes(source, root, 'consumes'));
  const responses = mapValues(getObject(source, 'responses'), (value) => response(value, root, source));
  return {
    ...rest,
    ...(plain.length === 0 ? {} : { parameters: plain }),
    ...(body === null ? {} : { requestBody: body }),
    responses,
  };
}

interface OldParameter {
  /** As written: maybe a reference. */
  written: JsonValue;
  value: JsonObject;
  place: string;
}

/** Path-level and own parameters, references looked up one step; an own one of the same place and name wins. */
function mergeParameters(shared: JsonValue[], own: JsonValue[], root: JsonObject): OldParameter[] {
  const byKey = new Map<string, OldParameter>();
  for (const written of [...shared, ...own]) {
    const ref = getText(written, '$ref');
    const value = ref.startsWith('#/parameters/') ? getObject(getObject(root, 'parameters'), ref.slice(13)) : written;
    if (!isObject(value)) continue;
    byKey.set(`${getText(value, 'in')} ${getText(value, 'name')}${getText(value, '$ref')}`, {
      written,
      value,
      place: getText(value, 'in'),
    });
  }
  return [...byKey.values()];
}

function parameter(source: JsonValue): JsonValue {
  if (!isObject(source)) return source;
  const ref = get(source, '$ref');
  if (typeof ref === 'string') {
    return { $ref: ref.startsWith('#/parameters/') ? `#/components/parameters/${ref.slice(13)}` : ref };
  }
  const changed: JsonObject = {};
  for (const [key, value] of Object.entries(source)) {
    if (!SCHEMA_KEYS.includes(key) && key !== 'collectionFormat') put(changed, key, value);
  }
  return { ...changed, schema: inlineSchema(source) };
}

function inlineSchema(source: JsonObject): JsonValue {
  const picked: JsonObject = {};
  for (const key of SCHEMA_KEYS) {
    const value = get(source, key);
    if (value !== undefined) picked[key] = value;
  }
  return schema(get(source, 'schema') ?? picked);
}

function requestBody(parameters: OldParameter[], types: string[]): JsonObject | null {
  const body = parameters.find(({ place }) => place === 'body');
  if (body !== undefined) {
    const content: JsonObject = {};
    for (const type of types) put(content, type, { schema: schema(get(body.value, 'schema') ?? {}) });
    const description = getText(body.value, 'description');
    return { ...(description === '' ? {} : { description }), required: get(body.value, 'required') === true, content };
  }
  const fields = parameters.filter(({ place }) => place === 'formData');
  if (fields.length === 0) return null;
  const form: JsonObject = { type: 'object', properties: {} };
  const required: string[] = [];
  for (const { value } of fields) {
    const name = getText(value, 'name');
    put(form['properties'] as JsonObject, name, inlineSchema(value));
    if (get(value, 'required') === true) required.push(name);
  }
  if (required.length > 0) form['required'] = required;
  const upload = fields.some(({ value }) => getText(value, 'type') === 'file');
  const type = upload
    ? 'multipart/form-data'
    : (types.find((name) => FORM_TYPES.includes(name)) ?? 'application/x-www-form-urlencoded');
  return { required: required.length > 0, content: { [type]: { schema: form } } };
}

function mediaTypes(operation: JsonObject, root: JsonObject, key: 'consumes' | 'produces'): string[] {
  const owner = Object.hasOwn(operation, key) ? operation : root;
  const types = getList(owner, key).filter((type): type is string => typeof type === 'string');
  return types.length === 0 ? ['application/json'] : types;
}

function response(source: JsonValue, root: JsonObject, owner: JsonObject): JsonValue {
  if (!isObject(source)) return source;
  const ref = get(source, '$ref');
  if (typeof ref === 'string') {
    return { $ref: ref.startsWith('#/responses/') ? `#/components/responses/${ref.slice(12)}` : ref };
  }
  const { schema: body, examples: _examples, headers, ...rest } = source;
  const changed: JsonObject = { ...rest };
  if (isObject(headers)) changed['headers'] = mapValues(headers, parameter);
  if (body === undefined) return changed;
  const content: JsonObject = {};
  for (const type of mediaTypes(owner, root, 'produces')) put(content, type, { schema: schema(body) });
  return { ...changed, content };
}

const FLOWS: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

function securityScheme(source: JsonValue): JsonValue {
  const type = getText(source, 'type');
  if (type === 'basic') return { type: 'http', scheme: 'basic' };
  if (type !== 'oauth2' || !isObject(source)) return source;
  const { flow: _flow, authorizationUrl, tokenUrl, scopes, ...rest } = source;
  const details: JsonObject = { scopes: scopes ?? {} };
  if (authorizationUrl !== undefined) details['authorizationUrl'] = authorizationUrl;
  if (tokenUrl !== undefined) details['tokenUrl'] = tokenUrl;
  return { ...rest, flows: { [FLOWS.get(getText(source, 'flow')) ?? 'implicit']: details } };
}
