import type { Body, Operation, Parameter, Property, Response } from '../contract-model.js';
import { compareStrings } from '../../compare.js';
import { restEffect } from '../effect.js';
import { get, getList, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { pointerOf } from '../pointer.js';
import type { OperationSite } from './list-operations.js';
import { templateNames } from './path-template.js';
import { readSecurity } from './read-security.js';
import { readShape, typeOf } from './read-shape.js';
import type { Shape } from './read-shape.js';
import type { References } from './references.js';

/** Content of a body or answer: all media types joined. */
interface Content {
  mediaTypes: string[];
  entities: string[];
  properties: Property[];
  list: boolean;
}

const EMPTY: Content = { mediaTypes: [], entities: [], properties: [], list: false };

/** Reads one operation; `resource` is filled in once all are known. */
export function readOperation(site: OperationSite, references: References): Operation {
  const { operation, method, path } = site;
  const parameters = readParameters(site, references);
  const requestBody = readBody(operation, site.pointer, references);
  const answers = readResponses(operation, site.pointer, references);
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
    tags: getList(operation, 'tags').filter((tag): tag is string => typeof tag === 'string'),
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

/**
 * Path-level parameters count for every operation; one of the same place and name on the operation replaces it. What the
 * path names and nobody declares is text.
 */
function readParameters(site: OperationSite, references: References): { parameter: Parameter; entities: string[] }[] {
  const byKey = new Map<string, { parameter: Parameter; entities: string[] }>();
  const owners: [JsonObject, string][] = [
    [site.pathItem, site.pathItemPointer],
    [site.operation, site.pointer],
  ];
  for (const [owner, pointer] of owners) {
    getList(owner, 'parameters').forEach((value, index) => {
      const found = references.resolve(value, `${pointer}/parameters/${index}`)?.value;
      const place = getText(found, 'in');
      if (found === undefined || !isPlace(place)) return;
      const schema = get(found, 'schema') ?? firstSchema(found, references);
      const name = getText(found, 'name');
      byKey.set(`${place} ${name}`, {
        parameter: {
          name,
          in: place === 'querystring' ? 'query' : place,
          required: get(found, 'required') === true || place === 'path',
          type: parameterType(schema, references),
          description: getText(found, 'description'),
        },
        entities: readShape(schema, references).mentions,
      });
    });
  }
  for (const name of site.type === 'operation' ? templateNames(site.path) : []) {
    if (byKey.has(`path ${name}`)) continue;
    const parameter: Parameter = { name, in: 'path', required: true, type: 'string', description: '' };
    byKey.set(`path ${name}`, { parameter, entities: [] });
  }
  return [...byKey.entries()].sort(([a], [b]) => compareStrings(a, b)).map(([, value]) => value);
}

function isPlace(place: string): place is 'path' | 'query' | 'header' | 'cookie' | 'querystring' {
  return ['path', 'query', 'header', 'cookie', 'querystring'].includes(place);
}

function parameterType(schema: JsonValue | undefined, references: References): string {
  const type = typeOf(references.resolve(schema, '')?.value) || 'any';
  return type === 'array' ? `${typeOf(references.resolve(get(schema, 'items'), '')?.value) || 'any'}[]` : type;
}

function firstSchema(owner: JsonObject, references: References): JsonValue | undefined {
  const [media] = Object.values(getObject(owner, 'content') ?? {});
  return get(references.resolve(media, '')?.value, 'schema');
}

function readBody(operation: JsonObject, pointer: string, references: References): Body | null {
  const found = references.resolve(get(operation, 'requestBody'), `${pointer}/requestBody`)?.value;
  if (found === undefined) return null;
  const { mediaTypes, entities, properties } = readContent(found, references);
  return { required: get(found, 'required') === true, mediaTypes, entities, properties };
}

function readResponses(
  operation: JsonObject,
  pointer: string,
  references: References,
): { response: Response; list: boolean }[] {
  return Object.entries(getObject(operation, 'responses') ?? {})
    .filter(([status]) => !status.startsWith('x-'))
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([status, value]) => {
      const found = references.resolve(value, pointer + pointerOf(['responses', status]))?.value;
      const { list, ...content } = found === undefined ? EMPTY : readContent(found, references);
      return { response: { status, description: getText(found, 'description'), ...content }, list };
    });
}

/** Contents by the object that holds them: operations share components, and a document is never changed. */
const contents = new WeakMap<JsonObject, Content>();

function readContent(owner: JsonObject, references: References): Content {
  let content = contents.get(owner);
  if (content === undefined) {
    content = joinMedia(owner, references);
    contents.set(owner, content);
  }
  return content;
}

function joinMedia(owner: JsonObject, references: References): Content {
  const media = Object.entries(getObject(owner, 'content') ?? {}).sort(([a], [b]) => compareStrings(a, b));
  const shapes = media.map(([, value]): Shape => {
    const found = references.resolve(value, '')?.value;
    return readShape(get(found, 'schema') ?? get(found, 'itemSchema'), references);
  });
  const properties = new Map(shapes.flatMap((shape) => shape.properties).map((property) => [property.name, property]));
  return {
    mediaTypes: media.map(([name]) => name),
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
  const found = references.resolve(owner, '')?.value;
  for (const value of Object.values(getObject(found, 'content') ?? {})) {
    const media = references.resolve(value, '')?.value;
    const schema = references.resolve(get(media, 'schema'), '')?.value;
    const item = typeOf(schema) === 'array' ? references.resolve(get(schema, 'items'), '')?.value : schema;
    if (isObject(item) && getText(item, 'title') !== '') return getText(item, 'title');
  }
  return '';
}
