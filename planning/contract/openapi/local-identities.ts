import { get, isObject } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, valueAt } from '../pointer.js';
import { childOf, nodesIn } from './grammar.js';
import type { NodeKind } from './grammar.js';

/** A part of the document with an address of its own: the document itself, or a schema with `$id`. */
interface Resource {
  uri: string;
  pointer: string;
}

interface Frame {
  node: JsonObject;
  kind: NodeKind;
  resource: Resource;
  parent: Frame | null;
  tokens: string[];
}

/** What a document calls its parts, and the nodes that may refer to them. */
interface Identities {
  resources: Map<string, string>;
  /** Pointers by `<uri>#<anchor>`; those of dynamic anchors also by `#<anchor>` alone. */
  anchors: Map<string, string>;
  referring: Frame[];
}

/** Stands for the address a document came from, which nobody knows. */
const NOWHERE = 'https://contract.invalid/';
const IDENTITIES = ['$self', '$id', '$anchor', '$dynamic', '$recursive'];
const DYNAMIC = ['$dynamicRef', '$recursiveRef'];

/** False for a text in which no part of a document can have an address or anchor of its own: nearly all have none. */
export function mayHoldIdentities(text: string): boolean {
  // One pass over the dollar signs, most of which are those of references: a pass for each name takes as long as parsing.
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
    if (!text.startsWith('$ref', at) && IDENTITIES.some((name) => text.startsWith(name, at))) return true;
  }
  return false;
}

/**
 * A copy of a document in which every reference by `$self`, `$id`, `$anchor` or `$dynamicAnchor` that leads into the
 * document is written as the JSON Pointer it stands for (`#/…`), and those fields are gone. A dynamic reference is taken
 * for the static one it is where nothing overrides it. Relative addresses are resolved within the document only; what
 * they do not find there is left as it is. Iterative; the document itself is not changed.
 */
export function resolveIdentities(document: JsonObject): JsonObject {
  const root = structuredClone(document);
  const self = get(root, '$self');
  const uri = typeof self === 'string' ? absolute(self, NOWHERE) : NOWHERE;
  const identities = collect(root, { uri: uri ?? NOWHERE, pointer: '' });
  for (const { node, resource } of identities.referring) {
    for (const field of ['$ref', ...DYNAMIC]) {
      const ref = get(node, field);
      if (typeof ref !== 'string') continue;
      const pointer = find(ref, resource, identities, root);
      if (field !== '$ref') delete node[field];
      if (pointer !== null && (field === '$ref' || !Object.hasOwn(node, '$ref')))
        node['$ref'] = `#${encodeURI(pointer)}`;
    }
  }
  for (const { node, kind } of identities.referring) {
    if (kind === 'schema')
      for (const name of ['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor']) delete node[name];
  }
  delete root['$self'];
  return root;
}

function collect(root: JsonObject, document: Resource): Identities {
  const identities: Identities = { resources: new Map([[document.uri, '']]), anchors: new Map(), referring: [] };
  const seen = new Set<JsonObject>();
  const open: Frame[] = [{ node: root, kind: 'document', resource: document, parent: null, tokens: [] }];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (seen.has(frame.node)) continue;
    seen.add(frame.node);
    if (frame.kind === 'schema') nameSchema(frame, identities);
    if (['$ref', '$id', '$anchor', '$dynamicAnchor', ...DYNAMIC].some((field) => Object.hasOwn(frame.node, field))) {
      identities.referring.push(frame);
    }
    for (const key of Object.keys(frame.node)) {
      const child = childOf(frame.kind, key);
      const value = child === undefined ? undefined : frame.node[key];
      if (child === undefined || value === undefined) continue;
      for (const { tokens, value: node } of nodesIn(key, child, value)) {
        if (isObject(node)) open.push({ node, kind: child.kind, resource: frame.resource, parent: frame, tokens });
      }
    }
  }
  return identities;
}

/** Notes a schema's address and anchors; its address is that of everything below it. */
function nameSchema(frame: Frame, { resources, anchors }: Identities): void {
  const id = get(frame.node, '$id');
  if (typeof id === 'string' && !id.startsWith('#')) {
    const uri = absolute(id, frame.resource.uri);
    if (uri !== null) {
      frame.resource = { uri, pointer: pointerTo(frame) };
      if (!resources.has(uri)) resources.set(uri, frame.resource.pointer);
    }
  }
  const dynamic = get(frame.node, '$dynamicAnchor');
  for (const name of [get(frame.node, '$anchor'), dynamic, fragmentOf(id)]) {
    if (typeof name !== 'string') continue;
    const key = `${frame.resource.uri}#${name}`;
    if (!anchors.has(key)) anchors.set(key, pointerTo(frame));
    if (name === dynamic && !anchors.has(`#${name}`)) anchors.set(`#${name}`, pointerTo(frame));
  }
}

/** `$id: "#name"` was how drafts before 2019 wrote an anchor. */
function fragmentOf(id: JsonValue | undefined): string | undefined {
  return typeof id === 'string' && id.startsWith('#') ? id.slice(1) : undefined;
}

/** The pointer a reference stands for, null where it leads to no part of the document. */
function find(ref: string, from: Resource, { resources, anchors }: Identities, root: JsonObject): string | null {
  const hash = ref.indexOf('#');
  const address = hash < 0 ? ref : ref.slice(0, hash);
  const uri = address === '' ? from.uri : absolute(address, from.uri);
  const base = uri === null ? undefined : resources.get(uri);
  if (uri === null || base === undefined) return null;
  const fragment = localPointer(hash < 0 ? '#' : ref.slice(hash));
  if (fragment === null) {
    const name = ref.slice(hash + 1);
    return anchors.get(`${uri}#${name}`) ?? anchors.get(`#${name}`) ?? null;
  }
  if (valueAt(root, base + fragment) !== undefined) return base + fragment;
  // Many give a schema an `$id` and go on to refer from the document's top.
  return address === '' && valueAt(root, fragment) !== undefined ? fragment : null;
}

function absolute(text: string, base: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  url.hash = '';
  return url.href;
}

function pointerTo(frame: Frame): string {
  const parts: string[] = [];
  for (let at: Frame | null = frame; at !== null; at = at.parent) parts.push(pointerOf(at.tokens));
  return parts.reverse().join('');
}
