import { sha256Hex } from '../../hash.js';
import type { SliceLevel } from '../contract-document.js';
import { getList, getObject, getText, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, tokensOf, valueAt } from '../pointer.js';
import { copyNode } from './copy-node.js';
import type { CopyRules } from './copy-node.js';
import { dialectOf } from './dialect.js';
import { downgradeNode } from './downgrade-node.js';
import { COMPONENT_SECTIONS } from './grammar.js';
import type { NodeKind } from './grammar.js';
import { listOperations } from './list-operations.js';
import type { OperationSite } from './list-operations.js';
import { makeReferences, targetOf } from './references.js';
import { upgradeSchema } from './upgrade-schema.js';

/** A component that a slice needs, copied from `pointer`. */
export interface Needed {
  section: string;
  name: string;
  pointer: string;
}

/** An operation or component as it stands in slices, and the components it refers to. Shared by all of them: never changed. */
export interface SlicePiece {
  copy: JsonValue;
  needs: readonly Needed[];
}

/** The pieces of a document at one level. Each is made when it is first asked for, and then kept. */
export interface SlicePieces {
  /** Operations of the document by id. */
  sites: ReadonlyMap<string, OperationSite>;
  operation(site: OperationSite): SlicePiece;
  component(needed: Needed): SlicePiece;
}

const SECTION_OF: ReadonlyMap<NodeKind, string> = new Map(
  [...COMPONENT_SECTIONS].map(([section, kind]): [NodeKind, string] => [kind, section]),
);
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'title']);

/** What a schema without parts of its own is made of. */
const LEAF_KEYS = new Set('type enum const format pattern minimum maximum minLength maxLength default'.split(' '));
const LONGEST_LEAF = 400;

/** By document, which is never changed, and level: slices are cut by the thousand from one document. */
const kept = new WeakMap<JsonObject, Map<SliceLevel, SlicePieces>>();

/** The pieces of a document at a level. */
export function slicePieces(root: JsonObject, level: SliceLevel): SlicePieces {
  const byLevel = kept.get(root) ?? new Map<SliceLevel, SlicePieces>();
  kept.set(root, byLevel);
  let pieces = byLevel.get(level);
  if (pieces === undefined) {
    const [known] = byLevel.values();
    const sites = known?.sites ?? new Map(listOperations(makeReferences(root)).map((site) => [site.id, site]));
    pieces = makePieces(root, level, sites);
    byLevel.set(level, pieces);
  }
  return pieces;
}

function makePieces(root: JsonObject, level: SliceLevel, sites: SlicePieces['sites']): SlicePieces {
  const operations = new Map<string, SlicePiece>();
  const components = new Map<string, SlicePiece>();
  let needs: Map<string, Needed> = new Map();
  const need = (needed: Needed): void => {
    if (valueAt(root, needed.pointer) !== undefined) needs.set(`${needed.section}/${needed.name}`, needed);
  };
  const rules = makeRules(root, level, need);
  const remember = (known: Map<string, SlicePiece>, key: string, copy: () => JsonValue): SlicePiece => {
    let piece = known.get(key);
    if (piece === undefined) {
      needs = new Map();
      piece = { copy: copy(), needs: [...needs.values()] };
      known.set(key, piece);
    }
    return piece;
  };
  return {
    sites,
    operation: (site) =>
      remember(operations, site.id, () => {
        needSecurity(site, root, need);
        return copyNode(withPathParameters(site), 'operation', rules.direct);
      }),
    component: (needed) =>
      remember(components, needed.pointer, () => {
        const kind = COMPONENT_SECTIONS.get(needed.section) ?? 'schema';
        const source = valueAt(root, needed.pointer) ?? {};
        if (kind !== 'schema') return copyNode(source, kind, rules.direct);
        return copyNode(level === 'signature' ? requiredOnly(source) : source, kind, rules.inSchema);
      }),
  };
}

function needSecurity(site: OperationSite, root: JsonObject, need: (needed: Needed) => void): void {
  const owner = Object.hasOwn(site.operation, 'security') ? site.operation : root;
  for (const alternative of getList(owner, 'security').filter(isObject)) {
    for (const name of Object.keys(alternative)) {
      need({ section: 'securitySchemes', name, pointer: pointerOf(['components', 'securitySchemes', name]) });
    }
  }
}

/** Path-level parameters belong to the operation in its slice. */
function withPathParameters(site: OperationSite): JsonObject {
  const shared = getList(site.pathItem, 'parameters');
  if (shared.length === 0) return site.operation;
  const own = getList(site.operation, 'parameters');
  const key = (value: JsonValue): string =>
    `${getText(value, 'in')} ${getText(value, 'name')}${getText(value, '$ref')}`;
  const taken = new Set(own.map(key));
  return { ...site.operation, parameters: [...shared.filter((value) => !taken.has(key(value))), ...own] };
}

