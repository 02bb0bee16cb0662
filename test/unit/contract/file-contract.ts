import { strToU8, zipSync } from 'fflate';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import type { ContractDocument } from '../../../planning/contract/contract-document.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import { openContract } from '../../../planning/contract/open-contract.js';
import type { Finding, Refusal } from '../../../planning/finding.js';
import { LIMITS } from './documents.js';

/** Files of a contract by path: texts, or documents that are written as JSON. The first is the root. */
export type Files = Record<string, string | object>;

export const ZIP_LIMITS = { ...LIMITS, maxUnpackedBytes: 128 * 1024 * 1024, maxContractFiles: 1000 };

/** The files as one zip archive, in the order given. */
export function zipOf(files: Files): Uint8Array {
  const texts = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    path,
    strToU8(typeof content === 'string' ? content : JSON.stringify(content)),
  ]);
  return zipSync(Object.fromEntries(texts));
}

/** Imports a zip archive as the service does. */
export function importBytes(
  bytes: Uint8Array,
  limits: Partial<typeof ZIP_LIMITS> = {},
): { model: ContractModel; document: ContractDocument } | { refusal: Refusal } {
  const all = { ...ZIP_LIMITS, ...limits };
  const opened = openContract({ bytes, format: 'auto' }, all);
  return 'refusal' in opened ? opened : importContract(opened, all);
}

/** The model of a contract of several files that must be taken. */
export function modelOf(files: Files): ContractModel {
  const result = importBytes(zipOf(files));
  if ('refusal' in result) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.model;
}

/** Why a contract of several files is refused. */
export function refusalOf(bytes: Uint8Array, limits: Partial<typeof ZIP_LIMITS> = {}): Refusal {
  const result = importBytes(bytes, limits);
  if ('model' in result) throw new Error('the contract was taken');
  return result.refusal;
}

/** Findings of one code as `file line:column pointer`. */
export function placesOf(findings: readonly Finding[], code: string): string[] {
  return findings
    .filter((finding) => finding.code === code)
    .map(({ where }) =>
      `${where?.file ?? ''} ${where?.line ?? '-'}:${where?.column ?? '-'} ${where?.pointer ?? ''}`.trim(),
    );
}

/** An operation that answers with a schema. */
export const answering = (schema: object): object => ({
  responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } },
});

/** A 3.0 document of these paths and component schemas. */
export const root = (paths: object, schemas: object = {}): object => ({
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths,
  components: { schemas },
});
