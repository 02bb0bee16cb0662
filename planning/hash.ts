import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** SHA-256 of the data (a string counts as its UTF-8 bytes) as 64 lower-case hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The value as canonical JSON (RFC 8785): equal values give equal text. Throws a TypeError where JSON has no form for
 * it.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The value has no JSON form.');
  return text;
}

/**
 * Bytes in base32 (RFC 4648 alphabet, lower case, no padding), five bits a character, the last one padded with zero
 * bits.
 */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((pending >> bits) & 31);
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32.charAt((pending << (5 - bits)) & 31) : text;
}
