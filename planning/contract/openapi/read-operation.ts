import type { Body, Operation, Parameter, Property, Response } from '../contract-model.js';
import { compareStrings } from '../../compare.js';
import { restEffect } from '../effect.js';
import { get, getList, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import type { OperationSite } from './list-operations.js';
import { templateNames } from './path-template.js';
import { readSecurity } from './read-security.js';
import { readShape, typeOf } from './read-shape.js';
import type { Shape } from './read-shape.js';
import { targetOf } from './references.js';
import type { References } from './references.js';

/** Content of a body or answer: all media types joined. */
interface Content {
  mediaTypes: string[];
  entities: string[];
  properties: Property[];
  list: boolean;
}

const EMPTY: Content = { mediaTypes: [], entities: [], properties: [], list: false };

/** Reads one operation; `resource` is filled in once all are known. `nest` adds to its tags those above them. */
export function readOperation(
  site: OperationSite,
  references: References,
  nest: (tags: string[]) => string[],
): Operation {
  const { operation, method, path } = site;
  const parameters = readParameters(site, references);
  const requestBody = readBody(operation, references);
  const answers = readResponses(operation, references);
  const good = answers.filter(({ response }) => /^(?:2|default)/i.test(response.status));
  const operationId = getText(operation, 'operationId');
  const effect = restEffect({
    method: method.toUpperCase(),
    path,
    operationId,
    answersList: good.every(({ response }) => response.mediaTypes.length === 0) ? null : good.some(({ list }) => list),
    created: good.some(({ response }) => response.status === '201'),
  });
  return {
    id: site.id,
    type: site.type,
    effect: site.type === 'operation' ? effect : 'action',
    method,
    path,
    ...(operationId === '' ? {} : { operationId }),
    summary: getText(operation, 'summary') || getText(site.pathItem, 'summary'),
    description: getText(operation, 'description') || getText(site.pathItem, 'description'),
    tags: nest(getList(operation, 'tags').filter((tag): tag is string => typeof tag === 'string')),
    deprecated: get(operation, 'deprecated') === true,
    parameters: parameters.map(({ parameter }) => parameter),
    requestBody,
    responses: answers.map(({ response }) => response),
    security: readSecurity(operation, references.root),
    inputEntities: sortedUnion([
      ...parameters.flatMap(({ entities }) => entities),
      ...(requestBody?.entities ?? []),
      ...propertyEntities(requestBody?.properties ?? []),
    ]),
    outputEntities: sortedUnion(
      good.flatMap(({ response }) => [...response.entities, ...propertyEntities(response.properties)]),
    ),
    resource: null,
    pointer: site.pointer,
  };
}

/** Entities that properties refer to or mention. */
export function propertyEntities(properties: readonly Property[]): string[] {
  return properties.flatMap((property) => [
    ...(property.ref === undefined ? [] : [property.ref]),
    ...(property.mentions ?? []),
  ]);
}

interface ReadParameter {
  parameter: Parameter;
  entities: string[];
}

/** Parameters by the component that holds them: operations share those, and a document is never changed. */
const parametersRead = new WeakMap<JsonObject, ReadParameter | null>();

/**
 * Path-level parameters count for every operation; one of the same place and name on the operation replaces it. What the
 * path names and nobody declares is text.
 */
function readParameters(site: OperationSite, references: References): ReadParameter[] {
  const byKey = new Map<string, ReadParameter>();
  const add = (value: JsonValue): void => {
    const found = targetOf(value, references);
    if (found === undefined) return;
    const read = found === value ? parameterOf(found, references) : sharedParameter(found, references);
    if (read !== null) byKey.set(`${read.parameter.in} ${read.parameter.name}`, read);
  };
  getList(site.pathItem, 'parameters').forEach(add);
  getList(site.operation, 'parameters').forEach(add);
  for (const name of site.type === 'operation' ? templateNames(site.path) : []) {
    if (byKey.has(`path ${name}`)) continue;
    const parameter: Parameter = { name, in: 'path', required: true, type: 'string', description: '' };
    byKey.set(`path ${name}`, { parameter, entities: [] });
  }
  return [...byKey.entries()].sort(([a], [b]) => compareStrings(a, b)).map(([, read]) => read);
}

function sharedParameter(source: JsonObject, references: References): ReadParameter | null {
  let read = parametersRead.get(source);
  if (read === undefined) {
    read = parameterOf(source, references);
    parametersRead.set(source, read);
  }
  return read;
}

/** Null for one in no known place. */
function parameterOf(source: JsonObject, references: References): ReadParameter | null {
  const place = getText(source, 'in');
  if (!isPlace(place)) return null;
  const schema = get(source, 'schema') ?? firstSchema(source, references);
  return {
    parameter: {
      name: getText(source, 'name'),
      in: place === 'querystring' ? 'query' : place,
      required: get(source, 'required') === true || place === 'path',
      type: parameterType(schema, references),
      description: getText(source, 'description'),
    },
    entities: readShape(schema, references).mentions,
  };
}

function isPlace(place: string): place is 'path' | 'query' | 'header' | 'cookie' | 'querystring' {
  return ['path', 'query', 'header', 'cookie', 'querystring'].includes(place);
}

function parameterType(schema: JsonValue | undefined, references: References): string {
  const type = typeOf(targetOf(schema, references)) || 'any';
  return type === 'array' ? `${typeOf(targetOf(get(schema, 'items'), references)) || 'any'}[]` : type;
}

function firstSchema(owner: JsonObject, references: References): JsonValue | undefined {
  const [media] = Object.values(getObject(owner, 'content') ?? {});
  return get(targetOf(media, references), 'schema');
}

function readBody(operation: JsonObject, references: References): Body | null {
  const written = get(operation, 'requestBody');
  const found = targetOf(written, references);
  if (found === undefined) return null;
  const { mediaTypes, entities, properties } = readContent(written, found, references);
  return { required: get(found, 'required') === true, mediaTypes, entities, properties };
}

function readResponses(operation: JsonObject, references: References): { response: Response; list: boolean }[] {
  const declared = getObject(operation, 'responses') ?? {};
  const statuses = Object.keys(declared).filter((status) => !status.startsWith('x-'));
  return statuses.sort(compareStrings).map((status) => {
    const written = declared[status];
    const found = targetOf(written, references);
    const { list, mediaTypes, entities, properties } =
      found === undefined ? EMPTY : readContent(written, found, references);
    const description = getText(found, 'description');
    return { response: { status, description, mediaTypes, entities, properties }, list };
  });
}

/** Contents by the component that holds them: operations share those, and a document is never changed. */
const contents = new WeakMap<JsonObject, Content>();

function readContent(written: JsonValue | undefined, owner: JsonObject, references: References): Content {
  if (written === owner) return joinMedia(owner, references);
  let content = contents.get(owner);
  if (content === undefined) {
    content = joinMedia(owner, references);
    contents.set(owner, content);
  }
  return content;
}

function joinMedia(owner: JsonObject, references: References): Content {
  const declared = getObject(owner, 'content');
  if (declared === undefined) return EMPTY;
  const mediaTypes = Object.keys(declared).sort(compareStrings);
  const shapes = mediaTypes.map((name): Shape => {
    const media = targetOf(declared[name], references);
    return readShape(get(media, 'schema') ?? get(media, 'itemSchema'), references);
  });
  const [only] = shapes;
  if (shapes.length === 1 && only !== undefined) {
    return { mediaTypes, entities: only.mentions, properties: only.properties, list: only.list };
  }
  const properties = new Map(shapes.flatMap((shape) => shape.properties).map((property) => [property.name, property]));
  return {
    mediaTypes,
    entities: sortedUnion(shapes.flatMap((shape) => shape.mentions)),
    properties: [...properties.values()].sort((a, b) => compareStrings(a.name, b.name)),
    list: shapes.some((shape) => shape.list),
  };
}

/** The distinct texts, sorted. */
export function sortedUnion(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareStrings);
}

/** The title of an inline object a body or answer holds, used to name derived entities; '' where it has none. */
export function inlineTitle(owner: JsonValue | undefined, references: References): string {
  const found = targetOf(owner, references);
  for (const value of Object.values(getObject(found, 'content') ?? {})) {
    const schema = targetOf(get(targetOf(value, references), 'schema'), references);
    const item = typeOf(schema) === 'array' ? targetOf(get(schema, 'items'), references) : schema;
    if (isObject(item) && getText(item, 'title') !== '') return getText(item, 'title');
  }
  return '';
}
