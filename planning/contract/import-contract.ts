import { compareStrings } from '../compare.js';
import type { Finding, Refusal } from '../finding.js';
import { sha256Hex } from '../hash.js';
import type { ContractDocument } from './contract-document.js';
import type { ContractInput, ContractLimits, ContractModel } from './contract-model.js';
import { documentFindings, locateFindings, nameFindings } from './document-findings.js';
import { readGraphql } from './graphql/read-graphql.js';
import type { JsonObject } from './json-value.js';
import { limitFindings, MAX_FINDINGS, MORE_FINDINGS } from './limit-findings.js';
import { dialectOf } from './openapi/dialect.js';
import { openApiFindings, readOpenApi } from './openapi/read-openapi.js';
import { validateDocument } from './openapi/validation/validate-document.js';
import { valueAt } from './pointer.js';
import { readContract } from './read-contract.js';
import type { ReadContract } from './read-contract.js';
import { groupResources } from './resources.js';

/**
 * Changes whenever the same contract could give another model, so that stored models of older importers are not taken
 * for new ones.
 */
export const IMPORTER_VERSION = '6';

/**
 * Imports a contract: its model, and the document slices are cut from. Nothing is fetched or opened. The same text
 * gives the same model; documents that differ in key order only give models that differ in hash, size and places only.
 */
export function importContract(
  input: ContractInput,
  limits: ContractLimits,
): { model: ContractModel; document: ContractDocument } | { refusal: Refusal } {
  const read = readContract(input, limits);
  if ('refusal' in read) return read;
  const sha256 = input.received?.sha256 ?? sha256Hex(input.text);
  const identity = { kind: read.kind, sha256, bytes: read.bytes };
  const received = input.findings ?? [];
  if (read.kind === 'graphql') {
    const { findings, ...reading } = readGraphql(read.document);
    const model: ContractModel = { ...identity, ...reading, resources: [], findings: [] };
    model.resources = groupResources(model);
    const found = [...received, ...findings, ...nameFindings(model)];
    model.findings = schemaFindings(found, read);
    return { model, document: { format: 'graphql', sdl: read.sdl } };
  }
  const reading = readOpenApi(read.outline, read.original);
  const model: ContractModel = { ...identity, ...reading, resources: [], findings: [] };
  model.resources = groupResources(model);
  model.findings = documentsFindings(model, read, input);
  return { model, document: { format: 'openapi', root: read.root } };
}

/** Findings of an OpenAPI document, or of the files that make it. */
function documentsFindings(
  model: ContractModel,
  read: ReadContract & { kind: 'openapi' },
  { filename, others, findings: received = [] }: ContractInput,
): Finding[] {
  const { parsed, root, original, outline, files } = read;
  const validation = validateDocument(original, MAX_FINDINGS);
  const own = [...openApiFindings(outline, model, original), ...documentFindings(parsed), ...nameFindings(model)];
  const told = files === null ? own : own.filter((finding) => !isToldOf(finding, root, files.broken));
  const all = [...received, ...(files?.findings ?? []), ...told, ...validation.findings];
  const located = locateFindings(limitFindings(all, validation), parsed, dialectOf(original) === '2.0');
  return sortFindings(others === undefined ? located : located.map((finding) => inRootFile(finding, filename)));
}

/** Findings of a GraphQL schema: in its files, or in the introspection result that it was made of. */
function schemaFindings(found: Finding[], { source, findings }: ReadContract & { kind: 'graphql' }): Finding[] {
  const all = { unlisted: 0, complete: true };
  if ('findingInFile' in source) {
    return sortFindings(limitFindings([...findings, ...found].map(source.findingInFile), all));
  }
  const moved = found.map((finding): Finding => {
    const pointer = source.pointerOf(finding.where?.pointer ?? '');
    return { ...finding, where: { in: 'contract', pointer, ...(finding.where?.ref && { ref: finding.where.ref }) } };
  });
  const shown = limitFindings([...findings, ...moved, ...documentFindings(source.parsed)], all);
  return sortFindings(locateFindings(shown, source.parsed, false));
}

/** Broken references between files are told of where they stand in their file; the document shows only the first. */
function isToldOf({ code, where }: Finding, root: JsonObject, broken: ReadonlySet<string>): boolean {
  if ((code !== 'dangling-ref' && code !== 'external-ref') || where?.pointer === undefined) return false;
  const ref = valueAt(root, where.pointer);
  return typeof ref === 'string' && broken.has(ref);
}

/** What has no place in another file is about the root file. */
function inRootFile(finding: Finding, file: string | undefined): Finding {
  if (finding.where?.in !== 'contract' || file === undefined) return finding;
  return { ...finding, where: { file, ...finding.where } };
}

/** By code and place; the one that counts those left out comes last. */
function sortFindings(findings: Finding[]): Finding[] {
  const key = ({ code, where, message }: Finding): string =>
    `${code === MORE_FINDINGS ? '\uffff' : ''}${code}\0${where?.file ?? ''}\0${where?.pointer ?? ''}\0${message}`;
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ finding }) => finding);
}
