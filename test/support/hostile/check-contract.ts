import assert from 'node:assert/strict';
import { Kind, parse, visit } from 'graphql';
import type { ContractDocument } from '../../../planning/contract/contract-document.js';
import type { ContractLimits, ContractModel } from '../../../planning/contract/contract-model.js';
import { computeCoverage } from '../../../planning/contract/coverage.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import { inspectContract } from '../../../planning/contract/inspect-contract.js';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { findReferences } from '../../../planning/contract/openapi/references.js';
import { localPointer, valueAt } from '../../../planning/contract/pointer.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import type { ContractSlice } from '../../../planning/contract/slice.js';
import { evaluate } from '../../../planning/critics/evaluate.js';
import type { Finding, Refusal } from '../../../planning/finding.js';
import { canonicalJson } from '../../../planning/hash.js';
import { inferOrder } from '../../../planning/order/infer-order.js';
import { analysePrd } from '../../../planning/prd/analyse-prd.js';
import { planScaffold } from '../../../planning/scaffold/plan-scaffold.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';
import { decompose } from '../../../planning/strategies/decompose.js';

/** The limits of a service with default settings. */
export const CONTRACT_LIMITS: ContractLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxOperations: 25_000,
  maxSchemas: 20_000,
  maxDepth: 200,
  maxTokens: 2_000_000,
};

const PRD = `# Things

- FR-1: A user can list all things, and read each one.
- FR-2: Only the owner of a thing may delete it.
- FR-3: A part belongs to one thing.
`;
/** Slices are cut of so many operations, evenly spread over the contract. */
const SLICES = 12;

/**
 * Puts a contract through all of planning and asserts what must hold whatever it is: nothing is thrown; it is refused with
 * status, code, remedy and a place, or it gives a model with unique ids and well-formed findings, valid candidates that
 * cover all of it, and slices whose references resolve within them. Objects' prototypes are as before.
 */
export function checkContract(text: string, prd: string = PRD): 'refused' | 'planned' {
  const inspection = inspectContract({ text, format: 'auto' }, CONTRACT_LIMITS);
  const imported = importContract({ text, format: 'auto' }, CONTRACT_LIMITS);
  assert.equal(inspection.ok, 'model' in imported, 'what is inspected well can be imported, and only that');
  if ('refusal' in imported) {
    checkRefusal(imported.refusal);
    return 'refused';
  }
  const { model, document } = imported;
  checkModel(model);
  checkPlanning(model, prd);
  checkSlices(document, model);
  checkPrototypes();
  return 'planned';
}

function checkRefusal({ status, code, message, remediation, where }: Refusal): void {
  assert.ok([413, 415, 422].includes(status));
  assert.match(code, /^contract-[a-z-]+$/);
  assert.ok(message.length > 20 && message.length < 1_000, message.slice(0, 2_000));
  assert.ok(remediation.length > 20);
  if (where?.line !== undefined) assert.ok(where.line >= 1 && (where.column ?? 0) >= 1);
}

function checkModel(model: ContractModel): void {
  assert.doesNotThrow(() => canonicalJson(model), 'the model can be stored');
  for (const list of [model.operations.map(({ id }) => id), model.entities.map(({ id }) => id)]) {
    assert.equal(new Set(list).size, list.length, 'ids are unique');
  }
  const inResources = model.resources.flatMap(({ entities }) => entities);
  assert.deepEqual(
    [...inResources].sort(),
    model.entities.map(({ id }) => id).sort(),
    'every entity is in one resource',
  );
  model.findings.forEach(checkFinding);
}

function checkFinding({ code, severity, message, where }: Finding): void {
  assert.match(code, /^[a-z]+(?:-[a-z]+)*$/);
  assert.ok(['info', 'warning', 'error'].includes(severity));
  assert.ok(message.length > 10 && message.length < 10_000);
  if (where?.line !== undefined) assert.ok(where.line >= 1 && (where.column ?? 0) >= 1, JSON.stringify(where));
}

function checkPlanning(model: ContractModel, prd: string): void {
  const options = {};
  const analysis = analysePrd(prd, model, options);
  const scaffold = planScaffold(model, analysis, options);
  const context: PlanningContext = { model, analysis, order: inferOrder(model, analysis), scaffold, options };
  for (const strategy of ['contract-first', 'vertical-slice'] as const) {
    const candidate = decompose(strategy, context, { seed: 1, pull: 0 });
    const { valid, violations, reward } = evaluate(candidate, context, {});
    assert.ok(valid, `${strategy}: ${JSON.stringify(violations.slice(0, 3))}`);
    assert.ok(reward >= 0 && reward <= 1);
    const { totals } = computeCoverage(model, candidate.tasks, analysis, options);
    assert.ok(totals.complete, `${strategy} leaves out ${totals.uncovered.slice(0, 3).join(', ')}`);
    assert.doesNotThrow(() => canonicalJson(candidate), 'the candidate can be stored');
  }
}

function checkSlices(document: ContractDocument, model: ContractModel): void {
  const step = Math.max(1, Math.ceil(model.operations.length / SLICES));
  for (let at = 0; at < model.operations.length; at += step) {
    const ref = `op:${model.operations[at]?.id ?? ''}`;
    for (const level of ['full', 'signature'] as const) {
      checkSlice(sliceContract(document, [ref], level), document, `${level} slice of ${ref}`);
    }
  }
}

function checkSlice(cut: ContractSlice, whole: ContractDocument, what: string): void {
  if (!cut.complete) return;
  if (cut.format === 'openapi') checkOpenApiSlice(cut.slice, what);
  else if (whole.format === 'graphql') checkSdlSlice(cut.definitions.join(''), whole.sdl, what);
}

function checkOpenApiSlice(slice: JsonObject, what: string): void {
  assert.doesNotThrow(() => canonicalJson(slice), what);
  for (const { ref, pointer } of findReferences(slice)) {
    const target = localPointer(ref);
    assert.ok(target !== null && valueAt(slice, target) !== undefined, `${what}: ${ref} at ${pointer}`);
  }
}

/** A type may only be missing in a slice that is missing in the whole. */
function checkSdlSlice(slice: string, sdl: string, what: string): void {
  const cut = namesOf(slice);
  const whole = namesOf(sdl);
  for (const name of cut.used) assert.ok(cut.defined.has(name) || !whole.defined.has(name), `${what}: ${name}`);
}

function namesOf(sdl: string): { defined: Set<string>; used: Set<string> } {
  const defined = new Set<string>();
  const used = new Set<string>();
  const document = parse(sdl);
  for (const node of document.definitions) {
    if ('name' in node && node.name !== undefined && node.kind !== Kind.DIRECTIVE_DEFINITION)
      defined.add(node.name.value);
  }
  visit(document, { NamedType: (node) => void used.add(node.name.value) });
  return { defined, used };
}

const OWN_NAMES = Object.getOwnPropertyNames(Object.prototype).join();

function checkPrototypes(): void {
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), OWN_NAMES, 'nothing was added to Object.prototype');
}
