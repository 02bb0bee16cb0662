import { compareStrings } from '../compare.js';
import type { TaskKind } from '../dag/candidate.js';
import type { PlanOptions } from '../options.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import type { ContractModel, EntityKind } from './contract-model.js';
import { planScope, standingOf } from './plan-scope.js';
import type { ClauseStanding, PlanScope } from './plan-scope.js';

/** What coverage needs to know of a task. */
export interface CoverageTask {
  key: string;
  kind: TaskKind;
  covers: string[];
  verifies: string[];
  requirements: string[];
}

export interface OperationCoverage {
  element: string;
  /** Keys of tasks, sorted. */
  implementedBy: string[];
  testedBy: string[];
  requirements: string[];
}

export interface EntityCoverage extends OperationCoverage {
  kind: EntityKind;
  derived: boolean;
}

export interface RequirementCoverage {
  id: string;
  label?: string;
  text: string;
  start: number;
  end: number;
  elements: { element: string; score: number; evidence: string }[];
  /** Whether any element of the contract serves it, in scope or not. */
  served: boolean;
  servedBy: ClauseStanding;
  coveredBy: string[];
}

export interface Count {
  total: number;
  covered: number;
}

export interface CoverageTotals {
  operations: Count;
  entities: Count;
  derivedEntities: Count;
  /** Clauses that the plan has to meet: those are left out that only existing or excluded elements serve. */
  requirements: Count;
  complete: boolean;
  /** Sorted references of elements in scope that no task covers. */
  uncovered: string[];
}

/** The coverage matrix. Tasks are named by key. */
export interface Coverage {
  complete: boolean;
  operations: OperationCoverage[];
  entities: EntityCoverage[];
  requirements: RequirementCoverage[];
  /** Sorted references of elements that nothing is counted of: left out by the scope, or there already. */
  outOfScope: string[];
  /** Those of them that are there already. */
  existing: string[];
  /** Tasks without any anchor. */
  orphans: string[];
  totals: CoverageTotals;
}

/**
 * Counts what tasks cover. An element is covered by a task that names it in `covers` and is no test and no docs task;
 * an element in `options.existing` counts as covered by nobody's work and is listed out of scope. `complete` asks for
 * every operation, entity and derived entity in scope; requirements are reported and do not gate.
 */
export function computeCoverage(
  model: ContractModel,
  tasks: readonly CoverageTask[],
  analysis: PrdAnalysis,
  options: PlanOptions,
): Coverage {
  const scope = planScope(model, options);
  const index = indexTasks(tasks, analysis);
  const row = (ref: string, element: string): OperationCoverage => ({
    element,
    implementedBy: index.implementing.get(ref) ?? [],
    testedBy: index.testing.get(ref) ?? [],
    requirements: index.requirementsOf.get(ref) ?? [],
  });
  const operations = model.operations.filter(({ id }) => scope.operations.has(id)).map(({ id }) => row(`op:${id}`, id));
  const entities = model.entities
    .filter(({ id }) => scope.entities.has(id))
    .map(({ id, kind, derived }) => ({ ...row(`entity:${id}`, id), kind, derived }));
  const requirements = requirementRows(analysis, index.byRequirement, scope);
  const totals = count(operations, entities, requirements);
  return {
    complete: totals.complete,
    operations,
    entities,
    requirements,
    outOfScope: [...scope.leftOut, ...scope.existing].sort(compareStrings),
    existing: [...scope.existing].sort(compareStrings),
    orphans: tasks
      .filter((task) => task.covers.length + task.verifies.length + task.requirements.length === 0)
      .map((task) => task.key)
      .sort(compareStrings),
    totals,
  };
}

function indexTasks(
  tasks: readonly CoverageTask[],
  analysis: PrdAnalysis,
): {
  implementing: Map<string, string[]>;
  testing: Map<string, string[]>;
  byRequirement: Map<string, string[]>;
  requirementsOf: Map<string, string[]>;
} {
  const implementing = new Map<string, string[]>();
  const testing = new Map<string, string[]>();
  const byRequirement = new Map<string, string[]>();
  const requirementsOf = new Map<string, string[]>();
  const sorted = [...tasks].sort((a, b) => compareStrings(a.key, b.key));
  for (const task of sorted) {
    const builds = task.kind !== 'test' && task.kind !== 'docs';
    if (builds) for (const ref of new Set(task.covers)) push(implementing, ref, task.key);
    for (const ref of new Set(task.kind === 'test' ? [...task.verifies, ...task.covers] : task.verifies)) {
      push(testing, ref, task.key);
    }
    if (builds) for (const id of new Set(task.requirements)) push(byRequirement, id, task.key);
  }
  for (const trace of analysis.traces) {
    for (const { element } of trace.elements) push(requirementsOf, element, trace.requirement);
  }
  return { implementing, testing, byRequirement, requirementsOf };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function requirementRows(
  analysis: PrdAnalysis,
  byRequirement: ReadonlyMap<string, string[]>,
  scope: PlanScope,
): RequirementCoverage[] {
  const traces = new Map(analysis.traces.map((trace) => [trace.requirement, trace]));
  return analysis.requirements.map(({ id, label, text, start, end }) => ({
    id,
    ...(label === undefined ? {} : { label }),
    text,
    start,
    end,
    elements: traces.get(id)?.elements ?? [],
    served: traces.get(id)?.served ?? false,
    servedBy: standingOf(traces.get(id), scope),
    coveredBy: byRequirement.get(id) ?? [],
  }));
}

function count(
  operations: readonly OperationCoverage[],
  entities: readonly EntityCoverage[],
  requirements: readonly RequirementCoverage[],
): CoverageTotals {
  const covered = (rows: readonly OperationCoverage[]): Count => ({
    total: rows.length,
    covered: rows.filter((row) => row.implementedBy.length > 0).length,
  });
  const due = requirements.filter(
    ({ servedBy, coveredBy }) => servedBy === 'plan' || servedBy === 'nothing' || coveredBy.length > 0,
  );
  const uncovered = [
    ...operations.filter((row) => row.implementedBy.length === 0).map((row) => `op:${row.element}`),
    ...entities.filter((row) => row.implementedBy.length === 0).map((row) => `entity:${row.element}`),
  ].sort(compareStrings);
  return {
    operations: covered(operations),
    entities: covered(entities.filter((row) => !row.derived)),
    derivedEntities: covered(entities.filter((row) => row.derived)),
    requirements: {
      total: due.length,
      covered: due.filter((row) => row.coveredBy.length > 0).length,
    },
    complete: uncovered.length === 0,
    uncovered,
  };
}
