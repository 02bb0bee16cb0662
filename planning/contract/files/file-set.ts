import type { Refusal } from '../../finding.js';
import type { ContractFile } from '../contract-model.js';
import { parseDocument } from '../parse-document.js';
import type { ParsedDocument } from '../parse-document.js';
import { inFile, overLimit } from '../refusals.js';

/** A file of a contract of several that references have led to. */
export interface OpenFile {
  path: string;
  parsed: ParsedDocument;
}

/** The files of a contract by path. A file is parsed when it is first opened, so that what nobody needs costs nothing. */
export interface FileSet {
  /** The path of the file that a reference from `from` means; null where no such file was sent. */
  find(from: string, reference: string): string | null;
  /** Throws RefusedFile for a file that cannot be read. */
  open(path: string): OpenFile;
  opened(): OpenFile[];
  /** Sorted paths of files that were never opened. */
  unopened(): string[];
  /** Paths that references mean by their last name only. */
  foundByName: ReadonlySet<string>;
}

/** Carries the refusal of a file out of the walk that opened it. */
export class RefusedFile extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusedFile';
    this.refusal = refusal;
  }
}

/**
 * Makes a set of the files; those that are opened may have `maxBytes` together. Where all files came without folders,
 * a reference finds its file by name alone: uploads lose their folders easily.
 */
export function makeFileSet(files: readonly ContractFile[], limits: { maxBytes: number; maxDepth: number }): FileSet {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const isFlat = files.every(({ path }) => !path.includes('/'));
  const opened = new Map<string, OpenFile>();
  const foundByName = new Set<string>();
  let bytes = 0;
  return {
    foundByName,
    find(from, reference) {
      const parts = resolvePath(from, reference);
      if (parts === null) return null;
      const path = parts.join('/');
      if (byPath.has(path)) return path;
      const name = parts.at(-1) ?? '';
      if (!isFlat || !byPath.has(name)) return null;
      foundByName.add(name);
      return name;
    },
    open(path) {
      const known = opened.get(path);
      if (known !== undefined) return known;
      const text = byPath.get(path)?.text ?? '';
      bytes += Buffer.byteLength(text, 'utf8');
      if (bytes > limits.maxBytes) {
        const found = `its files have ${bytes} bytes and more`;
        throw new RefusedFile(overLimit('maxBytes', limits.maxBytes, found, { in: 'contract', file: path }));
      }
      const parsed = parseDocument(text.startsWith('\uFEFF') ? text.slice(1) : text, limits);
      if ('refusal' in parsed) throw new RefusedFile(inFile(parsed.refusal, path));
      const file = { path, parsed };
      opened.set(path, file);
      return file;
    },
    opened: () => [...opened.values()],
    unopened: () => [...byPath.keys()].filter((path) => !opened.has(path)).sort(),
  };
}

/**
 * The names that lead from the top of the set to what a relative reference means, `..` above the top passed over; null
 * for a URL, an absolute path, and a reference without a path.
 */
function resolvePath(from: string, reference: string): string[] | null {
  const written = /^[^#?]*/.exec(reference)?.[0] ?? '';
  if (written === '' || written.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(written)) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of decoded(written).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is no escape: the path is then taken as written.
    return text;
  }
}
