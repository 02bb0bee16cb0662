import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';

import canonicalize from 'canonicalize';
import { Zip, ZipPassThrough } from 'fflate';

import { depthOf } from './json-depth.js';

/** The least time zip archives know, in any time zone: what is packed again gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Packs the parts of a contract into one archive at `target`, uncompressed: the first part, which is the root, first,
 * the others by name. One part is in memory at a time.
 */
export function packParts({ parts, target }: { parts: { path: string; name: string }[]; target: string }): void {
  const [root, ...others] = parts;
  if (root === undefined) throw new TypeError('there is nothing to pack');
  const file = openSync(target, 'wx', 0o600);
  try {
    const zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      writeSync(file, chunk);
    });
    const sorted = others.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { path, name } of [root, ...sorted]) {
      const entry = new ZipPassThrough(name);
      entry.mtime = NO_TIME;
      zip.add(entry);
      entry.push(readFileSync(path), true);
    }
    zip.end();
  } finally {
    closeSync(file);
  }
}

/** Writes the RFC 8785 form of a JSON text to `target`; says what keeps it from having one. */
export function writeCanonicalJson({
  json,
  maxDepth,
  target,
}: {
  json: string;
  maxDepth: number;
  target: string;
}): 'too-deep' | 'lone-surrogate' | null {
  const document: unknown = JSON.parse(json);
  if (depthOf(document, maxDepth) > maxDepth) return 'too-deep';
  try {
    writeFileSync(target, canonicalize(document) ?? '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // All else that the form refuses cannot come out of JSON.
    if (error instanceof Error && error.message.startsWith('Lone surrogate')) return 'lone-surrogate';
    throw error;
  }
  return null;
}
