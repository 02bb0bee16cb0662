import { isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, tokensOf, valueAt } from '../pointer.js';
import { childOf, COMPONENT_SECTIONS, nodesIn } from './grammar.js';
import type { NodeKind } from './grammar.js';

interface Target {
  value: JsonValue;
  kind: NodeKind;
}

/** A node of a document with what it refers to. */
interface Part {
  references: Target[];
  /** Of its JSON, without what it refers to. */
  characters: number;
}

/** Parts by their node: many slices go through the same ones, and a document is never changed. */
const parts = new WeakMap<JsonObject, Part>();

/** How many components some nodes reach through references, themselves included, and the size of all of them. */
export interface Reach {
  parts: number;
  /** Of JSON, about. */
  characters: number;
}

/**
 * What the given nodes reach. Stops once it is more than `most` parts, so that the answer costs little however large
 * the document is. Iterative.
 */
export function reachOf(root: JsonObject, nodes: readonly Target[], most: number): Reach {
  const reach: Reach = { parts: 0, characters: 0 };
  const seen = new Set<JsonObject>();
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined && reach.parts <= most; node = open.pop()) {
    if (!isObject(node.value) || seen.has(node.value)) continue;
    seen.add(node.value);
    const part = partOf(root, node.value, node.kind);
    reach.parts++;
    reach.characters += part.characters;
    for (const target of part.references) open.push(target);
  }
  return reach;
}

/** A reference into a component needs the whole of it. */
function targetOf(root: JsonObject, pointer: string, kind: NodeKind): Target {
  const [first, section = '', name] = tokensOf(pointer) ?? [];
  const known = COMPONENT_SECTIONS.get(section);
  if (first !== 'components' || known === undefined || name === undefined) {
    return { value: valueAt(root, pointer) ?? null, kind };
  }
  return { value: valueAt(root, pointer.split('/').slice(0, 4).join('/')) ?? null, kind: known };
}

function partOf(root: JsonObject, node: JsonObject, kind: NodeKind): Part {
  const known = parts.get(node);
  if (known !== undefined) return known;
  const part: Part = { references: [], characters: JSON.stringify(node).length };
  const pointers = new Map<string, NodeKind>();
  const open: Target[] = [{ value: node, kind }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isObject(next.value)) continue;
    for (const [key, value] of Object.entries(next.value)) {
      const child = childOf(next.kind, key);
      if (key === '$ref' && typeof value === 'string') {
        const pointer = localPointer(value);
        if (pointer !== null) pointers.set(pointer, next.kind);
      } else if (child !== undefined) {
        for (const item of nodesIn(key, child, value)) open.push({ value: item.value, kind: child.kind });
      }
    }
  }
  part.references = [...pointers].map(([pointer, holder]) => targetOf(root, pointer, holder));
  parts.set(node, part);
  return part;
}
