import type { Embedder } from './embedder.js';

const DIMENSIONS = 1024;
const GRAM = 4;
/** Longest word taken apart: longer ones are data (keys, base64), not language. */
const LONGEST_WORD = 64;

/**
 * An embedder that needs no model and no network: words, pairs of neighbouring words and four-letter pieces of words, each
 * weighted 1 + ln(count), hashed into 1,024 signed buckets (Weinberger et al. 2009), scaled to length 1. It knows words and
 * parts of words, not meaning. There are no inverse document frequencies: they depend on a corpus, and a vector must not
 * change when another card is written.
 */
export function makeHashedEmbedder(): Embedder {
  return { id: 'hashed-ngrams-1024-v1', dims: DIMENSIONS, embed };
}

function embed(text: string): number[] {
  const counts = new Map<string, number>();
  for (const feature of features(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const [feature, count] of counts) {
    const hash = fnv1a(feature);
    const bucket = hash % DIMENSIONS;
    // The sign comes from bits the bucket does not use; it makes collisions cancel instead of adding up.
    const sign = hash >>> 31 === 0 ? 1 : -1;
    vector[bucket] = (vector[bucket] ?? 0) + sign * (1 + Math.log(count));
  }
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  // A text without words has no direction of its own; cosine needs one, so all such texts share the first axis.
  if (length === 0) return vector.map((_, at) => (at === 0 ? 1 : 0));
  return vector.map((x) => x / length);
}

function* features(text: string): Generator<string> {
  let previous = '';
  for (const word of words(text)) {
    yield `w:${word}`;
    if (previous !== '') yield `p:${previous} ${word}`;
    previous = word;
    const padded = ` ${word.slice(0, LONGEST_WORD)} `;
    for (let at = 0; at + GRAM <= padded.length; at += 1) yield `c:${padded.slice(at, at + GRAM)}`;
  }
}

/** Lower-case words; names in camelCase count as their parts. */
function* words(text: string): Generator<string> {
  const spaced = text.normalize('NFKC').replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ');
  for (const match of spaced.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)) yield match[0].toLowerCase();
}

/** FNV-1a over UTF-16 units, 32 bits, with MurmurHash3's last step, since bucket and sign both need well-mixed bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
