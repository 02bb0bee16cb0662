import { get, getText } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';

/** The versions that are read, each for all its patch releases. */
export type Dialect = '2.0' | '3.0' | '3.1' | '3.2';

/** The dialect's version as written; '' for a document that is no OpenAPI document. */
export function openApiVersion(root: JsonValue): string {
  return getText(root, 'openapi') || getText(root, 'swagger');
}

/** The dialect a document is read as; a version that nobody knows is read as the newest known. */
export function dialectOf(root: JsonObject): Dialect {
  const version = openApiVersion(root);
  if (version.startsWith('2')) return '2.0';
  const known = /^3\.([012])(?=\.|-|$)/.exec(version)?.[1];
  return known === undefined ? '3.2' : (`3.${known}` as Dialect);
}

/** True for a version that was released: `2.0`, `3.0.4`; patch releases are as good as known. */
export function isReleased(root: JsonObject): boolean {
  return /^(?:2\.0|3\.[012](?:\.\d+)?)$/.test(openApiVersion(root));
}

/** The field that holds the version, and whether it is text as it should be. */
export function versionField(root: JsonObject): { name: 'openapi' | 'swagger'; isText: boolean } {
  const name = getText(root, 'openapi') === '' ? 'swagger' : 'openapi';
  return { name, isText: typeof get(root, name) === 'string' };
}
