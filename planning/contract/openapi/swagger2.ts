import { get, getList, getObject, getText, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, valueAt } from '../pointer.js';
import { copyNode } from './copy-node.js';
import type { CopyRules } from './copy-node.js';
import type { NodeKind } from './grammar.js';
import { upgradeSchema } from './upgrade-schema.js';

const SCHEMA_KEYS = new Set([
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
]);
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Where schemas go that references find outside `definitions`: their old places are gone. */
const MOVED = 'x-moved';

/** One conversion: the document received, how its schemas are copied, and schemas that are still to be moved. */
interface Conversion {
  root: JsonObject;
  rules: CopyRules;
  /** Place in the moved schemas by pointer into the document received. */
  moved: Map<string, number>;
}

/**
 * Turns a Swagger 2.0 document into the 3.x form the importer reads: definitions to component schemas, body and form
 * parameters to request bodies, consumes and produces to media types, security definitions to schemes. Parts that 3.x
 * has no place for are dropped; data is shared with the source, which stays as it is.
 */
export function fromSwagger2(root: JsonObject): JsonObject {
  const moved = new Map<string, number>();
  const reference = (ref: string, kind: NodeKind): string => newReference(ref, kind, root, moved);
  const conversion: Conversion = { root, rules: { reference, schema: upgradeNames }, moved };
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
  for (const section of ['paths', 'x-webhooks']) {
    const items = getObject(root, section);
    if (items !== undefined) document[section] = mapValues(items, (item) => pathItem(item, conversion));
  }
  document['components'] = {
    schemas: mapValues(getObject(root, 'definitions'), (value) => schema(value, conversion)),
    responses: mapValues(getObject(root, 'responses'), (value) => response(value, conversion, {})),
    parameters: mapValues(getObject(root, 'parameters'), (value) => parameter(value, conversion)),
    securitySchemes: mapValues(getObject(root, 'securityDefinitions'), securityScheme),
  };
  if (moved.size > 0) document[MOVED] = moveSchemas(conversion);
  return document;
}

/** Copies the schemas that references name by their old places; copying them may find more. */
function moveSchemas(conversion: Conversion): JsonValue[] {
  const copies: JsonValue[] = [];
  for (const pointer of conversion.moved.keys())
    copies.push(schema(valueAt(conversion.root, pointer) ?? {}, conversion));
  return copies;
}

function mapValues(map: JsonObject | undefined, change: (value: JsonValue) => JsonValue): JsonObject {
  const changed: JsonObject = {};
  for (const [key, value] of Object.entries(map ?? {})) put(changed, key, change(value));
  return changed;
}

function newReference(ref: string, kind: NodeKind, root: JsonObject, moved: Map<string, number>): string {
  if (ref.startsWith('#/definitions/')) return `#/components/schemas/${ref.slice('#/definitions/'.length)}`;
  const pointer = localPointer(ref);
  if (pointer === null || kind !== 'schema' || valueAt(root, pointer) === undefined) return ref;
  const place = moved.get(pointer) ?? moved.size;
  moved.set(pointer, place);
  return `#/${MOVED}/${place}`;
}

/** 2.0 has no `nullable` and names a discriminating property outright. */
function upgradeNames(copy: JsonObject): void {
  if (get(copy, 'x-nullable') === true) copy['nullable'] = true;
  const discriminator = get(copy, 'discriminator');
  if (typeof discriminator === 'string') copy['discriminator'] = { propertyName: discriminator };
  if (copy['type'] === 'file') upgradeSchema(copy);
}

function schema(value: JsonValue, { rules }: Conversion): JsonValue {
  return copyNode(value, 'schema', rules);
}

function pathItem(item: JsonValue, conversion: Conversion): JsonValue {
  if (!isObject(item)) return item;
  const changed: JsonObject = {};
  const shared = getList(item, 'parameters');
  for (const [key, value] of Object.entries(item)) {
    if (key === 'parameters') continue;
    put(changed, key, isObject(value) && !key.startsWith('x-') ? operation(value, shared, conversion) : value);
  }
  return changed;
}

