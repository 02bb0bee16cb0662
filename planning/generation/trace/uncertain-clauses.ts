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
/** So many of one sort go first. */
const HALF = 3;
/** Below this share the best operation of a served clause may be the wrong one, or not the only one. */
const NARROW = 0.6;
const MAX_CLAUSES = 400;

/** Finds operations whose words are like a text's. */
interface Near {
  any: (text: string, most: number) => string[];
  /** Among those that no clause asks for, which may be called otherwise in the PRD. */
  unasked: (text: string, most: number) => string[];
}

/**
 * Clauses that nothing serves though something comes near, the nearest first, then those that are served by a narrow margin,
 * the narrowest first, then those near to operations that no clause asks for. Left out are clauses that no operation is expected to serve: what a front end, the choice of
 * technology or the whole meets.
 */
export function uncertainClauses(context: PlanningContext): UncertainClause[] {
  const { model, analysis, options } = context;
  const { requirements, traces, toolchain } = analysis;
  const byId = new Map(requirements.map((one) => [one.id, one]));
  const scope = planScope(model, options);
  const near = nearIn(context, scope);
  const uncertain = traces.flatMap((trace) => {
    const clause = byId.get(trace.requirement);
    if (clause === undefined || isMetElsewhere(clause)) return [];
    const sure = trace.served && bestOf(trace) >= NARROW;
    return sure && near.unasked(clause.text, 1).length === 0 ? [] : [{ clause, trace }];
  });
  uncertain.sort((a, b) => rank(a.trace) - rank(b.trace) || a.clause.start - b.clause.start);
  return uncertain.slice(0, MAX_CLAUSES).flatMap(({ clause, trace }) => {
    const candidates = shortlist(clause, trace, scope, near);
    return candidates.length === 0 ? [] : [{ clause, candidates }];
  });

  function isMetElsewhere(clause: Requirement): boolean {
    return clause.ui || isCrossCutting(clause) || toolchainHintsIn(clause, toolchain).length > 0;
  }
}

function nearIn({ model, analysis }: PlanningContext, scope: PlanScope): Near {
  const asked = new Set(
    analysis.traces.filter(({ served }) => served).flatMap(({ elements }) => elements.map(({ element }) => element)),
  );
  const planned = model.operations.filter(({ id }) => scope.operations.has(id));
  const unasked = planned.filter(({ id }) => !asked.has(`op:${id}`));
  return { any: makeLikeness(planned, 2), unasked: makeLikeness(unasked, 1) };
}

/** The trace's best operations, some that no clause asks for, then those with the rarest words in common with the clause, and the trace's entities. */
function shortlist(clause: Requirement, trace: RequirementTrace, scope: PlanScope, near: Near): string[] {
  const traced = trace.elements.map(({ element }) => element).filter((element) => isPlanned(element, scope));
  const operations = traced.filter((element) => element.startsWith('op:'));
  const [unasked, alike] = [near.unasked, near.any].map((find) => find(clause.text, HALF).map((id) => `op:${id}`));
  const entities = traced.filter((element) => !element.startsWith('op:'));
  const first = [...new Set([...operations.slice(0, HALF), ...(unasked ?? []), ...operations, ...(alike ?? [])])];
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
