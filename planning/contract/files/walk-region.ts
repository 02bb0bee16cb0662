import { get, getObject, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { childOf } from '../openapi/grammar.js';
import type { Child, NodeKind } from '../openapi/grammar.js';
import { pointerOf } from '../pointer.js';

/** What stands somewhere: a node of a kind, or a map of such nodes by name. */
export interface Stand {
  kind: NodeKind;
  isMap: boolean;
}

/** A `$ref` with the object that holds it. */
export interface HeldReference {
  holder: JsonObject;
  /** `$ref`, or the key of a discriminator's mapping, whose holder is the mapping. */
  key: string;
  ref: string;
  /** Of the holder, in its file. */
  pointer: string;
  stand: Stand;
}

const map = (kind: NodeKind): Child => ({ kind, shape: 'map' });

/** Where Swagger 2.0 keeps nodes that 3.x has elsewhere. Files of both kinds may meet in one contract. */
const SWAGGER2: Readonly<Partial<Record<NodeKind, ReadonlyMap<string, Child>>>> = {
  document: new Map([
    ['definitions', map('schema')],
    ['parameters', map('parameter')],
    ['responses', map('response')],
    ['securityDefinitions', map('securityScheme')],
  ]),
  response: new Map([['schema', { kind: 'schema', shape: 'one' }]]),
};
/** Maps that a `$ref` may stand for as a whole: those of the document itself. */
const WHOLE_MAPS: ReadonlySet<NodeKind> = new Set(['document', 'components']);

interface Frame {
  value: JsonValue;
  stand: Stand;
  parent: Frame | null;
  tokens: string[];
}

/**
 * Tells of every reference below a node, in the order of the text, data left alone. Nodes in `seen` are passed over and
 * those met are added, so that walking overlapping regions takes linear time. Iterative.
 */
export function walkRegion(
  node: JsonValue,
  stand: Stand,
  pointer: string,
  seen: Set<JsonValue>,
  visit: (reference: HeldReference) => void,
): void {
  const open: Frame[] = [{ value: node, stand, parent: null, tokens: [] }];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (!isObject(frame.value) || seen.has(frame.value)) continue;
    seen.add(frame.value);
    const here = frame;
    const at = (): string => pointer + pointerTo(here);
    const ref = get(frame.value, '$ref');
    if (typeof ref === 'string') visit({ holder: frame.value, key: '$ref', ref, pointer: at(), stand: frame.stand });
    if (frame.stand.kind === 'schema' && !frame.stand.isMap) visitMapping(frame.value, at, visit);
    for (const child of childrenOf(frame).reverse()) open.push(child);
  }
}

function childrenOf(frame: Frame): Frame[] {
  const { value, stand } = frame;
  if (!isObject(value)) return [];
  if (stand.isMap) {
    return Object.keys(value)
      .filter((name) => stand.kind !== 'pathItem' || !name.startsWith('x-'))
      .map((name) => frameOf(frame, value[name] ?? null, stand.kind, [name]));
  }
  return Object.keys(value).flatMap((key) => {
    const child = childOf(stand.kind, key) ?? SWAGGER2[stand.kind]?.get(key);
    const inner = value[key];
    if (child === undefined || inner === undefined) return [];
    const isWhole = child.shape === 'map' && WHOLE_MAPS.has(stand.kind) && typeof get(inner, '$ref') === 'string';
    if (isWhole) return [{ value: inner, stand: { kind: child.kind, isMap: true }, parent: frame, tokens: [key] }];
    return nodesIn(key, child, inner).map((item) => frameOf(frame, item.value, child.kind, item.tokens));
  });
}

function frameOf(parent: Frame, value: JsonValue, kind: NodeKind, tokens: string[]): Frame {
  return { value, stand: { kind, isMap: false }, parent, tokens };
}

/** The nodes in a field with the names that lead to each from the field's owner. */
function nodesIn(key: string, child: Child, value: JsonValue): { tokens: string[]; value: JsonValue }[] {
  if (Array.isArray(value)) return value.map((item, index) => ({ tokens: [key, String(index)], value: item }));
  if (child.shape === 'one') return [{ tokens: [key], value }];
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((name) => child.kind !== 'pathItem' || !name.startsWith('x-'))
    .map((name) => ({ tokens: [key, name], value: value[name] ?? null }));
}

/** The values of a discriminator's mapping are references, too, unless they are names of schemas. */
function visitMapping(schema: JsonObject, at: () => string, visit: (reference: HeldReference) => void): void {
  const mapping = getObject(getObject(schema, 'discriminator'), 'mapping');
  for (const [key, ref] of Object.entries(mapping ?? {})) {
    if (mapping === undefined || typeof ref !== 'string' || !/[#/.]/.test(ref)) continue;
    const pointer = `${at()}/discriminator/mapping`;
    visit({ holder: mapping, key, ref, pointer, stand: { kind: 'schema', isMap: false } });
  }
}

function pointerTo(frame: Frame): string {
  const parts: string[] = [];
  for (let at: Frame | null = frame; at !== null; at = at.parent) parts.push(pointerOf(at.tokens));
  return parts.reverse().join('');
}