function operation(source: JsonObject, shared: JsonValue[], conversion: Conversion): JsonObject {
  const { parameters: _parameters, consumes: _consumes, produces: _produces, schemes: _schemes, ...rest } = source;
  const all = mergeParameters(shared, getList(source, 'parameters'), conversion.root);
  const plain = all
    .filter(({ place }) => place !== 'body' && place !== 'formData')
    .map(({ written }) => parameter(written, conversion));
  const body = requestBody(all, mediaTypes(source, conversion.root, 'consumes'), conversion);
  const responses = mapValues(getObject(source, 'responses'), (value) => response(value, conversion, source));
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
    const value = targetOf(written, root) ?? written;
    if (!isObject(value)) continue;
    const place = getText(value, 'in');
    byKey.set(`${place} ${getText(value, 'name')}${getText(value, '$ref')}`, { written, value, place });
  }
  return [...byKey.values()];
}

/** What a reference leads to in the document received; undefined for one that leads nowhere, and for no reference. */
function targetOf(value: JsonValue, root: JsonObject): JsonValue | undefined {
  const pointer = localPointer(getText(value, '$ref'));
  return pointer === null ? undefined : valueAt(root, pointer);
}

function parameter(source: JsonValue, conversion: Conversion): JsonValue {
  if (!isObject(source)) return source;
  const ref = get(source, '$ref');
  if (typeof ref === 'string') {
    if (ref.startsWith('#/parameters/')) return { $ref: `#/components${ref.slice(1)}` };
    const target = targetOf(source, conversion.root);
    return isObject(target) && !Object.hasOwn(target, '$ref') ? parameter(target, conversion) : { $ref: ref };
  }
  const changed: JsonObject = {};
  for (const [key, value] of Object.entries(source)) {
    if (!SCHEMA_KEYS.has(key) && key !== 'collectionFormat') put(changed, key, value);
  }
  return { ...changed, schema: inlineSchema(source, conversion) };
}

function inlineSchema(source: JsonObject, conversion: Conversion): JsonValue {
  const picked: JsonObject = {};
  for (const key of SCHEMA_KEYS) {
    const value = get(source, key);
    if (value !== undefined) picked[key] = value;
  }
  return schema(get(source, 'schema') ?? picked, conversion);
}

function requestBody(parameters: OldParameter[], types: string[], conversion: Conversion): JsonObject | null {
  const body = parameters.find(({ place }) => place === 'body');
  if (body !== undefined) {
    const content: JsonObject = {};
    for (const type of types) put(content, type, { schema: schema(get(body.value, 'schema') ?? {}, conversion) });
    const description = getText(body.value, 'description');
    return { ...(description === '' ? {} : { description }), required: get(body.value, 'required') === true, content };
  }
  const fields = parameters.filter(({ place }) => place === 'formData');
  if (fields.length === 0) return null;
  const form: JsonObject = { type: 'object', properties: {} };
  const required: string[] = [];
  for (const { value } of fields) {
    const name = getText(value, 'name');
    put(form['properties'] as JsonObject, name, inlineSchema(value, conversion));
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

function response(source: JsonValue, conversion: Conversion, owner: JsonObject): JsonValue {
  if (!isObject(source)) return source;
  const ref = get(source, '$ref');
  if (typeof ref === 'string') {
    return { $ref: ref.startsWith('#/responses/') ? `#/components${ref.slice(1)}` : ref };
  }
  const { schema: body, examples: _examples, headers, ...rest } = source;
  const changed: JsonObject = { ...rest };
  if (isObject(headers)) changed['headers'] = mapValues(headers, (header) => parameter(header, conversion));
  if (body === undefined) return changed;
  const content: JsonObject = {};
  for (const type of mediaTypes(owner, conversion.root, 'produces')) {
    put(content, type, { schema: schema(body, conversion) });
  }
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
