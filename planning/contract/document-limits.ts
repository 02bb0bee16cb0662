import { cutText } from '../cut-text.js';
import type { Refusal } from '../finding.js';
import type { DocumentVisitor } from './document-visitor.js';
import { getList, getObject, getText } from './json-value.js';
import type { JsonObject } from './json-value.js';
import type { OperationSite } from './openapi/list-operations.js';
import { at, overLimit } from './refusals.js';
import type { TextPosition } from './text-position.js';

/**
 * A name longer than this is none: names become ids, titles, paths of files and addresses. Real ones have hundreds of
 * characters at most.
 */
export const MAX_NAME_LENGTH = 4_096;
/** Most values of a JSON document; a parsed value takes some 50 bytes. The largest known contract has half as many. */
export const MAX_JSON_NODES = 5_000_000;
/** Most values of a YAML document, whose parser takes ten times the time and memory for each. */
export const MAX_YAML_NODES = 2_000_000;

/** Refuses a document of more values than can be held; `remedy` says what else can be done. */
export function tooManyNodes(allowed: number, nodes: number, syntax: 'JSON' | 'YAML'): Refusal {
  const refusal = overLimit('nodes', allowed, `it has some ${nodes} values`, null);
  return syntax === 'JSON' ? refusal : { ...refusal, remediation: `Send it as JSON. ${refusal.remediation}` };
}

/** Refuses a document with a name that is too long. */
export function longName(name: string, length: number, position: TextPosition | null): Refusal {
  const found = `the name ${JSON.stringify(`${cutText(name, 40)}…`)} has ${length} characters`;
  return overLimit('nameLength', MAX_NAME_LENGTH, found, position === null ? null : at(position));
}

/**
 * An upper bound of the values of a YAML text, from the characters that can begin or part them. Text in block scalars
 * counts by the line. One linear pass.
 */
export function countYamlNodes(text: string): number {
  let nodes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 44 || code === 91 || code === 123) nodes++;
    else if (code === 58 || code === 45 || code === 63) {
      const next = text.charCodeAt(i + 1);
      if (next === 32 || next === 10 || next === 13 || next === 9) nodes++;
    }
  }
  return nodes;
}

/** A visitor that finds the longest key. */
export function makeLongestKeyFinder(): DocumentVisitor & { longest: { name: string; offset: number } } {
  const finder = {
    longest: { name: '', offset: 0 },
    enter: () => true,
    leave: () => undefined,
    key(name: string, offset: number) {
      if (name.length > finder.longest.name.length) finder.longest = { name, offset };
    },
    scalar: () => undefined,
    done: () => false,
  };
  return finder;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * How many operations and schemas a document has at least, from what stands there outright: what is far over a limit
 * is refused before lists of it are made.
 */
export function leastCounts(root: JsonObject): { operations: number; schemas: number } {
  let operations = 0;
  for (const item of Object.values(getObject(root, 'paths') ?? {})) {
    for (const method of METHODS) if (getObject(item, method) !== undefined) operations++;
  }
  const schemas = getObject(getObject(root, 'components'), 'schemas') ?? getObject(root, 'definitions') ?? {};
  return { operations, schemas: Object.keys(schemas).length };
}

/**
 * The first name that is too long among those which are values or put together: ids of operations, operationIds, tags,
 * names of parameters. Null if there is none.
 */
export function longNameOf(root: JsonObject, sites: readonly OperationSite[]): string | null {
  const shared = Object.values(getObject(getObject(root, 'components'), 'parameters') ?? {});
  const isLong = (name: string): boolean => name.length > MAX_NAME_LENGTH;
  for (const parameter of shared) if (isLong(getText(parameter, 'name'))) return getText(parameter, 'name');
  for (const { id, operation, pathItem } of sites) {
    const parameters = [...getList(pathItem, 'parameters'), ...getList(operation, 'parameters')];
    const tags = getList(operation, 'tags').map((tag) => (typeof tag === 'string' ? tag : ''));
    const names = [id, getText(operation, 'operationId'), ...tags, ...parameters.map((one) => getText(one, 'name'))];
    const long = names.find(isLong);
    if (long !== undefined) return long;
  }
  return null;
}
