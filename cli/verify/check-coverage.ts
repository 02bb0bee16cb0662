import { covers } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { isSameSet, listOf, member, numberOf, textOf, textsOf } from './json.js';
import { outOfScope } from './scope.js';
import type { Report } from './violation.js';

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
 * Computes coverage anew from contract.model.json (which is counted against the contract elsewhere), the plan's options
 * and tasks.json, and compares it with what coverage.json, plan.json and report.json say. Only the plan's own options
 * can put an element out of scope.
 */
export function checkCoverage(documents: Documents, report: Report): RecomputedCoverage {
  const elements = elementsOf(documents.model);
  if (elements.length === 0) report('no-elements', 'contract.model.json', 'it holds no operation and no entity');
  const excluded = outOfScope(documents.model, documents.options);
  checkScope(excluded, documents, report);
  const inScope = elements.filter(({ ref }) => !excluded.has(ref));
  const makers = tasksBy(documents.tasks.filter(covers), (task) => task.covers);
  const uncovered = inScope.filter(({ ref }) => !makers.has(ref));
  for (const { ref } of uncovered) report('uncovered', 'tasks.json', `no task covers ${ref}`);
  checkReferences(elements, documents.tasks, report);
  checkMatrix(inScope, makers, documents, report);
  checkTotals(inScope, makers, documents, report);
  checkComplete(uncovered.length === 0, documents, report);
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

/** Ids of the tasks that name each reference. */
function tasksBy(tasks: readonly BundleTask[], refs: (task: BundleTask) => readonly string[]): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const task of tasks) {
    for (const ref of new Set(refs(task))) {
      const ids = by.get(ref);
      if (ids === undefined) by.set(ref, [task.id]);
      else ids.push(task.id);
    }
  }
  return by;
}

function checkScope(excluded: ReadonlySet<string>, { coverage, options }: Documents, report: Report): void {
  const existing = new Set(textsOf(options, 'existing'));
  // Signing in is no element: whether it is listed as being there does not count.
  const stated = new Set(textsOf(coverage, 'outOfScope').filter((ref) => ref !== 'auth' || !existing.has(ref)));
  for (const row of listOf(coverage, 'requirements')) {
    const standing = standingOf(row, excluded, existing);
    if (member(row, 'servedBy') !== undefined && textOf(row, 'servedBy') !== standing) {
      const words = `servedBy is ${textOf(row, 'servedBy')}, by its elements it is ${standing}`;
      report('requirement-scope', `coverage.json#${textOf(row, 'id')}`, words);
    }
  }
  for (const ref of stated) {
    if (!excluded.has(ref)) report('scope', 'coverage.json', `${ref} is put out of scope, the options do not say so`);
  }
  for (const ref of excluded) {
    if (!stated.has(ref)) report('scope', 'coverage.json', `the options put ${ref} out of scope, the matrix does not`);
  }
}

/** Where a clause finds what it asks for: what is built goes before what is there, and that before what is left out. */
function standingOf(row: unknown, excluded: ReadonlySet<string>, existing: ReadonlySet<string>): string {
  const refs = listOf(row, 'elements').map((trace) => textOf(trace, 'element'));
  if (member(row, 'served') !== true || refs.length === 0) return 'nothing';
  if (refs.some((ref) => !excluded.has(ref) && !existing.has(ref))) return 'plan';
  return refs.some((ref) => existing.has(ref)) ? 'existing' : 'out-of-scope';
}

function checkReferences(elements: Element[], tasks: BundleTask[], report: Report): void {
  const known = new Set(['auth', 'scaffold', ...elements.map(({ ref }) => ref)]);
  for (const task of tasks) {
    for (const ref of [...task.covers, ...task.verifies, ...task.uses]) {
      if (!known.has(ref)) report('unknown-element', `tasks.json#${task.key}`, `the contract has no ${ref}`);
    }
  }
}

