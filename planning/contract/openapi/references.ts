import { get, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, tokensOf, valueAt } from '../pointer.js';
import { childOf, nodesIn } from './grammar.js';
import type { NodeKind } from './grammar.js';

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
  value: JsonValue;
  kind: NodeKind;
  parent: Frame | null;
  tokens: string[];
}

/**
 * All distinct references of a document, in the order of their text's first place. Iterative, linear, knows data from
 * references. `fieldOf` is the grammar of the document's dialect.
 */
export function findReferences(root: JsonObject, fieldOf: typeof childOf = childOf): ReferenceSite[] {
  const sites = new Map<string, ReferenceSite>();
  const open: Frame[] = [{ value: root, kind: 'document', parent: null, tokens: [] }];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (!isObject(frame.value)) continue;
    const inside: Frame[] = [];
    for (const key of Object.keys(frame.value)) {
      const value = frame.value[key];
      if (value === undefined) continue;
      if (key === '$ref' && typeof value === 'string') {
        const known = sites.get(value);
        if (known !== undefined) known.places++;
        else sites.set(value, { ref: value, pointer: pointerTo(frame), kind: frame.kind, places: 1 });
        continue;
      }
      const child = fieldOf(frame.kind, key);
      if (child === undefined) continue;
      const items = nodesIn(key, child, value);
      for (const item of items)
        inside.push({ value: item.value, kind: child.kind, parent: frame, tokens: item.tokens });
    }
    // Reversed, so that the stack hands them out in the order of the text.
    for (const child of inside.reverse()) open.push(child);
  }
  return [...sites.values()];
}

function pointerTo(frame: Frame): string {
  const parts: string[] = [];
  for (let at: Frame | null = frame; at !== null; at = at.parent) parts.push(pointerOf(at.tokens));
  return parts.reverse().join('');
}
