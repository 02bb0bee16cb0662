import type { Refusal } from '../../finding.js';
import { overLimit, unusableZip } from '../refusals.js';

/** A file of a zip archive as its central directory lists it; nothing of it is to be trusted. */
export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  /** A symbolic link, or another thing of a file system that is no file. */
  special: boolean;
  crc32: number;
  packedBytes: number;
  /** As stated; what comes out may be more. */
  bytes: number;
  /** Of the local header. */
  offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;
const UNIX = 3;
const FILE_TYPE = 0xf000;
const REGULAR = 0x8000;

const names = new TextDecoder('utf-8');

/** True for bytes that start as a zip archive with at least one entry does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > LOCAL_BYTES && viewOf(bytes).getUint32(0, true) === LOCAL_SIGNATURE;
}

/**
 * The files an archive lists, folders left out, in the order of its central directory (APPNOTE 6.3, 4.3.12 to 4.3.16).
 * Refuses archives that are cut off, split, in the zip64 form, or list more than `maxFiles` files.
 */
export function readZipDirectory(bytes: Uint8Array, maxFiles: number): ZipEntry[] | { refusal: Refusal } {
  const view = viewOf(bytes);
  const end = findEnd(view);
  if (end < 0) return { refusal: unusableZip('it ends before its directory') };
  const listed = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at === ZIP64 || listed === 0xffff) return { refusal: unusableZip('it has the zip64 form, which is not read') };
  if (view.getUint16(end + 4, true) !== 0) return { refusal: unusableZip('it is one part of a split archive') };
  const entries: ZipEntry[] = [];
  for (let n = 0; n < listed; n++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      return { refusal: unusableZip('its directory is damaged') };
    }
    const nameBytes = view.getUint16(at + 28, true);
    const entry = entryAt(bytes, view, at, nameBytes);
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (entry.name.endsWith('/')) continue;
    if (entry.packedBytes === ZIP64 || entry.bytes === ZIP64 || entry.offset === ZIP64) {
      return { refusal: unusableZip('it has the zip64 form, which is not read') };
    }
    entries.push(entry);
    if (entries.length > maxFiles) {
      return { refusal: overLimit('maxContractFiles', maxFiles, 'its archive holds more files', { in: 'contract' }) };
    }
  }
  return entries;
}

/** The packed bytes of an entry; null where its local header is not where the directory says, or they are cut off. */
export function packedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = viewOf(bytes);
  const { offset, packedBytes } = entry;
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL_SIGNATURE) return null;
  const start = offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + packedBytes > bytes.length ? null : bytes.subarray(start, start + packedBytes);
}

function entryAt(bytes: Uint8Array, view: DataView, at: number, nameBytes: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const mode = view.getUint32(at + 38, true) >>> 16;
  const isUnix = view.getUint8(at + 5) === UNIX;
  const type = mode & FILE_TYPE;
  return {
    name: names.decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0 || (flags & 0x40) !== 0 || (flags & 0x2000) !== 0,
    special: isUnix && type !== 0 && type !== REGULAR,
    crc32: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

/** Offset of the record that ends an archive: the last one whose comment fits what follows it; -1 if there is none. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  return -1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
