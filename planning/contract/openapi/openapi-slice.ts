import { compareStrings } from '../../compare.js';
import type { SliceLevel } from '../contract-document.js';
import { get, getList, getObject, getText, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { localPointer, pointerOf, tokensOf, valueAt } from '../pointer.js';
import { copyNode } from './copy-node.js';
import type { CopyRules } from './copy-node.js';
import { dialectOf } from './dialect.js';
import { downgradeNode, downgradeServers } from './downgrade-node.js';
import { COMPONENT_SECTIONS } from './grammar.js';
import type { NodeKind } from './grammar.js';
import { listOperations } from './list-operations.js';
import type { OperationSite } from './list-operations.js';
import { makeReferences } from './references.js';
import { upgradeSchema } from './upgrade-schema.js';

/** A component that a slice needs, copied from `pointer`. */
interface Needed {
  section: string;
  name: string;
  pointer: string;
}

const SECTION_OF: ReadonlyMap<NodeKind, string> = new Map(
  [...COMPONENT_SECTIONS].map(([section, kind]): [NodeKind, string] => [kind, section]),
);
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'title']);

/** Operations of a document by id. They are listed once per document, which is never changed. */
const sitesOf = new WeakMap<JsonObject, ReadonlyMap<string, OperationSite>>();

/**
 * An OpenAPI 3.1 document with the given operations and component schemas and the components they reach. References
 * into other parts of the document are moved to components; one that leads nowhere or outside is replaced by a stub
 * that says so, so that every reference in the slice resolves within it. Links are left out: they lead to other
 * operations.
 */
export function sliceOpenApi(
  root: JsonObject,
  operationIds: readonly string[],
  schemaNames: readonly string[],
  level: SliceLevel,
): JsonObject {
  const cut = makeCut(root, level);
  const sites = operationSites(root);
  const slice: JsonObject = { openapi: '3.1.0', info: infoOf(root) };
  const servers = get(root, 'servers');
  if (Array.isArray(servers) && level === 'full') slice['servers'] = downgradeServers(servers);
  const chosen = [...new Set(operationIds)].sort(compareStrings).flatMap((id) => sites.get(id) ?? []);
  if (chosen.some((site) => !Object.hasOwn(site.operation, 'security')) && getList(root, 'security').length > 0) {
    slice['security'] = getList(root, 'security');
  }
  const components: JsonObject = {};
  for (const site of chosen) place(site, cut.operation(site), slice, components);
  for (const name of [...new Set(schemaNames)].sort(compareStrings)) {
    cut.need({ section: 'schemas', name, pointer: pointerOf(['components', 'schemas', name]) });
  }
  cut.needSecurity(chosen);
  cut.fill(components);
  if (Object.keys(components).length > 0) slice['components'] = components;
  if (slice['paths'] === undefined && slice['webhooks'] === undefined) slice['paths'] = {};
  return slice;
}

function operationSites(root: JsonObject): ReadonlyMap<string, OperationSite> {
  let sites = sitesOf.get(root);
  if (sites === undefined) {
    sites = new Map(listOperations(makeReferences(root)).map((site) => [site.id, site]));
    sitesOf.set(root, sites);
  }
  return sites;
}

function infoOf(root: JsonObject): JsonObject {
  const info = getObject(root, 'info');
  return { title: getText(info, 'title') || 'Contract', version: getText(info, 'version') || '0' };
}

/** Puts an operation where its kind stands: paths, webhooks, or `components.callbacks`. */
function place(site: OperationSite, operation: JsonValue, slice: JsonObject, components: JsonObject): void {
  const standard = /^(?:get|put|post|delete|options|head|patch|trace)$/i.test(site.method);
  const tokens =
    site.type === 'callback' ? callbackTokens(site) : [site.type === 'webhook' ? 'webhooks' : 'paths', site.path];
  let owner = site.type === 'callback' ? components : slice;
  // OpenAPI 3.1 knows no other methods; 3.2 keeps them in `additionalOperations`, which 3.1 readers accept as an
  // extension.
  const field = standard ? [site.method.toLowerCase()] : ['x-additionalOperations', site.method];
  for (const token of [...tokens, ...field.slice(0, -1)]) {
    const next = getObject(owner, token) ?? {};
    put(owner, token, next);
    owner = next;
  }
  put(owner, field.at(-1) ?? '', operation);
}

function callbackTokens(site: OperationSite): string[] {
  const tokens = tokensOf(site.pointer) ?? [];
  const name = tokens.at(-3) ?? 'callback';
  return ['callbacks', name.replace(/[^\w.-]/g, '_'), site.path];
}

