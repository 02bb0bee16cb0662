import { createHash } from 'node:crypto';

/**
 * JSON with members in one order, so that equal values give equal text whatever order they were sent in. Unlike RFC
 * 8785 it takes half surrogate pairs, which clients may send in escapes. For values of bounded depth.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** SHA-256 in lower-case hex; a string counts as its UTF-8 bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
