import { compareStrings } from '../compare.js';
import type { Finding, Refusal } from '../finding.js';
import { sha256Hex } from '../hash.js';
import type { ContractDocument } from './contract-document.js';
import type { ContractInput, ContractLimits, ContractModel } from './contract-model.js';
import { documentFindings, locateFindings, nameFindings } from './document-findings.js';
import { readGraphql } from './graphql/read-graphql.js';
import { readOpenApi } from './openapi/read-openapi.js';
import { readContract } from './read-contract.js';
import { groupResources } from './resources.js';

/**
 * Changes whenever the same contract could give another model, so that stored models of older importers are not taken
 * for new ones.
 */
export const IMPORTER_VERSION = '2';

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
  const identity = { kind: read.kind, sha256: sha256Hex(input.text), bytes: read.bytes };
  if (read.kind === 'graphql') {
    const { findings, ...reading } = readGraphql(read.document);
    const model: ContractModel = { ...identity, ...reading, resources: [], findings: [] };
    model.resources = groupResources(model);
    model.findings = sortFindings([...read.findings, ...findings, ...nameFindings(model)]);
    return { model, document: { format: 'graphql', sdl: read.sdl } };
  }
  const { findings, ...reading } = readOpenApi(read.outline, read.original);
  const model: ContractModel = { ...identity, ...reading, resources: [], findings: [] };
  model.resources = groupResources(model);
  const all = [...findings, ...documentFindings(read.parsed), ...nameFindings(model)];
  model.findings = sortFindings(locateFindings(all, read.parsed, read.root !== read.original));
  return { model, document: { format: 'openapi', root: read.root } };
}

function sortFindings(findings: Finding[]): Finding[] {
  const key = (finding: Finding): string => `${finding.code}\0${finding.where?.pointer ?? ''}\0${finding.message}`;
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ finding }) => finding);
}