interface Cut {
  operation(site: OperationSite): JsonValue;
  need(needed: Needed): void;
  needSecurity(sites: readonly OperationSite[]): void;
  /** Copies what is needed, and what that needs, into the slice's components. */
  fill(components: JsonObject): void;
}

function makeCut(root: JsonObject, level: SliceLevel): Cut {
  const queue: Needed[] = [];
  const seen = new Map<string, Needed>();
  const need = (needed: Needed): void => {
    const key = `${needed.section}/${needed.name}`;
    if (seen.has(key) || valueAt(root, needed.pointer) === undefined) return;
    seen.set(key, needed);
    queue.push(needed);
  };
  const rules = makeRules(root, level, need, seen);
  return {
    need,
    operation: (site) => copyNode(withPathParameters(site), 'operation', rules.direct),
    needSecurity(sites) {
      for (const site of sites) {
        const owner = Object.hasOwn(site.operation, 'security') ? site.operation : root;
        for (const alternative of getList(owner, 'security').filter(isObject)) {
          for (const name of Object.keys(alternative)) {
            need({ section: 'securitySchemes', name, pointer: pointerOf(['components', 'securitySchemes', name]) });
          }
        }
      }
    },
    fill(components) {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const kind = COMPONENT_SECTIONS.get(next.section) ?? 'schema';
        const source = valueAt(root, next.pointer) ?? {};
        const copy =
          kind === 'schema' && level === 'signature'
            ? copyNode(requiredOnly(source), kind, rules.inSchema)
            : copyNode(source, kind, rules.direct);
        const section = getObject(components, next.section) ?? {};
        put(section, next.name, copy);
        put(components, next.section, section);
      }
    },
  };
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

/** Copy rules for what operations hold and for component schemas: a signature stops at the first schema. */
function makeRules(
  root: JsonObject,
  level: SliceLevel,
  need: (needed: Needed) => void,
  seen: ReadonlyMap<string, Needed>,
): { direct: CopyRules; inSchema: CopyRules } {
  const old = dialectOf(root) <= '3.0';
  const newest = dialectOf(root) === '3.2';
  const schema = (copy: JsonObject): void => {
    if (old) upgradeSchema(copy);
    needMapped(copy, root, need);
  };
  const reference = (ref: string, kind: NodeKind): string | JsonObject | null => {
    const needed = locate(ref, kind, root, seen);
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
    const own = kind === 'mediaType' ? (references.resolve(node, '')?.value ?? {}) : node;
    return newest ? downgradeNode(own, kind) : own;
  };
  const direct: CopyRules = { reference, replace, keep, schema };
  if (level !== 'signature') return { direct, inSchema: direct };
  const inSchema: CopyRules = {
    keep: (kind, key) => keep(kind, key) && key !== 'discriminator',
    schema: (copy) => {
      if (old) upgradeSchema(copy);
    },
    reference: (ref) => ({ title: ref.slice(ref.lastIndexOf('/') + 1) }),
  };
  return { direct, inSchema };
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
function locate(
  ref: string,
  kind: NodeKind,
  root: JsonObject,
  seen: ReadonlyMap<string, Needed>,
): { component: Needed; ref: string } | null {
  const pointer = localPointer(ref);
  if (pointer === null || valueAt(root, pointer) === undefined) return null;
  const tokens = tokensOf(pointer) ?? [];
  const [first, section, name] = tokens;
  if (first === 'components' && section !== undefined && name !== undefined && COMPONENT_SECTIONS.has(section)) {
    const component = { section, name, pointer: pointerOf([first, section, name]) };
    return { component, ref: `#${encodeURI(pointer)}` };
  }
  const target = SECTION_OF.get(kind);
  if (target === undefined || pointer === '') return null;
  const moved = movedName(target, pointer, root, seen);
  return { component: { section: target, name: moved, pointer }, ref: `#/components/${target}/${moved}` };
}

/** A component name for a part that stood elsewhere: its last words, numbered until free. */
function movedName(section: string, pointer: string, root: JsonObject, seen: ReadonlyMap<string, Needed>): string {
  const base = pointer
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(-48);
  const declared = getObject(getObject(root, 'components'), section);
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}_${n}`;
    const other = seen.get(`${section}/${name}`);
    if (other?.pointer === pointer) return name;
    if (other === undefined && (declared === undefined || !Object.hasOwn(declared, name))) return name;
  }
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
