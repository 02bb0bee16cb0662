import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { unzipSync } from 'fflate';

/** The files of a bundle by path: relative, with forward slashes. */
export type Bundle = Map<string, Uint8Array>;

/** What a bundle may be at most: far above any plan's, low enough that a hostile one cannot fill the memory. */
const LIMITS = { bytes: 1024 * 1024 * 1024, files: 100_000 };

/** The bundle cannot be read at all: it is neither a folder nor a zip, over a limit, or plays tricks with paths. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * Reads a bundle, a folder or a zip, into memory. Nothing is written and no link is followed. Throws BundleError for
 * what is no bundle, and the file system's own errors for what cannot be read.
 */
export async function readBundle(path: string): Promise<Bundle> {
  const info = await stat(path);
  if (info.isDirectory()) return readFolder(path);
  if (info.size > LIMITS.bytes) throw new BundleError(`The file is larger than ${LIMITS.bytes} bytes.`);
  return readZip(await readFile(path));
}

async function readFolder(root: string): Promise<Bundle> {
  const bundle: Bundle = new Map();
  let bytes = 0;
  for (const folders = ['']; folders.length > 0;) {
    const folder = folders.shift() ?? '';
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (!entry.isFile())
        throw new BundleError(`${path} is neither a file nor a folder; links are not followed.`);
      else {
        const content = await readFile(join(root, path));
        bytes += content.byteLength;
        bundle.set(path, content);
        refuseOverLimit(bytes, bundle.size);
      }
    }
  }
  return bundle;
}

/** Reads a zip from memory. The sizes it states are limits: fflate gives no entry more room than it claims. */
export function readZip(archive: Uint8Array): Bundle {
  const names = new Set<string>();
  let bytes = 0;
  const filter = (entry: { name: string; originalSize: number }): boolean => {
    const fault = pathFault(entry.name);
    if (fault !== null) throw new BundleError(`The zip holds the path ${JSON.stringify(entry.name)}: ${fault}.`);
    if (names.has(entry.name)) throw new BundleError(`The zip holds ${JSON.stringify(entry.name)} twice.`);
    names.add(entry.name);
    bytes += entry.originalSize;
    refuseOverLimit(bytes, names.size);
    return !entry.name.endsWith('/');
  };
  return new Map(Object.entries(unzip(archive, filter)));
}

function unzip(
  archive: Uint8Array,
  filter: (entry: { name: string; originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError('The file is neither a folder nor a zip that can be read.', { cause: error });
  }
}

function pathFault(path: string): string | null {
  if (path.includes('\\') || path.includes('\0')) return 'backslashes and NUL are not allowed';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (path === '__proto__') return 'no file may have this name';
  const parts = path.replace(/\/$/, '').split('/');
  return parts.some((part) => part === '' || part === '.' || part === '..') ? 'it leaves its folder' : null;
}

function refuseOverLimit(bytes: number, files: number): void {
  if (bytes > LIMITS.bytes) throw new BundleError(`The bundle holds more than ${LIMITS.bytes} bytes.`);
  if (files > LIMITS.files) throw new BundleError(`The bundle holds more than ${LIMITS.files} files.`);
}
