import { compareStrings } from '../../compare.js';
import type { SliceLevel } from '../contract-document.js';
import { get, getList, getObject, getText, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { pointerOf, tokensOf, valueAt } from '../pointer.js';
import { downgradeServers } from './downgrade-node.js';
import type { OperationSite } from './list-operations.js';
import { slicePieces } from './slice-pieces.js';
import type { Needed, SlicePieces } from './slice-pieces.js';

/**
 * An OpenAPI 3.1 document with the given operations and component schemas and the components they reach. References
 * into other parts of the document are moved to components; one that leads nowhere or outside is replaced by a stub
 * that says so, so that every reference in the slice resolves within it. Links are left out: they lead to other
 * operations. Operations and components are shared with the other slices of the document: change none of them. With
 * more than `mostParts` components beyond what is asked for, the slice is not complete.
 */
export function sliceOpenApi(
  root: JsonObject,
  operationIds: readonly string[],
  schemaNames: readonly string[],
  level: SliceLevel,
  mostParts: number,
): { slice: JsonObject; complete: boolean } {
  const pieces = slicePieces(root, level);
  const slice: JsonObject = { openapi: '3.1.0', info: infoOf(root) };
  const servers = get(root, 'servers');
  if (Array.isArray(servers) && level === 'full') slice['servers'] = downgradeServers(servers);
  const chosen = [...new Set(operationIds)].sort(compareStrings).flatMap((id) => pieces.sites.get(id) ?? []);
  if (chosen.some((site) => !Object.hasOwn(site.operation, 'security')) && getList(root, 'security').length > 0) {
    slice['security'] = getList(root, 'security');
  }
  const components: JsonObject = {};
  const needed: Needed[] = [];
  for (const site of chosen) {
    const { copy, needs } = pieces.operation(site);
    place(site, copy, slice, components);
    needed.push(...needs);
  }
  for (const name of [...new Set(schemaNames)].sort(compareStrings)) {
    const pointer = pointerOf(['components', 'schemas', name]);
    if (valueAt(root, pointer) !== undefined) needed.push({ section: 'schemas', name, pointer });
  }
  const complete = fillComponents(components, needed, pieces, mostParts);
  if (Object.keys(components).length > 0) slice['components'] = components;
  if (slice['paths'] === undefined && slice['webhooks'] === undefined) slice['paths'] = {};
  return { slice, complete };
}

/** Whether a reference (`op:…`, `entity:…`) names an operation or a schema of the document. */
export function openApiHas(root: JsonObject): (ref: string) => boolean {
  const { sites } = slicePieces(root, 'full');
  return (ref) =>
    ref.startsWith('op:')
      ? sites.has(ref.slice('op:'.length))
      : valueAt(root, pointerOf(['components', 'schemas', ref.slice('entity:'.length)])) !== undefined;
}

/** Puts in what is needed, and what that needs, until there are too many; answers whether all of it is there. */
function fillComponents(
  components: JsonObject,
  needed: readonly Needed[],
  pieces: SlicePieces,
  mostParts: number,
): boolean {
  const queue = [...needed];
  const seen = new Set<string>();
  const most = needed.length + mostParts;
  for (let at = 0; at < queue.length; at += 1) {
    if (seen.size >= most) return false;
    const next = queue[at] as Needed;
    const key = `${next.section}/${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { copy, needs } = pieces.component(next);
    const section = getObject(components, next.section) ?? {};
    put(section, next.name, copy);
    put(components, next.section, section);
    for (const one of needs) queue.push(one);
  }
  return true;
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
