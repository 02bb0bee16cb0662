import type { OperationType } from '../contract-model.js';
import { getObject, isObject } from '../json-value.js';
import type { JsonObject } from '../json-value.js';
import { pointerOf } from '../pointer.js';
import { childOf } from './grammar.js';
import type { References } from './references.js';

/** An operation as it stands in the document, before anything in it is read. */
export interface OperationSite {
  id: string;
  type: OperationType;
  method: string;
  /** Path as written; for a webhook its name, for a callback its expression. */
  path: string;
  operation: JsonObject;
  pathItem: JsonObject;
  pointer: string;
  pathItemPointer: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * All operations of a document: under paths, webhooks (`x-webhooks` too) and callbacks, path items behind a `$ref`
 * included. Callbacks of callbacks are left out, as a description that calls itself back would never end.
 */
export function listOperations(references: References): OperationSite[] {
  const { root } = references;
  const sites: OperationSite[] = [];
  for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
    if (path.startsWith('x-')) continue;
    const found = references.resolve(item, pointerOf(['paths', path]));
    if (found === null) continue;
    for (const site of operationsOf(found.value, found.pointer, 'operation', path)) sites.push(site);
  }
  for (const section of ['webhooks', 'x-webhooks']) {
    for (const [name, item] of Object.entries(getObject(root, section) ?? {})) {
      const found = references.resolve(item, pointerOf([section, name]));
      if (found === null) continue;
      for (const site of operationsOf(found.value, found.pointer, 'webhook', name)) sites.push(site);
    }
  }
  const calling = sites.slice();
  for (const site of calling) sites.push(...callbacksOf(site, references));
  return distinct(sites);
}

function operationsOf(item: JsonObject, pointer: string, type: 'operation' | 'webhook', path: string): OperationSite[] {
  return methodsOf(item).map(({ method, operation, tokens }) => ({
    id: type === 'webhook' ? `WEBHOOK ${path} ${method}` : `${method} ${path}`,
    type,
    method,
    path,
    operation,
    pathItem: item,
    pointer: pointer + pointerOf(tokens),
    pathItemPointer: pointer,
  }));
}

function methodsOf(item: JsonObject): { method: string; operation: JsonObject; tokens: string[] }[] {
  const found = [];
  for (const method of METHODS) {
    const operation = getObject(item, method);
    if (operation !== undefined) found.push({ method: method.toUpperCase(), operation, tokens: [method] });
  }
  for (const [method, operation] of Object.entries(getObject(item, 'additionalOperations') ?? {})) {
    if (isObject(operation)) found.push({ method, operation, tokens: ['additionalOperations', method] });
  }
  return found;
}

function callbacksOf(site: OperationSite, references: References): OperationSite[] {
  const sites: OperationSite[] = [];
  for (const [name, value] of Object.entries(getObject(site.operation, 'callbacks') ?? {})) {
    const callback = references.resolve(value, site.pointer + pointerOf(['callbacks', name]));
    if (callback === null) continue;
    for (const [expression, item] of Object.entries(callback.value)) {
      if (childOf('callback', expression) === undefined) continue;
      const found = references.resolve(item, callback.pointer + pointerOf([expression]));
      if (found === null) continue;
      for (const { method, operation, tokens } of methodsOf(found.value)) {
        sites.push({
          id: `CALLBACK ${site.id} ${name} ${expression} ${method}`,
          type: 'callback',
          method,
          path: expression,
          operation,
          pathItem: found.value,
          pointer: found.pointer + pointerOf(tokens),
          pathItemPointer: found.pointer,
        });
      }
    }
  }
  return sites;
}

/** Ids are unique; a webhook that stands under both `webhooks` and `x-webhooks` counts once. */
function distinct(sites: OperationSite[]): OperationSite[] {
  const byId = new Map<string, OperationSite>();
  for (const site of sites) if (!byId.has(site.id)) byId.set(site.id, site);
  return [...byId.values()];
}
