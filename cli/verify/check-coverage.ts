import type { BundleTask, Documents } from './documents.js';
import { listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Report } from './violation.js';

/** Tasks that only check or describe what others make: they cover nothing. */
const COVERS_NOTHING = new Set(['test', 'docs']);

/** What coverage was found when it was computed anew. */
export interface RecomputedCoverage {
  elements: number;
  covered: number;
  outOfScope: number;
}

interface Element {
  /** Reference with its prefix. */
  ref: string;
  /** Id as the contract model and coverage.json have it. */
  id: string;
  list: 'operations' | 'entities';
  derived: boolean;
}

/**
 * Computes coverage anew from contract.model.json and tasks.json, and compares it with what coverage.json and plan.json
 * say. Elements that coverage.json lists as out of scope need no task; how many there are is returned, so that a reader
 * sees it.
 */
export function checkCoverage(documents: Documents, report: Report): RecomputedCoverage {
  const elements = elementsOf(documents.model);
  if (elements.length === 0) report('no-elements', 'contract.model.json', 'it holds no operation and no entity');
  const excluded = new Set(textsOf(documents.coverage, 'outOfScope'));
  const inScope = elements.filter(({ ref }) => !excluded.has(ref));
  const implementers = implementersOf(documents.tasks);
  const uncovered = inScope.filter(({ ref }) => !implementers.has(ref));
  for (const { ref } of uncovered) report('uncovered', 'tasks.json', `no task covers ${ref}`);
  checkUnknown(elements, documents.tasks, report);
  checkMatrix(inScope, implementers, documents, report);
  checkTotals(inScope, implementers, documents, report);
  return {
    elements: inScope.length,
    covered: inScope.length - uncovered.length,
    outOfScope: elements.length - inScope.length,
  };
}

function elementsOf(model: unknown): Element[] {
  const of = (list: Element['list'], prefix: string): Element[] =>
    listOf(model, list).map((element) => {
      const id = textOf(element, 'id');
      return { ref: `${prefix}:${id}`, id, list, derived: member(element, 'derived') === true };
    });
  return [...of('operations', 'op'), ...of('entities', 'entity')];
}

/** Ids of the tasks that implement each reference. */
function implementersOf(tasks: BundleTask[]): Map<string, Set<string>> {
  const implementers = new Map<string, Set<string>>();
  for (const task of tasks) {
    if (COVERS_NOTHING.has(task.kind)) continue;
    for (const ref of task.covers) {
      const ids = implementers.get(ref) ?? new Set();
      implementers.set(ref, ids.add(task.id));
    }
  }
  return implementers;
}

function checkUnknown(elements: Element[], tasks: BundleTask[], report: Report): void {
  const known = new Set(elements.map(({ ref }) => ref));
  for (const task of tasks) {
    for (const ref of [...task.covers, ...task.verifies]) {
      if (/^(op|entity):/.test(ref) && !known.has(ref)) {
        report('unknown-element', `tasks.json#${task.key}`, `the contract has no ${ref}`);
      }
    }
  }
}

/** Compares the rows of coverage.json with the tasks. */
function checkMatrix(
  elements: Element[],
  implementers: Map<string, Set<string>>,
  documents: Documents,
  report: Report,
): void {
  for (const list of ['operations', 'entities'] as const) {
    const rows = new Map(listOf(documents.coverage, list).map((row) => [textOf(row, 'element'), row]));
    for (const { id, ref } of elements.filter((element) => element.list === list)) {
      const row = rows.get(id);
      const where = `coverage.json#${ref}`;
      if (row === undefined) {
        report('coverage-row', where, 'the matrix has no row for it');
        continue;
      }
      const stated = [...new Set(textsOf(row, 'implementedBy'))].sort();
      const found = [...(implementers.get(ref) ?? [])].sort();
      if (stated.join() !== found.join()) {
        report('coverage-row', where, `the matrix names [${stated.join(', ')}], tasks.json [${found.join(', ')}]`);
      }
    }
  }
}

/** Compares the totals of plan.json with the tasks. */
function checkTotals(
  elements: Element[],
  implementers: Map<string, Set<string>>,
  documents: Documents,
  report: Report,
): void {
  const totals = member(documents.plan, 'coverage');
  const groups: [string, Element[]][] = [
    ['operations', elements.filter(({ list }) => list === 'operations')],
    ['entities', elements.filter(({ list, derived }) => list === 'entities' && !derived)],
    ['derivedEntities', elements.filter(({ list, derived }) => list === 'entities' && derived)],
  ];
  for (const [name, group] of groups) {
    const covered = group.filter(({ ref }) => implementers.has(ref)).length;
    const stated = member(totals, name);
    if (numberOf(stated, 'total') !== group.length || numberOf(stated, 'covered') !== covered) {
      const claim = `${numberOf(stated, 'covered')} of ${numberOf(stated, 'total')}`;
      report(
        'coverage-totals',
        `plan.json#${name}`,
        `it says ${claim}, counted anew it is ${covered} of ${group.length}`,
      );
    }
  }
}
