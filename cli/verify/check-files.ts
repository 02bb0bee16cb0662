import { createHash } from 'node:crypto';

import { parseJson } from './documents.js';
import { listOf, numberOf, textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

const MANIFEST = 'manifest.json';

/**
 * Checks manifest.json against the files: each one listed is there with its hash and size, none is there that is not
 * listed. Candidate files are named by the SHA-256 of their content.
 */
export function checkFiles(bundle: Bundle, report: Report): void {
  const manifest = bundle.get(MANIFEST);
  if (manifest === undefined) report('missing-file', MANIFEST, 'without it nothing says which files belong here');
  else checkManifest(listOf(parseJson(MANIFEST, manifest, report), 'files'), bundle, report);
  for (const [path, content] of bundle) {
    const name = /^candidates\/(.*)\.json$/.exec(path)?.[1];
    if (name !== undefined && name !== sha256(content)) {
      report('candidate-hash', path, `its content hashes to ${sha256(content)}`);
    }
  }
}

function checkManifest(entries: unknown[], bundle: Bundle, report: Report): void {
  const listed = new Set<string>();
  for (const entry of entries) {
    const path = textOf(entry, 'path');
    if (listed.has(path)) report('listed-twice', MANIFEST, `${path} is listed twice`);
    listed.add(path);
    const content = bundle.get(path);
    if (content === undefined) {
      report('missing-file', path, 'the manifest lists it');
      continue;
    }
    const hash = sha256(content);
    if (hash !== textOf(entry, 'sha256')) report('hash-mismatch', path, `its content hashes to ${hash}`);
    const bytes = numberOf(entry, 'bytes');
    if (bytes !== content.byteLength) {
      report('size-mismatch', path, `it has ${content.byteLength} bytes, the manifest says ${bytes}`);
    }
  }
  for (const path of bundle.keys()) {
    if (path !== MANIFEST && !listed.has(path)) report('unlisted-file', path, 'the manifest does not list it');
  }
}

/** Lower-case hex SHA-256. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