/** Compares the rows of coverage.json with the tasks and with the traces it holds itself. */
function checkMatrix(elements: Element[], makers: Map<string, string[]>, documents: Documents, report: Report): void {
  const { coverage, tasks, model } = documents;
  const testers = tasksBy(tasks, (task) => (task.kind === 'test' ? [...task.verifies, ...task.covers] : task.verifies));
  const asked = new Map<string, string[]>();
  for (const row of listOf(coverage, 'requirements')) {
    for (const trace of listOf(row, 'elements')) {
      const ref = textOf(trace, 'element');
      asked.set(ref, [...(asked.get(ref) ?? []), textOf(row, 'id')]);
    }
  }
  const kinds = new Map(listOf(model, 'entities').map((entity) => [textOf(entity, 'id'), entity]));
  for (const list of ['operations', 'entities'] as const) {
    const rows = new Map(listOf(coverage, list).map((row) => [textOf(row, 'element'), row]));
    for (const { id, ref } of elements.filter((element) => element.list === list)) {
      const row = rows.get(id);
      const where = `coverage.json#${ref}`;
      rows.delete(id);
      if (row === undefined) {
        report('coverage-row', where, 'the matrix has no row for it');
        continue;
      }
      const columns: [string, string[]][] = [
        ['implementedBy', makers.get(ref) ?? []],
        ['testedBy', testers.get(ref) ?? []],
        ['requirements', asked.get(ref) ?? []],
      ];
      for (const [column, found] of columns) {
        const stated = textsOf(row, column);
        if (isSameSet(stated, found)) continue;
        report('coverage-row', where, `${column} is [${stated.join(', ')}], counted anew it is [${found.join(', ')}]`);
      }
      const entity = kinds.get(id);
      if (list === 'entities' && !['kind', 'derived'].every((name) => member(row, name) === member(entity, name))) {
        report('coverage-row', where, 'its kind is not the one of contract.model.json');
      }
    }
    for (const id of rows.keys()) report('coverage-row', `coverage.json#${id}`, 'nothing in scope has this name');
  }
}

/** Compares the totals of plan.json and report.json with the tasks. */
function checkTotals(elements: Element[], makers: Map<string, string[]>, documents: Documents, report: Report): void {
  const rows = listOf(documents.coverage, 'requirements');
  const met = tasksBy(documents.tasks.filter(covers), (task) => task.requirements);
  // Clauses that only what is left out serves are not counted, where the matrix tells them apart.
  const due = rows.filter(
    (row) => !['existing', 'out-of-scope'].includes(textOf(row, 'servedBy')) || met.has(textOf(row, 'id')),
  );
  const count = (group: Element[]): [number, number] => [
    group.length,
    group.filter(({ ref }) => makers.has(ref)).length,
  ];
  const totals: [string, [number, number]][] = [
    ['operations', count(elements.filter(({ list }) => list === 'operations'))],
    ['entities', count(elements.filter(({ list, derived }) => list === 'entities' && !derived))],
    ['derivedEntities', count(elements.filter(({ list, derived }) => list === 'entities' && derived))],
    ['requirements', [due.length, due.filter((row) => met.has(textOf(row, 'id'))).length]],
  ];
  for (const [file, stated] of [
    ['plan.json', member(documents.plan, 'coverage')],
    ['report.json', member(documents.report, 'coverage')],
  ] as const) {
    for (const [name, [total, covered]] of totals) {
      const claim = member(stated, name);
      if (numberOf(claim, 'total') === total && numberOf(claim, 'covered') === covered) continue;
      const words = `${numberOf(claim, 'covered')} of ${numberOf(claim, 'total')}`;
      report('coverage-totals', `${file}#${name}`, `it says ${words}, counted anew it is ${covered} of ${total}`);
    }
  }
}

function checkComplete(complete: boolean, { plan, coverage, report: told, tasks }: Documents, report: Report): void {
  const claims: [string, unknown][] = [
    ['plan.json', member(plan, 'coverage')],
    ['coverage.json', coverage],
    ['report.json', member(told, 'coverage')],
  ];
  for (const [file, claim] of claims) {
    if (member(claim, 'complete') === complete) continue;
    report('coverage-complete', file, `it says ${String(member(claim, 'complete'))}, counted anew it is ${complete}`);
  }
  const orphans = tasks.filter((task) => task.covers.length + task.verifies.length + task.requirements.length === 0);
  const stated = textsOf(coverage, 'orphans');
  if (
    !isSameSet(
      stated,
      orphans.map(({ id }) => id),
    )
  ) {
    report(
      'orphans',
      'coverage.json',
      `it names ${stated.length} tasks without an anchor, there are ${orphans.length}`,
    );
  }
}
