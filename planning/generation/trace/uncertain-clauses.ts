import { planScope } from '../../contract/plan-scope.js';
import type { PlanScope } from '../../contract/plan-scope.js';
import type { Requirement, RequirementTrace } from '../../prd/prd-analysis.js';
import { toolchainHintsIn } from '../../prd/toolchain.js';
import { isCrossCutting } from '../../prd/trace-clause.js';
import type { PlanningContext } from '../../strategies/context.js';
import { makeLikeness } from './likeness.js';

/** A clause whose trace is uncertain, with what comes into question for it. */
export interface UncertainClause {
  clause: Requirement;
  /** References (`op:…`, `entity:…`) in scope, the likeliest first. */
  candidates: string[];
}

/** Elements that come into question for one clause. */
const MAX_CANDIDATES = 8;
/** Of these so many at least are operations, where there are enough: who builds one needs the clause most. */
const OPERATIONS = 6;
/** Below this share the best operation of a served clause may be the wrong one, or not the only one. */
const NARROW = 0.6;
const MAX_CLAUSES = 400;

/**
 * Clauses that nothing serves though something comes near, the nearest first, then those that are served by a narrow margin,
 * the narrowest first. Left out are clauses that no operation is expected to serve: what a front end, the choice of
 * technology or the whole meets.
 */
export function uncertainClauses({ model, analysis, options }: PlanningContext): UncertainClause[] {
  const { requirements, traces, toolchain } = analysis;
  const byId = new Map(requirements.map((one) => [one.id, one]));
  const uncertain = traces.flatMap((trace) => {
    const clause = byId.get(trace.requirement);
    if (clause === undefined || isMetElsewhere(clause) || (trace.served && bestOf(trace) >= NARROW)) return [];
    return [{ clause, trace }];
  });
  uncertain.sort((a, b) => rank(a.trace) - rank(b.trace) || a.clause.start - b.clause.start);
  const scope = planScope(model, options);
  const like = makeLikeness(model.operations.filter(({ id }) => scope.operations.has(id)));
  return uncertain.slice(0, MAX_CLAUSES).flatMap(({ clause, trace }) => {
    const candidates = shortlist(clause, trace, scope, like);
    return candidates.length === 0 ? [] : [{ clause, candidates }];
  });

  function isMetElsewhere(clause: Requirement): boolean {
    return clause.ui || isCrossCutting(clause) || toolchainHintsIn(clause, toolchain).length > 0;
  }
}

/** The trace's own operations, then those with the rarest words in common with the clause, and the trace's entities. */
function shortlist(
  clause: Requirement,
  trace: RequirementTrace,
  scope: PlanScope,
  like: (text: string, most: number) => string[],
): string[] {
  const traced = trace.elements.map(({ element }) => element).filter((element) => isPlanned(element, scope));
  const operations = traced.filter((element) => element.startsWith('op:'));
  const alike = like(clause.text, MAX_CANDIDATES).map((id) => `op:${id}`);
  const entities = traced.filter((element) => !element.startsWith('op:'));
  const first = [...new Set([...operations, ...alike])];
  return [...first.slice(0, OPERATIONS), ...entities, ...first.slice(OPERATIONS)].slice(0, MAX_CANDIDATES);
}

function isPlanned(ref: string, { operations, entities }: PlanScope): boolean {
  return ref.startsWith('op:') ? operations.has(ref.slice(3)) : entities.has(ref.slice('entity:'.length));
}

/** Best score of an operation, 1 where entities alone serve it: then no operation competes. */
function bestOf({ elements }: RequirementTrace): number {
  const operations = elements.filter(({ element }) => element.startsWith('op:'));
  return operations.length === 0 ? 1 : Math.max(...operations.map(({ score }) => score));
}

function rank(trace: RequirementTrace): number {
  const best = trace.elements.length === 0 ? 0 : bestOf(trace);
  return trace.served ? 1 + best : 1 - best;
}