/** Copy rules for what operations hold and for component schemas: outline and signature stop at the first schema. */
function makeRules(
  root: JsonObject,
  level: SliceLevel,
  need: (needed: Needed) => void,
): { direct: CopyRules; inSchema: CopyRules } {
  const old = dialectOf(root) <= '3.0';
  const newest = dialectOf(root) === '3.2';
  const schema = (copy: JsonObject): void => {
    if (old) upgradeSchema(copy);
    needMapped(copy, root, need);
  };
  const reference = (ref: string, kind: NodeKind): string | JsonObject | null => {
    const needed = locate(ref, kind, root);
    if (needed === null) return stub(ref, kind);
    need(needed.component);
    return needed.ref;
  };
  const keep = (kind: NodeKind, key: string): boolean => {
    if (key === 'links' || (kind === 'operation' && key === 'servers' && level !== 'full')) return false;
    if (level === 'full') return true;
    if (kind === 'response' && key === 'description') return true;
    return !PROSE.has(key) && !key.startsWith('x-');
  };
  const references = makeReferences(root);
  const replace = (node: JsonObject, kind: NodeKind): JsonObject => {
    // 3.1 has no shared media types: what one refers to stands in its place.
    const own = kind === 'mediaType' ? (targetOf(node, references) ?? {}) : node;
    return newest ? downgradeNode(own, kind) : own;
  };
  const direct: CopyRules = { reference, replace, keep, schema };
  if (level === 'full' || level === 'brief') return { direct, inSchema: direct };
  const inSchema: CopyRules = {
    keep: (kind, key) => keep(kind, key) && key !== 'discriminator',
    schema: (copy) => {
      if (old) upgradeSchema(copy);
    },
    reference: (ref) => leafAt(ref, root) ?? { title: ref.slice(ref.lastIndexOf('/') + 1) },
  };
  return { direct, inSchema };
}

/** A referenced schema that names no other and is short, an enum for instance: itself rather than its name. */
function leafAt(ref: string, root: JsonObject): JsonObject | null {
  const pointer = localPointer(ref);
  const target = pointer === null ? undefined : valueAt(root, pointer);
  if (!isObject(target) || !Object.keys(target).every((key) => LEAF_KEYS.has(key) || PROSE.has(key))) return null;
  const leaf = Object.fromEntries(Object.entries(target).filter(([key]) => LEAF_KEYS.has(key)));
  return JSON.stringify(leaf).length <= LONGEST_LEAF ? leaf : null;
}

/** Of a schema's own properties, just the required ones. */
function requiredOnly(schema: JsonValue): JsonValue {
  const properties = getObject(schema, 'properties');
  if (!isObject(schema) || properties === undefined) return schema;
  const required = new Set(getList(schema, 'required'));
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(properties)) if (required.has(name)) put(kept, name, value);
  return { ...schema, properties: kept };
}

/** The component a reference leads to and the reference's text in the slice; null where it leads nowhere or outside. */
function locate(ref: string, kind: NodeKind, root: JsonObject): { component: Needed; ref: string } | null {
  const pointer = localPointer(ref);
  if (pointer === null || valueAt(root, pointer) === undefined) return null;
  const tokens = tokensOf(pointer) ?? [];
  const [first, section, name] = tokens;
  if (first === 'components' && section !== undefined && name !== undefined && COMPONENT_SECTIONS.has(section)) {
    const component = { section, name, pointer: pointerOf([first, section, name]) };
    return { component, ref: `#${encodeURI(pointer).replaceAll('#', '%23')}` };
  }
  const target = SECTION_OF.get(kind);
  if (target === undefined || pointer === '') return null;
  const moved = movedName(pointer);
  return { component: { section: target, name: moved, pointer }, ref: `#/components/${target}/${moved}` };
}

/** A component name for a part that stood elsewhere: its last words, and enough of a hash to meet no other. */
function movedName(pointer: string): string {
  const words = pointer
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(-48);
  return `${words}_${sha256Hex(pointer).slice(0, 8)}`;
}

/** What stands in place of a reference that cannot be kept. */
function stub(ref: string, kind: NodeKind): JsonObject | null {
  const description = `Not in this contract: ${ref}`;
  if (kind === 'schema' || kind === 'response' || kind === 'header') return { description };
  return kind === 'requestBody' ? { description, content: {} } : null;
}

/** Schemas named by a discriminator's mapping belong to the slice; a mapping that leads nowhere is left out. */
function needMapped(schema: JsonObject, root: JsonObject, need: (needed: Needed) => void): void {
  const discriminator = getObject(schema, 'discriminator');
  const mapping = getObject(discriminator, 'mapping');
  if (discriminator === undefined || mapping === undefined) return;
  const kept: JsonObject = {};
  for (const [value, target] of Object.entries(mapping)) {
    if (typeof target !== 'string') continue;
    const name = target.startsWith('#/components/schemas/') ? target.slice('#/components/schemas/'.length) : target;
    const pointer = pointerOf(['components', 'schemas', name]);
    if (valueAt(root, pointer) === undefined) continue;
    need({ section: 'schemas', name, pointer });
    put(kept, value, target);
  }
  schema['discriminator'] = { ...discriminator, mapping: kept };
}
