import type { Documents } from './documents.js';
import { isNear, isSame, isSameSet, listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Report } from './violation.js';

/** Checks that report.json repeats what the other documents say, and counts its own totals anew. */
export function checkReport(documents: Documents, report: Report): void {
  const { report: told, plan, search, scaffold } = documents;
  const repeated: [string, unknown, unknown][] = [
    ['plan', member(told, 'plan'), plan],
    ['scaffold', member(told, 'scaffold'), member(scaffold, 'scaffold')],
    ...['arms', 'winner', 'fallbacks', 'stopReason'].map((name): [string, unknown, unknown] => [
      `search.${name}`,
      member(member(told, 'search'), name),
      member(search, name),
    ]),
  ];
  for (const [name, stated, found] of repeated) {
    if (!isSame(stated, found)) report('report-repeats', `report.json#${name}`, 'another document says otherwise');
  }
  const uncovered = textsOf(member(told, 'coverage'), 'uncovered');
  if (uncovered.length > 0) report('report-coverage', 'report.json', `it calls ${uncovered.join(', ')} uncovered`);
  checkWaves(documents, report);
  checkComplexity(documents, report);
  checkBudgets(documents, report);
  checkExecution(documents, report);
  checkQuestions(documents, report);
}

/** What a model finds open: its findings about clauses, and the questions in the advice of tasks. */
function checkQuestions({ report: told, plan, tasks }: Documents, report: Report): void {
  const clauses = listOf(plan, 'findings')
    .filter((finding) => textOf(finding, 'code') === 'ambiguous-clause')
    .map((finding) => ({
      requirement: textOf(member(finding, 'where'), 'ref').slice('req:'.length),
      question: textOf(finding, 'message'),
    }));
  const advised = tasks.flatMap(({ id, document }) =>
    textsOf(member(document, 'guidance'), 'questions').map((question) => ({ task: id, question })),
  );
  if (!isSame(listOf(told, 'questions'), [...clauses, ...advised])) {
    report('report-questions', 'report.json', 'its questions are not those of findings and advice');
  }
}

function checkWaves({ report: told, tasks }: Documents, report: Report): void {
  const stated = listOf(told, 'waves');
  const numbers = [...new Set(tasks.map(({ wave }) => wave))].sort((a, b) => a - b);
  if (stated.map((wave) => numberOf(wave, 'n')).join() !== numbers.join()) {
    report('report-waves', 'report.json', 'its waves are not those of tasks.json');
    return;
  }
  for (const wave of stated) {
    const own = tasks.filter((task) => task.wave === numberOf(wave, 'n'));
    const longest = own.reduce((most, { minutes }) => Math.max(most, minutes), 0);
    const same = isSameSet(
      textsOf(wave, 'tasks'),
      own.map(({ id }) => id),
    );
    if (same && isNear(numberOf(wave, 'minutes'), longest)) continue;
    const words = `${own.length} tasks, the longest of ${longest} minutes`;
    report('report-waves', `report.json#${numberOf(wave, 'n')}`, `the wave has ${words}`);
  }
}

function checkComplexity({ report: told, tasks }: Documents, report: Report): void {
  const stated = listOf(told, 'complexity');
  const byId = new Map(tasks.map((task) => [task.id, member(task.document, 'ccs')]));
  const ids = stated.map((row) => textOf(row, 'task'));
  if (ids.length !== tasks.length || !isSameSet(ids, [...byId.keys()])) {
    report('report-complexity', 'report.json', 'it does not tell the complexity of every task once');
  }
  stated.forEach((row, at) => {
    const ccs = byId.get(textOf(row, 'task'));
    const where = `report.json#${textOf(row, 'task')}`;
    for (const name of ['score10', 'recommendedSubtasks']) {
      if (numberOf(row, name) === numberOf(ccs, name)) continue;
      report('report-complexity', where, `${name} is ${numberOf(row, name)}, tasks.json says ${numberOf(ccs, name)}`);
    }
    if (at > 0 && numberOf(stated[at - 1], 'score10') < numberOf(row, 'score10')) {
      report('report-complexity', where, 'it stands after a less complex task');
    }
  });
}

function checkBudgets({ report: told, tasks }: Documents, report: Report): void {
  const budgets = tasks.map((task) => member(task.document, 'budget'));
  const tokens = budgets.map((budget) => numberOf(budget, 'tokens')).sort((a, b) => a - b);
  const middle = [tokens[Math.ceil(tokens.length / 2) - 1] ?? 0, tokens[Math.floor(tokens.length / 2)] ?? 0];
  const counted: Record<string, number> = {
    limit: budgets.reduce<number>((most, budget) => Math.max(most, numberOf(budget, 'limit')), 0),
    max: tokens.at(-1) ?? 0,
    p50: ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
    degraded: budgets.filter((budget) => listOf(budget, 'degraded').length > 0).length,
  };
  for (const [name, value] of Object.entries(counted)) {
    const stated = numberOf(member(told, 'budgets'), name);
    if (stated !== value)
      report('report-budgets', `report.json#${name}`, `it says ${stated}, counted anew it is ${value}`);
  }
}

function checkExecution({ report: told, tasks }: Documents, report: Report): void {
  const execution = member(told, 'execution');
  const done = tasks.filter(({ document }) => ['succeeded', 'skipped'].includes(textOf(document, 'status'))).length;
  const percent = tasks.length === 0 ? 100 : Math.round((done / tasks.length) * 1000) / 10;
  const counted: Record<string, number> = { total: tasks.length, done, percent };
  for (const [name, value] of Object.entries(counted)) {
    const stated = numberOf(execution, name);
    if (stated !== value)
      report('report-execution', `report.json#${name}`, `it says ${stated}, counted anew it is ${value}`);
  }
}
