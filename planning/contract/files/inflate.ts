import { Inflate } from 'fflate';

/** Bytes fed at once: deflate grows them by 1,032 times at most, so that no more than 8 MiB come out between two looks. */
const FEED_BYTES = 8 * 1024;

/** Inflates raw deflate data of at most `maxBytes`, counting what really comes out. */
export function inflateWithin(packed: Uint8Array, maxBytes: number): Uint8Array | 'too-large' | 'damaged' {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const inflate = new Inflate((chunk) => {
    chunks.push(chunk);
    bytes += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += FEED_BYTES) {
      inflate.push(packed.subarray(at, at + FEED_BYTES), at + FEED_BYTES >= packed.length);
      if (bytes > maxBytes) return 'too-large';
    }
  } catch (error) {
    // The package throws plain errors with a number for damaged data, and nothing else.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return 'damaged';
    throw error;
  }
  return join(chunks, bytes);
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 as zip archives use it (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
