import { get, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { childOf } from './grammar.js';
import type { NodeKind } from './grammar.js';

/** What happens to the nodes of a document while they are copied. */
export interface CopyRules {
  /** The text a `$ref` gets, or the object that stands in its place, or null to leave the holder out. */
  reference(ref: string, kind: NodeKind): string | JsonObject | null;
  /** The node that is copied in place of another. */
  replace?(node: JsonObject, kind: NodeKind): JsonObject;
  /** Whether a field of a node is kept. */
  keep?(kind: NodeKind, key: string): boolean;
  /** Changes a copied schema in place, after its own fields were set and before its children are. */
  schema?(copy: JsonObject): void;
}

interface Job {
  source: JsonValue;
  kind: NodeKind;
  /** Where the copy goes. */
  into: JsonObject | JsonValue[];
  key: string;
}

/**
 * Copies a node with everything below it, references rewritten by the rules; data (examples, defaults) is shared, not
 * copied. Iterative.
 */
export function copyNode(source: JsonValue, kind: NodeKind, rules: CopyRules): JsonValue {
  const holder: JsonObject = {};
  const lists: JsonValue[][] = [];
  const jobs: Job[] = [{ source, kind, into: holder, key: 'copy' }];
  for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
    const copy = copyOne(job, rules, jobs, lists);
    if (copy === undefined) continue;
    if (Array.isArray(job.into)) job.into[Number(job.key)] = copy;
    else put(job.into, job.key, copy);
  }
  lists.forEach(closeUp);
  return get(holder, 'copy') ?? {};
}

/** The copy of one node; its children are queued. Undefined where the node is left out. */
function copyOne(job: Job, rules: CopyRules, jobs: Job[], lists: JsonValue[][]): JsonValue | undefined {
  const { kind } = job;
  if (!isObject(job.source)) return job.source;
  const source = rules.replace?.(job.source, kind) ?? job.source;
  const ref = get(source, '$ref');
  const copy: JsonObject = {};
  if (typeof ref === 'string') {
    const instead = rules.reference(ref, kind);
    if (instead === null) return undefined;
    if (typeof instead !== 'string') return instead;
    copy['$ref'] = instead;
  }
  const children: Job[] = [];
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined || (key === '$ref' && typeof ref === 'string')) continue;
    if (rules.keep !== undefined && !rules.keep(kind, key)) continue;
    const child = childOf(kind, key);
    if (child === undefined) {
      if (!holdsReference(value)) put(copy, key, value);
    } else queueChildren(value, child.kind, child.shape, copy, key, children);
  }
  for (const child of children) if (Array.isArray(child.into) && child.key === '0') lists.push(child.into);
  if (kind === 'schema') rules.schema?.(copy);
  // Reversed, so that the stack hands children out in their own order and copies keep the source's key order.
  for (const child of children.reverse()) jobs.push(child);
  return copy;
}

function queueChildren(
  value: JsonValue,
  kind: NodeKind,
  shape: 'one' | 'list' | 'map',
  copy: JsonObject,
  key: string,
  queue: Job[],
): void {
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    put(copy, key, list);
    value.forEach((item, index) => queue.push({ source: item, kind, into: list, key: String(index) }));
  } else if (shape === 'map' && isObject(value)) {
    const map: JsonObject = {};
    put(copy, key, map);
    for (const name of Object.keys(value)) queue.push({ source: value[name] ?? null, kind, into: map, key: name });
  } else {
    // Holds the field's place; the copy replaces it.
    put(copy, key, {});
    queue.push({ source: value, kind, into: copy, key });
  }
}

/** Data that was looked through for references; it is shared by all copies and never changed. */
const looked = new WeakMap<object, boolean>();

/**
 * True for data with a `$ref` inside. It is no reference, but tools that resolve blindly take it for one, so copies go
 * without it. Iterative.
 */
function holdsReference(data: JsonValue): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const known = looked.get(data);
  if (known !== undefined) return known;
  let found = false;
  const open: JsonValue[] = [data];
  for (let value = open.pop(); value !== undefined && !found; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    found = !Array.isArray(value) && typeof get(value, '$ref') === 'string';
    for (const child of Object.values<JsonValue>(value)) if (typeof child === 'object') open.push(child);
  }
  looked.set(data, found);
  return found;
}

/** A left-out list member leaves a hole; lists are closed up once all copying is done. */
function closeUp(list: JsonValue[]): void {
  const filled = Object.values(list);
  if (filled.length < list.length) list.splice(0, list.length, ...filled);
}
