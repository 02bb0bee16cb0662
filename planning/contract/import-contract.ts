import { compareStrings } from '../compare.js';
import type { Finding, Refusal } from '../finding.js';
import { sha256Hex } from '../hash.js';
import { boundFindings } from './bound-findings.js';
import type { ContractDocument } from './contract-document.js';
import type { ContractInput, ContractLimits, ContractModel } from './contract-model.js';
import { documentFindings, locateFindings, nameFindings } from './document-findings.js';
import { readGraphql } from './graphql/read-graphql.js';
import type { JsonObject } from './json-value.js';
import { openApiFindings, readOpenApi } from './openapi/read-openapi.js';
import { valueAt } from './pointer.js';
import { readContract } from './read-contract.js';
import { groupResources } from './resources.js';

/**
 * Changes whenever the same contract could give another model, so that stored models of older importers are not taken
 * for new ones.
 */
export const IMPORTER_VERSION = '3';

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
    const all = [...read.findings, ...findings, ...nameFindings(model)].map(read.source.findingInFile);
    model.findings = boundFindings(sortFindings([...received, ...all]));
    return { model, document: { format: 'graphql', sdl: read.sdl } };
  }
  const reading = readOpenApi(read.outline, read.original);
  const model: ContractModel = { ...identity, ...reading, resources: [], findings: [] };
  model.resources = groupResources(model);
  const all = [
    ...openApiFindings(read.outline, read.original),
    ...documentFindings(read.parsed),
    ...nameFindings(model),
  ];
  const told = read.files === null ? all : all.filter((finding) => !isToldOf(finding, read.root, read.files?.broken));
  const located = locateFindings(boundFindings(sortFindings(told)), read.parsed, read.root !== read.original);
  const ofFiles = input.others === undefined ? located : located.map((finding) => inRootFile(finding, input.filename));
  model.findings = boundFindings(sortFindings([...received, ...(read.files?.findings ?? []), ...ofFiles]));
  return { model, document: { format: 'openapi', root: read.root } };
}

/** Broken references between files are told of where they stand in their file; the document shows only the first. */
function isToldOf({ code, where }: Finding, root: JsonObject, broken: ReadonlySet<string> = new Set()): boolean {
  if ((code !== 'dangling-ref' && code !== 'external-ref') || where?.pointer === undefined) return false;
  const ref = valueAt(root, where.pointer);
  return typeof ref === 'string' && broken.has(ref);
}

/** What has no place in another file is about the root file. */
function inRootFile(finding: Finding, file: string | undefined): Finding {
  if (finding.where?.in !== 'contract' || file === undefined) return finding;
  return { ...finding, where: { file, ...finding.where } };
}

function sortFindings(findings: Finding[]): Finding[] {
  const key = (finding: Finding): string =>
    `${finding.code}\0${finding.where?.file ?? ''}\0${finding.where?.pointer ?? ''}\0${finding.message}`;
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ finding }) => finding);
}
