import { get } from './json-value.js';
import type { JsonValue } from './json-value.js';

/** One reference token of a JSON Pointer (RFC 6901), escaped. */
export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** A JSON Pointer from its tokens; the whole document is ''. */
export function pointerOf(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(String(token))}`).join('');
}

/** The tokens of a JSON Pointer, unescaped; null for text that is none. */
export function tokensOf(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON Pointer that a `#/…` reference holds (percent-decoded), or null for any other reference. */
export function localPointer(ref: string): string | null {
  if (ref === '#') return '';
  if (!ref.startsWith('#/')) return null;
  if (!ref.includes('%')) return ref.slice(1);
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    // A stray % is no escape: the reference is then taken as written.
    return ref.slice(1);
  }
}

/** The value a JSON Pointer names (own properties and list positions only), undefined where there is none. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  const tokens = tokensOf(pointer);
  if (tokens === null) return undefined;
  let value: JsonValue | undefined = root;
  for (const token of tokens) {
    if (Array.isArray(value)) value = /^(?:0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
    else value = get(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}
