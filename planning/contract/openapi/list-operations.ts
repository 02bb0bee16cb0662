import type { OperationType } from '../contract-model.js';
import { getList, getObject, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { pointerOf } from '../pointer.js';
import { childOf } from './grammar.js';
import type { References, Resolved } from './references.js';

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

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);
/** Longest chain of path items that refer to one another. */
const MAX_PARTS = 8;
/** Callbacks within callbacks that are listed: their ids hold all of those above. */
const MAX_CALLS = 8;

/** An operation whose callbacks are still to be listed, and the operations it is a callback of. */
interface Caller {
  site: OperationSite;
  above: readonly JsonObject[];
}

/**
 * All operations of a document: under paths, webhooks (`x-webhooks` too) and callbacks, path items behind a `$ref`
 * included. A callback's operation may have callbacks of its own; where an operation would call itself back, the list
 * ends. Ids are unique: what stands under both `webhooks` and `x-webhooks` counts once. No more than `limit` + 1 are
 * listed, as a short document can describe callbacks without number.
 */
export function listOperations(references: References, limit = Infinity): OperationSite[] {
  const sites = new Map<string, OperationSite>();
  const callers: Caller[] = [];
  const add = (found: OperationSite[], above: readonly JsonObject[]): void => {
    for (const site of found) {
      if (sites.size > limit || sites.has(site.id) || above.includes(site.operation)) continue;
      sites.set(site.id, site);
      if (getObject(site.operation, 'callbacks') !== undefined) callers.push({ site, above });
    }
  };
  for (const section of ['paths', 'webhooks', 'x-webhooks']) {
    const type = section === 'paths' ? 'operation' : 'webhook';
    for (const [path, item] of Object.entries(getObject(references.root, section) ?? {})) {
      if (type === 'operation' && path.startsWith('x-')) continue;
      const prefix = type === 'webhook' ? `WEBHOOK ${path} ` : '';
      const id = (method: string): string => (prefix === '' ? `${method} ${path}` : prefix + method);
      add(operationsOf(item, pointerOf([section, path]), references, { id, type, path }), []);
    }
  }
  for (let next = callers.shift(); next !== undefined && sites.size <= limit; next = callers.shift()) {
    const above = [...next.above, next.site.operation];
    if (above.length > MAX_CALLS) continue;
    for (const found of callbacksOf(next.site, references)) add(found, above);
  }
  return [...sites.values()];
}

interface Naming {
  id: (method: string) => string;
  type: OperationType;
  path: string;
}

/** Operations of a path item; fields next to its `$ref` count too, and win over those it refers to. */
function operationsOf(
  value: JsonValue,
  pointer: string,
  references: References,
  { id, type, path }: Naming,
): OperationSite[] {
  const parts = partsOf(value, pointer, references);
  const pathItem = parts.length === 1 ? parts[0]?.value : joinParts(parts);
  if (pathItem === undefined) return [];
  return parts.flatMap((part) =>
    methodsOf(part.value).map(({ method, operation, tokens }) => ({
      id: id(method),
      type,
      method,
      path,
      operation,
      pathItem,
      pointer: part.pointer + pointerOf(tokens),
      pathItemPointer: part.pointer,
    })),
  );
}

/** A path item and those it refers to, one after the other; those that say nothing but `$ref` are passed over. */
function partsOf(value: JsonValue, pointer: string, references: References): Resolved[] {
  const parts: Resolved[] = [];
  let next: Resolved | null = isObject(value) ? { value, pointer } : null;
  for (let step = 0; next !== null && step < MAX_PARTS; step++) {
    const target = references.follow(next.value);
    if (target === undefined || Object.keys(next.value).length > 1) parts.push(next);
    next = target ?? null;
  }
  return parts;
}

function joinParts(parts: readonly Resolved[]): JsonObject {
  let joined: JsonObject = {};
  const parameters: JsonValue[] = [];
  for (const { value } of [...parts].reverse()) {
    joined = { ...joined, ...value };
    parameters.push(...getList(value, 'parameters'));
  }
  delete joined['$ref'];
  return parameters.length === 0 ? joined : { ...joined, parameters };
}

interface Method {
  method: string;
  operation: JsonObject;
  tokens: string[];
}

/** Methods are written in lower case; other spellings are read all the same, after the right ones. */
function methodsOf(item: JsonObject): Method[] {
  const found: Method[] = [];
  const misspelt: Method[] = [];
  for (const key of Object.keys(item)) {
    const method = key.toLowerCase();
    const operation = METHODS.has(method) ? getObject(item, key) : undefined;
    if (operation === undefined) continue;
    (key === method ? found : misspelt).push({ method: method.toUpperCase(), operation, tokens: [key] });
  }
  found.push(...misspelt);
  for (const [method, operation] of Object.entries(getObject(item, 'additionalOperations') ?? {})) {
    if (isObject(operation)) found.push({ method, operation, tokens: ['additionalOperations', method] });
  }
  return found;
}

function* callbacksOf(site: OperationSite, references: References): Generator<OperationSite[]> {
  for (const [name, value] of Object.entries(getObject(site.operation, 'callbacks') ?? {})) {
    const callback = references.resolve(value, site.pointer + pointerOf(['callbacks', name]));
    if (callback === null) continue;
    for (const [expression, item] of Object.entries(callback.value)) {
      if (childOf('callback', expression) === undefined) continue;
      const id = (method: string): string => `CALLBACK ${site.id} ${name} ${expression} ${method}`;
      const pointer = callback.pointer + pointerOf([expression]);
      yield operationsOf(item, pointer, references, { id, type: 'callback', path: expression });
    }
  }
}
