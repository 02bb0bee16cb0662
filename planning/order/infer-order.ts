import type { ContractModel } from '../contract/contract-model.js';
import { compareStrings } from '../compare.js';
import { round6 } from '../numbers.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import { accessEvidence, makeOperationFinder } from './access-evidence.js';
import type { AccessEvidence } from './access-evidence.js';
import { combineEvidence } from './combine-evidence.js';
import { demoteHardCycles } from './demote-hard-cycles.js';
import { entityOperationEdges } from './entity-operation-edges.js';
import type { Evidence, Observe } from './evidence.js';
import { observeIds } from './id-evidence.js';
import { observeNames } from './name-evidence.js';
import { operationEdges } from './operation-evidence.js';
import type { ElementEdge, OrderEvidence } from './order-evidence.js';
import { makeOrderIndex } from './order-index.js';
import type { OrderIndex } from './order-index.js';
import { observePaths } from './path-evidence.js';
import { observePrd, sentencesOf } from './prd-evidence.js';
import { observeReferences } from './reference-evidence.js';

/**
 * Infers which contract elements must exist before which others, by weighted evidence from contract and PRD (measured
 * per rule on labelled contracts). Entities are ordered through their resources: an edge links two resources' main
 * entities, and a resource's forms and views follow its entity. Every edge says why; hard edges are acyclic.
 */
export function inferOrder(model: ContractModel, analysis: PrdAnalysis): OrderEvidence {
  const access = accessEvidence(model, analysis);
  const signIn = new Set(access.signIn);
  const index = makeOrderIndex(model, signIn);
  const edges = [
    ...entityEdges(index, analysis),
    ...entityOperationEdges(index),
    ...operationEdges(index, signIn, clausesByOperation(model, analysis)),
    ...authEdges(index, access),
  ];
  return {
    edges: demoteHardCycles(strongestOfEach(edges)),
    authenticated: [...access.authenticated.keys()].sort(compareStrings),
    signIn: access.signIn,
  };
}

function entityEdges(index: OrderIndex, analysis: PrdAnalysis): ElementEdge[] {
  const observations: Evidence[] = [];
  const observe: Observe = (before, after, rest) => {
    if (before === after || before.main === null || after.main === null) return;
    observations.push({ before: before.name, after: after.name, ...rest });
  };
  observeIds(index, observe);
  observeReferences(index, observe);
  observeNames(index, observe);
  observePaths(index, observe);
  const placed = new Set(
    combineEvidence(observations)
      .filter((one) => isDomain(one.before, index))
      .map((one) => one.after),
  );
  observePrd(index, analysis, placed, observe);
  return combineEvidence(observations).map(({ before, after, confidence, hard, reason }) => ({
    before: `entity:${index.byName.get(before)?.main ?? before}`,
    after: `entity:${index.byName.get(after)?.main ?? after}`,
    type: 'schema',
    reason: `${reason}.`.replace(/\.\.$/, '.'),
    confidence,
    hard,
  }));
}

/** PRD sentences by the operations they name literally. */
function clausesByOperation(model: ContractModel, analysis: PrdAnalysis): Map<string, string> {
  const find = makeOperationFinder(model);
  const clauses = new Map<string, string>();
  for (const requirement of analysis.requirements) {
    for (const sentence of sentencesOf(requirement.text)) {
      const named = find(sentence);
      if (named.length !== 1) continue;
      for (const id of named) clauses.set(id, `${clauses.get(id) ?? ''} ${sentence}`);
    }
  }
  return clauses;
}

function isDomain(resource: string, index: OrderIndex): boolean {
  return index.byName.get(resource)?.value === false;
}

function authEdges(index: OrderIndex, access: AccessEvidence): ElementEdge[] {
  const edges: ElementEdge[] = [];
  for (const [id, { reason, confidence, hard }] of access.authenticated) {
    edges.push({ before: 'auth', after: `op:${id}`, type: 'auth', reason, confidence, hard });
  }
  for (const id of access.signIn) {
    const reason = `${id} issues what callers are recognised by.`;
    edges.push({ before: 'auth', after: `op:${id}`, type: 'auth', reason, confidence: 0.7, hard: false });
  }
  const main = index.principal?.main ?? null;
  if (edges.length > 0 && main !== null) {
    const reason = `Callers are recognised as a ${index.principal?.name ?? main}.`;
    edges.push({ before: `entity:${main}`, after: 'auth', type: 'schema', reason, confidence: 0.9, hard: true });
  }
  return edges;
}

/** One edge per (before, after, type), sorted so. */
function strongestOfEach(edges: readonly ElementEdge[]): ElementEdge[] {
  const best = new Map<string, ElementEdge>();
  for (const edge of edges) {
    const slot = `${edge.before}\n${edge.after}\n${edge.type}`;
    const known = best.get(slot);
    if (
      known === undefined ||
      (edge.hard && !known.hard) ||
      (edge.hard === known.hard && edge.confidence > known.confidence)
    ) {
      best.set(slot, { ...edge, confidence: round6(edge.confidence) });
    }
  }
  return [...best.values()].sort(
    (a, b) => compareStrings(a.before, b.before) || compareStrings(a.after, b.after) || compareStrings(a.type, b.type),
  );
}
