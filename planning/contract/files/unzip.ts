import type { Finding, Refusal } from '../../finding.js';
import { overLimit, unusableZip } from '../refusals.js';
import { crc32, inflateWithin } from './inflate.js';
import { packedBytesOf, readZipDirectory } from './zip-directory.js';
import type { ZipEntry } from './zip-directory.js';

/** How much an archive may hold. */
export interface UnzipLimits {
  /** Bytes of all files together once they are unpacked, as counted, whatever the archive says. */
  maxUnpackedBytes: number;
  maxContractFiles: number;
}

export interface UnzippedFile {
  path: string;
  bytes: Uint8Array;
}

const STORED = 0;
const DEFLATED = 8;
/** Endings a file of a contract may have; others (pictures, archives, code) are not even unpacked. */
const CONTRACT_NAME = /(?:^|\/)[^/]+\.(?:ya?ml|json|graphqls?|gql|sdl|txt)$|(?:^|\/)[^/.]+$/i;
/** What systems and tools leave in archives without anyone's wish. */
const LITTER = /(?:^|\/)(?:__MACOSX|\.[^/.][^/]*)(?:\/|$)|(?:^|\/)Thumbs\.db$/;
const MAX_PATH = 1000;
/** More findings of the same kind tell a reader nothing new. */
const MAX_FINDINGS = 50;

/**
 * Unpacks the files of a zip archive that can be files of a contract, in the order of its directory. What is no such
 * file, or has a name that leads out of the archive, is left out with a finding; hidden files are left out silently.
 * Refuses archives that are damaged, over a limit, encrypted, packed by a method other than deflate, or that hold two
 * files of one name.
 */
export function unzipContract(
  bytes: Uint8Array,
  limits: UnzipLimits,
): { files: UnzippedFile[]; findings: Finding[] } | { refusal: Refusal } {
  const entries = readZipDirectory(bytes, limits.maxContractFiles);
  if ('refusal' in entries) return entries;
  const files: UnzippedFile[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let left = limits.maxUnpackedBytes;
  for (const listed of entries) {
    const entry = { ...listed, name: listed.name.replace(/^(?:\.\/)+/, '') };
    if (LITTER.test(entry.name)) continue;
    const because = whyIgnored(entry);
    if (because !== null) {
      if (findings.length < MAX_FINDINGS) findings.push(ignoredFile(entry.name, because));
      continue;
    }
    if (seen.has(entry.name)) return { refusal: unusableZip('it holds two files of one name', entry.name) };
    seen.add(entry.name);
    const content = unpack(bytes, entry, left);
    if (content === 'too-large') {
      const where = { in: 'contract' as const, file: entry.name };
      const found = 'its archive unpacks to more bytes';
      return { refusal: overLimit('maxUnpackedBytes', limits.maxUnpackedBytes, found, where) };
    }
    if ('refusal' in content) return content;
    left -= content.bytes.length;
    files.push({ path: entry.name, bytes: content.bytes });
  }
  return { files, findings };
}

/** The finding of a file that is left out. */
export function ignoredFile(name: string, because: string): Finding {
  const file = name.slice(0, 200);
  const message = `The file ${JSON.stringify(file)} was left out: ${because}.`;
  return { code: 'file-ignored', severity: 'warning', message, where: { in: 'contract', file } };
}

function whyIgnored({ name, special }: ZipEntry): string | null {
  if (special) return 'it is a link, not a file';
  if (name.includes('\\')) return 'its name has a backslash';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'its name is an absolute path';
  if (name.split('/').some((part) => part === '..')) return 'its name leads out of the archive';
  if (/\p{Cc}|\uFFFD/u.test(name) || name.length > MAX_PATH) return 'its name cannot be a path';
  if (name.split('/').some((part) => part === '' || part === '.')) return 'its name has empty parts';
  if (/\.zip$/i.test(name)) return 'it is an archive in the archive';
  return CONTRACT_NAME.test(name) ? null : 'by its name it is no part of a contract';
}

function unpack(
  archive: Uint8Array,
  entry: ZipEntry,
  left: number,
): { bytes: Uint8Array } | { refusal: Refusal } | 'too-large' {
  if (entry.encrypted) return { refusal: unusableZip('it is encrypted', entry.name) };
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    return { refusal: unusableZip(`it is packed by method ${entry.method}, not by deflate`, entry.name) };
  }
  const packed = packedBytesOf(archive, entry);
  if (packed === null) return { refusal: unusableZip('it is cut off', entry.name) };
  const content = entry.method === STORED ? packed : inflateWithin(packed, left);
  if (content === 'too-large' || (content !== 'damaged' && content.length > left)) return 'too-large';
  if (content === 'damaged' || crc32(content) !== entry.crc32) {
    return { refusal: unusableZip('it is damaged', entry.name) };
  }
  return { bytes: content };
}
