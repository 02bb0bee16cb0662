import { part } from './documents.js';
import type { Documents } from './documents.js';
import { listOf, member, numberOf, textOf } from './json.js';
import { recountContract } from './recount-contract.js';
import type { RecountedContract } from './recount-contract.js';
import type { Report } from './violation.js';

/**
 * Counts operations, schemas and types in the contract as it was sent, and compares them with contract.model.json and
 * plan.json: the model can neither leave an element out nor make one up. `note` is told what could not be counted.
 *
 * @returns what was counted; null where the contract cannot be read, which is reported
 */
export function checkContract(
  documents: Documents,
  report: Report,
  note: (text: string) => void,
): RecountedContract | null {
  checkSummary(documents, report);
  const { contract, model } = documents;
  if (contract === null) {
    report('input-missing', 'inputs/', 'there is no contract');
    return null;
  }
  const counted = read(contract, rootOf(model), report);
  if (counted === null) return null;
  const kind = textOf(model, 'kind');
  if (counted.kind !== kind)
    report('contract-kind', 'contract.model.json', `it says ${kind}, the contract is ${counted.kind}`);
  const operations = listOf(model, 'operations').map((one) => textOf(one, 'id'));
  compare('operation', counted.operations, operations, true, report);
  const entities = listOf(model, 'entities');
  const declared = entities.filter((one) => member(one, 'derived') !== true).map((one) => textOf(one, 'id'));
  compare('entity', counted.entities, declared, counted.complete, report);
  const derived = entities.length - declared.length;
  if (derived > 0 && (counted.entities.size > 0 || declared.length > 0)) {
    report('contract-recount', 'contract.model.json', `it derives ${derived} entities of a contract that has schemas`);
  }
  if (derived > 0) note(`${derived} derived entities: their names are an interpretation and were not made anew.`);
  if (!counted.complete) {
    note('The contract has several files: schemas of files other than the root were taken from contract.model.json.');
  }
  return counted;
}

function read(contract: { path: string; bytes: Uint8Array }, root: string, report: Report): RecountedContract | null {
  try {
    return recountContract(contract, root);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    report('contract-unreadable', contract.path, `it cannot be read: ${message}`);
    return null;
  }
}

/** The path of the root file, as the finding about it says. */
function rootOf(model: unknown): string {
  const finding = listOf(model, 'findings').find((one) => textOf(one, 'code') === 'contract-root');
  return textOf(part(finding, 'where'), 'file');
}

function compare(what: string, counted: Set<string>, stated: string[], complete: boolean, report: Report): void {
  const known = new Set(stated);
  if (known.size !== stated.length) report('contract-recount', 'contract.model.json', `it names an ${what} twice`);
  for (const id of counted) {
    if (!known.has(id)) report('contract-recount', 'contract.model.json', `it lacks the ${what} ${id} of the contract`);
  }
  for (const id of complete ? known : []) {
    if (!counted.has(id)) report('contract-recount', 'contract.model.json', `the contract has no ${what} ${id}`);
  }
}

/** What plan.json repeats of the model. */
function checkSummary({ plan, model, contract }: Documents, report: Report): void {
  const stated = member(plan, 'contract');
  for (const name of ['kind', 'version', 'title', 'sha256', 'bytes']) {
    if (member(stated, name) === member(model, name)) continue;
    const words = `${String(member(stated, name))}, contract.model.json ${String(member(model, name))}`;
    report('contract-summary', `plan.json#${name}`, `it says ${words}`);
  }
  for (const name of ['operations', 'entities']) {
    const count = listOf(model, name).length;
    if (numberOf(stated, name) === count) continue;
    report('contract-summary', `plan.json#${name}`, `it says ${numberOf(stated, name)}, the model has ${count}`);
  }
  if (contract !== null && numberOf(stated, 'bytes') !== contract.bytes.byteLength) {
    report(
      'contract-summary',
      'plan.json#bytes',
      `it says ${numberOf(stated, 'bytes')}, ${contract.path} has ${contract.bytes.byteLength}`,
    );
  }
}
