import type { Finding, Refusal } from '../finding.js';
import { sha256Hex } from '../hash.js';
import type { ContractFile, ContractInput, ContractKind } from './contract-model.js';
import { chooseRoot } from './files/choose-root.js';
import { ignoredFile, unzipContract } from './files/unzip.js';
import type { UnzipLimits } from './files/unzip.js';
import { isZip } from './files/zip-directory.js';
import { inFile, neitherKind, notUtf8 } from './refusals.js';

/** What is known of a contract's bytes beside themselves. */
export interface ContractBytes {
  bytes: Uint8Array;
  format: ContractKind | 'auto';
  filename?: string;
}

// A byte order mark stays: what is hashed is exactly what the text says.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Opens a contract as it was received and stored: strict UTF-8 text, or a zip archive of several files. Of an archive
 * it chooses the root file, and says which in a finding. Refuses text that is not UTF-8 and archives that cannot be
 * used or hold no contract.
 */
export function openContract(
  { bytes, format, filename }: ContractBytes,
  limits: UnzipLimits,
): ContractInput | { refusal: Refusal } {
  if (isZip(bytes)) return openArchive(bytes, format, limits);
  const text = decode(bytes);
  if (text === null) return { refusal: notUtf8() };
  return { text, format, ...(filename === undefined ? {} : { filename }) };
}

function openArchive(
  bytes: Uint8Array,
  format: ContractBytes['format'],
  limits: UnzipLimits,
): ContractInput | { refusal: Refusal } {
  const unzipped = unzipContract(bytes, limits);
  if ('refusal' in unzipped) return unzipped;
  const findings: Finding[] = [...unzipped.findings];
  const files: ContractFile[] = [];
  for (const { path, bytes: content } of unzipped.files) {
    const text = decode(content);
    if (text === null) findings.push(ignoredFile(path, 'it is not valid UTF-8'));
    else files.push({ path, text });
  }
  const root = chooseRoot(files, format);
  if (root === null)
    return {
      refusal: noRoot(
        files,
        unzipped.files.map(({ path }) => path),
      ),
    };
  const among =
    files.length === 1 ? 'the only file of the contract' : `the root of the contract's ${files.length} files`;
  const message = `${JSON.stringify(root.path)} was taken as ${among}.`;
  findings.push({ code: 'contract-root', severity: 'info', message, where: { in: 'contract', file: root.path } });
  return {
    text: root.text,
    format,
    filename: root.path,
    others: files.filter((file) => file !== root),
    received: { sha256: sha256Hex(bytes), bytes: bytes.length },
    findings,
  };
}

function noRoot(files: readonly ContractFile[], unpacked: readonly string[]): Refusal {
  const [undecoded] = unpacked;
  if (files.length === 0 && undecoded !== undefined) return inFile(notUtf8(), undecoded);
  const detail =
    files.length === 0
      ? 'its archive holds no file that could be one (YAML, JSON or GraphQL by name).'
      : 'no file of its archive has a top-level `openapi` or `swagger` field or is SDL by its name.';
  return { ...neitherKind(detail), where: { in: 'contract' } };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
