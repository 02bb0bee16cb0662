import { get, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, tokensOf, valueAt } from '../pointer.js';
import { childOf } from './grammar.js';
import type { Child, NodeKind } from './grammar.js';

/** An object reached through references, and where it stands. */
export interface Resolved {
  value: JsonObject;
  pointer: string;
}

export interface References {
  root: JsonObject;
  /**
   * Follows `$ref` to the object it leads to; null for a dangling, external or circular one, or for what is no object.
   */
  resolve(value: JsonValue | undefined, pointer: string): Resolved | null;
  /** One step of `resolve`: the object a `$ref` leads to, null if it leads to none, undefined where there is no `$ref`. */
  follow(value: JsonObject): Resolved | null | undefined;
  /** The key of `components.schemas` that a value refers to directly, or null. */
  schemaNameOf(value: JsonValue | undefined): string | null;
}

/** Longest chain of references to references that is followed. */
const MAX_CHAIN = 32;
const SCHEMAS = '/components/schemas/';

/** Reads references of one document inside that document only: nothing is fetched or opened. Lookups are remembered. */
export function makeReferences(root: JsonObject): References {
  const targets = new Map<string, JsonValue | undefined>();
  const schemaNames = new Map<string, string | null>();
  const target = (pointer: string): JsonValue | undefined => {
    if (!targets.has(pointer)) targets.set(pointer, valueAt(root, pointer));
    return targets.get(pointer);
  };
  const nameOf = (ref: string): string | null => {
    const pointer = localPointer(ref);
    if (pointer === null || !pointer.startsWith(SCHEMAS)) return null;
    const tokens = tokensOf(pointer) ?? [];
    const name = tokens[2];
    return tokens.length === 3 && name !== undefined && isSchema(target(pointer)) ? name : null;
  };
  const follow = (value: JsonObject): Resolved | null | undefined => {
    const ref = get(value, '$ref');
    if (typeof ref !== 'string') return undefined;
    const next = localPointer(ref);
    const found = next === null ? undefined : target(next);
    return next !== null && isObject(found) ? { value: found, pointer: next } : null;
  };
  return {
    root,
    follow,
    resolve(value, pointer) {
      let current: Resolved | null = isObject(value) ? { value, pointer } : null;
      for (let step = 0; current !== null && step < MAX_CHAIN; step++) {
        const next = follow(current.value);
        if (next === undefined) return current;
        current = next;
      }
      return null;
    },
    schemaNameOf(value) {
      const ref = get(value, '$ref');
      if (typeof ref !== 'string') return null;
      let name = schemaNames.get(ref);
      if (name === undefined) {
        name = nameOf(ref);
        schemaNames.set(ref, name);
      }
      return name;
    },
  };
}

/** The object a value is or leads to; undefined where there is none. For readers that need not know where it stands. */
export function targetOf(value: JsonValue | undefined, references: References): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return typeof get(value, '$ref') === 'string' ? references.resolve(value, '')?.value : value;
}

function isSchema(value: JsonValue | undefined): boolean {
  return isObject(value) || typeof value === 'boolean';
}

/** A `$ref` as it stands in the document: the first place of each distinct text, and how many there are. */
export interface ReferenceSite {
  ref: string;
  /** Pointer of the object that holds it. */
  pointer: string;
  kind: NodeKind;
  places: number;
}

interface Frame {
  value: JsonObject;
  kind: NodeKind;
  parent: Frame | null;
  /** Field of the parent that holds the node, and the node's name or index in it where it holds several. */
  field: string;
  item: string | number | null;
}

/**
 * All distinct references of a document, in the order of their text's first place. Iterative, linear, knows data from
 * references. `fieldOf` is the grammar of the document's dialect.
 */
export function findReferences(root: JsonObject, fieldOf: typeof childOf = childOf): ReferenceSite[] {
  const sites = new Map<string, ReferenceSite>();
  const open: Frame[] = [{ value: root, kind: 'document', parent: null, field: '', item: null }];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    const first = open.length;
    for (const key of Object.keys(frame.value)) {
      const value = frame.value[key];
      if (key === '$ref' && typeof value === 'string') {
        const known = sites.get(value);
        if (known !== undefined) known.places++;
        else sites.set(value, { ref: value, pointer: pointerTo(frame), kind: frame.kind, places: 1 });
      } else if (typeof value === 'object' && value !== null) {
        pushNodes(frame, key, value, fieldOf(frame.kind, key), open);
      }
    }
    // The stack hands out what came last, and the text is followed from its start.
    reverseFrom(open, first);
  }
  return [...sites.values()];
}

/** Puts the nodes in a field of a node on the stack; a document may have some hundred thousand. */
function pushNodes(
  parent: Frame,
  field: string,
  value: JsonObject | JsonValue[],
  child: Child | undefined,
  open: Frame[],
): void {
  if (child === undefined) return;
  const { kind } = child;
  if (Array.isArray(value)) {
    value.forEach((item, at) => {
      if (isObject(item)) open.push({ value: item, kind, parent, field, item: at });
    });
  } else if (child.shape === 'one') {
    open.push({ value, kind, parent, field, item: null });
  } else {
    for (const name of Object.keys(value)) {
      const item = value[name];
      if (!isObject(item) || (kind === 'pathItem' && name.startsWith('x-'))) continue;
      open.push({ value: item, kind, parent, field, item: name });
    }
  }
}

function reverseFrom(list: Frame[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low += 1, high -= 1) {
    const one = list[low] as Frame;
    list[low] = list[high] as Frame;
    list[high] = one;
  }
}

function pointerTo(frame: Frame): string {
  const parts: string[] = [];
  for (let at = frame; at.parent !== null; at = at.parent) {
    parts.push(pointerOf(at.item === null ? [at.field] : [at.field, at.item]));
  }
  return parts.reverse().join('');
}
