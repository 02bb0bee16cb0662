import type { Refusal } from '../finding.js';
import type { ContractInput, ContractKind, ContractLimits } from './contract-model.js';
import type { UnzipLimits } from './files/unzip.js';
import { sha256Hex } from '../hash.js';
import { openContract } from './open-contract.js';
import type { ContractBytes } from './open-contract.js';
import { overLimit } from './refusals.js';
import { openApiVersion } from './openapi/dialect.js';
import { readOpenApi } from './openapi/read-openapi.js';
import { getObject, getText } from './json-value.js';
import { readContract } from './read-contract.js';

/** What can be said of a contract before it is planned: that it can be, or why not. */
export type ContractInspection =
  | { ok: true; kind: ContractKind; version: string; title: string; operations: number; entities: number }
  | { ok: false; refusal: Refusal };

/** A contract that was looked at, with the hash and size of the bytes received. */
export type ReceivedInspection = ContractInspection & { sha256: string; bytes: number };

/** Opens the bytes of a contract, be they a text or an archive of several files, and checks all that can refuse it. */
export function inspectReceived(received: ContractBytes, limits: ContractLimits & UnzipLimits): ReceivedInspection {
  const identity = { sha256: sha256Hex(received.bytes), bytes: received.bytes.length };
  if (identity.bytes > limits.maxBytes) {
    const refusal = overLimit('maxBytes', limits.maxBytes, `it has ${identity.bytes} bytes`, null);
    return { ok: false, refusal, ...identity };
  }
  const opened = openContract(received, limits);
  const inspection: ContractInspection =
    'refusal' in opened ? { ok: false, refusal: opened.refusal } : inspectContract(opened, limits);
  return { ...inspection, ...identity };
}

/**
 * Checks all that can refuse a contract (syntax, limits, kind, anything to plan) and counts its elements, without
 * building a model; only where a contract declares no schema is it read, to count the derived entities.
 */
export function inspectContract(input: ContractInput, limits: ContractLimits): ContractInspection {
  const read = readContract(input, limits);
  if ('refusal' in read) return { ok: false, refusal: read.refusal };
  if (read.kind === 'graphql') {
    return {
      ok: true,
      kind: 'graphql',
      version: 'graphql',
      title: '',
      operations: read.operations,
      entities: read.schemas,
    };
  }
  return {
    ok: true,
    kind: 'openapi',
    version: openApiVersion(read.original),
    title: getText(getObject(read.original, 'info'), 'title'),
    operations: read.operations,
    entities: read.schemas === 0 ? readOpenApi(read.outline, read.original).entities.length : read.schemas,
  };
}
