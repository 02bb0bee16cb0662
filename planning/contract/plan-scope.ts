import type { PlanOptions } from '../options.js';
import type { RequirementTrace } from '../prd/prd-analysis.js';
import type { ContractModel } from './contract-model.js';
import { inScope } from './scope.js';

/** What of a contract a plan builds, and what it takes to be there or leaves to others. */
export interface PlanScope {
  /** Ids of operations to build: in scope and not there already. */
  operations: ReadonlySet<string>;
  /** Ids of entities to build. */
  entities: ReadonlySet<string>;
  /** References (`op:…`, `entity:…`, `auth`) of what is built already, in scope or not; only ones that the contract has. */
  existing: ReadonlySet<string>;
  /** References that `options.scope` leaves out and that are not there either. */
  leftOut: ReadonlySet<string>;
}

/**
 * Where a clause finds what it asks for: in elements that the plan builds, in ones that are there already, only in ones
 * that the scope leaves out, or in none of the contract.
 */
export type ClauseStanding = 'plan' | 'existing' | 'out-of-scope' | 'nothing';

/** Applies `options.scope` and `options.existing` to a contract. */
export function planScope(model: ContractModel, options: PlanOptions): PlanScope {
  const scope = inScope(model, options.scope);
  const named = new Set(options.existing ?? []);
  const operations = model.operations.map(({ id }) => id);
  const entities = model.entities.map(({ id }) => id);
  const known = [...operations.map((id) => `op:${id}`), ...entities.map((id) => `entity:${id}`), 'auth'];
  return {
    operations: new Set(operations.filter((id) => scope.operations.has(id) && !named.has(`op:${id}`))),
    entities: new Set(entities.filter((id) => scope.entities.has(id) && !named.has(`entity:${id}`))),
    existing: new Set(known.filter((ref) => named.has(ref))),
    leftOut: new Set(scope.outOfScope.filter((ref) => !named.has(ref))),
  };
}

/** Says where a clause with this trace finds what it asks for; elements to build go before ones that exist. */
export function standingOf(trace: RequirementTrace | undefined, scope: PlanScope): ClauseStanding {
  if (trace === undefined || !trace.served) return 'nothing';
  const refs = trace.elements.map(({ element }) => element);
  if (refs.some((ref) => !scope.existing.has(ref) && !scope.leftOut.has(ref))) return 'plan';
  return refs.some((ref) => scope.existing.has(ref)) ? 'existing' : 'out-of-scope';
}
