import type { ContractDocument } from '../../contract/contract-document.js';
import { get, getList, getObject, getText, isObject, put } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import { localPointer, tokensOf } from '../../contract/pointer.js';
import { sliceContract } from '../../contract/slice.js';
import { compareStrings } from '../../compare.js';
import { spellOutStatuses } from './served-responses.js';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** The slice that a task's checks run on. */
export interface CheckContract {
  /** With examples, to take values from. */
  full: JsonObject;
  /** What stands beside the check document: every operation has an id, no server but the one that is named. */
  served: JsonObject;
  /** Operation ids in it by `METHOD path`. */
  operationIds: ReadonlyMap<string, string>;
}

/**
 * Cuts the operations that checks call (ids without prefix) out of a contract, so that Respect can validate every answer:
 * rings of schemas are opened at the reference that closes them, as it validates nothing with a ring in it, and objects
 * without declared properties allow any.
 */
export function checkContract(document: ContractDocument, operations: readonly string[]): CheckContract {
  const refs = operations.map((id) => `op:${id}`);
  const full = sliceOf(document, refs, 'full');
  const served = structuredClone(sliceOf(document, refs, 'brief'));
  served['servers'] = [{ url: '/' }];
  openRings(served);
  allowUndeclared(served);
  return { full, served, operationIds: prepareOperations(served) };
}

function sliceOf(document: ContractDocument, refs: readonly string[], level: 'full' | 'brief'): JsonObject {
  const cut = sliceContract(document, refs, level);
  return cut.format === 'openapi' ? cut.slice : {};
}

/** Keeps ids that are unique and gives the others one made of method and path; says which statuses there are. */
function prepareOperations(served: JsonObject): Map<string, string> {
  const ids = new Map<string, string>();
  const used = new Set<string>();
  for (const [path, item] of Object.entries(getObject(served, 'paths') ?? {}).sort(([a], [b]) =>
    compareStrings(a, b),
  )) {
    if (!isObject(item)) continue;
    delete item['servers'];
    for (const method of Object.keys(item)
      .filter((key) => METHODS.has(key))
      .sort(compareStrings)) {
      const operation = getObject(item, method) ?? {};
      delete operation['servers'];
      spellOutStatuses(operation, served);
      const own = getText(operation, 'operationId').replace(/[^\w.-]/g, '_');
      const made = `${method}${path.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}`;
      let id = own === '' ? made : own;
      for (let n = 2; used.has(id); n += 1) id = `${own === '' ? made : own}_${n}`;
      used.add(id);
      put(operation, 'operationId', id);
      ids.set(`${method.toUpperCase()} ${path}`, id);
    }
  }
  return ids;
}

/** References of a schema to component schemas, each with the object that holds it. */
function referencesIn(schema: JsonValue): { holder: JsonObject; name: string }[] {
  const found: { holder: JsonObject; name: string }[] = [];
  const open: JsonValue[] = [schema];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const ref = isObject(value) ? get(value, '$ref') : undefined;
    if (isObject(value) && typeof ref === 'string' && ref.startsWith('#/components/schemas/')) {
      found.push({ holder: value, name: nameIn(ref) });
    }
    open.push(...Object.values<JsonValue>(value));
  }
  return found.reverse();
}

function nameIn(ref: string): string {
  return tokensOf(localPointer(ref) ?? '')?.[2] ?? '';
}

/** Depth first from each schema by name: a reference to one that is still open closes a ring. */
function openRings(served: JsonObject): void {
  const schemas = getObject(getObject(served, 'components'), 'schemas') ?? {};
  const done = new Set<string>();
  for (const start of Object.keys(schemas).sort(compareStrings)) {
    if (done.has(start)) continue;
    const onPath = new Set([start]);
    const stack = [{ name: start, left: referencesIn(get(schemas, start) ?? {}) }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.left.shift();
      if (next === undefined) {
        onPath.delete(top.name);
        done.add(top.name);
        stack.pop();
      } else if (onPath.has(next.name)) {
        for (const key of Object.keys(next.holder)) delete next.holder[key];
        next.holder['additionalProperties'] = true;
      } else if (!done.has(next.name)) {
        onPath.add(next.name);
        stack.push({ name: next.name, left: referencesIn(get(schemas, next.name) ?? {}) });
      }
    }
  }
}

/** An object that declares nothing of its content says nothing against any. */
function allowUndeclared(served: JsonObject): void {
  const open: JsonValue[] = [served];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value) && getText(value, 'type') === 'object' && declaresNothing(value)) {
      value['additionalProperties'] = true;
    }
    open.push(...Object.values<JsonValue>(value));
  }
}

function declaresNothing(schema: JsonObject): boolean {
  const silent = ['properties', 'additionalProperties', 'patternProperties', 'unevaluatedProperties', '$ref'];
  return (
    silent.every((key) => get(schema, key) === undefined) &&
    ['allOf', 'anyOf', 'oneOf'].every((key) => getList(schema, key).length === 0)
  );
}
