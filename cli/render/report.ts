import type { Coverage, PlanReport, TaskList } from '../api-types.js';
import type { Safe } from '../safe.js';
import { count, hang } from '../text.js';
import { renderContractFit } from './contract-fit.js';
import { renderCoverage } from './coverage.js';
import { countBySeverity, renderFindings } from './findings.js';
import { inner, pairs, section } from './layout.js';
import type { Layout } from './layout.js';
import { renderTable } from './table.js';
import { renderWaves } from './tasks.js';
import { renderIdentity } from './summary.js';

const MOST_COMPLEX = 10;
/** Findings that the section on PRD and contract has told already. */
const FIT_CODES: ReadonlySet<string> = new Set([
  'requirement-contradicted',
  'requirement-unserved',
  'element-unrequested',
]);

/** The report with what its references stand for: requirements are in the coverage matrix, tasks in the task list. */
export interface ReportView {
  report: PlanReport;
  coverage: Coverage;
  /** With the field `title`. */
  tasks: TaskList;
}

/** The report for a team lead: what to know before saying yes. */
export function renderReport(layout: Layout, { report, coverage, tasks }: Safe<ReportView>): string[] {
  const block = inner(layout);
  const { budgets, execution } = report;
  const identity = renderIdentity(layout, report.plan);
  const findings = report.findings.filter(({ code }) => !FIT_CODES.has(code));
  return [
    ...identity,
    ...section(layout, 'PRD and contract', renderContractFit(block, report.contractFit)),
    ...section(
      layout,
      `Other findings (${countBySeverity(findings) || 'none'})`,
      renderFindings(block, { findings, clauses: clausesOf(coverage.requirements) }),
    ),
    ...section(layout, 'Coverage', [
      ...renderCoverage(block, report.coverage),
      ...report.coverage.uncovered.map((ref) => `not covered: ${ref}`),
    ]),
    ...section(layout, 'Repositories', renderScaffold(block, report.scaffold)),
    ...section(layout, 'Waves', renderWaves(block, report.waves)),
    ...section(layout, complexityTitle(report.complexity), renderComplexity(block, report.complexity, tasks)),
    ...section(layout, 'Token budgets', [
      `limit ${budgets.limit}, largest ${budgets.max}, median ${budgets.p50}, ${count(budgets.degraded, 'payload')} in shorter form`,
    ]),
    ...section(layout, 'Assumptions', remarks(block, report.assumptions)),
    ...section(layout, 'Risks besides the findings', remarks(block, risksBesides(report))),
    ...section(layout, 'Execution', [
      `${execution.done} of ${count(execution.total, 'task')} done (${execution.percent} %)`,
    ]),
  ];
}

/** The text of each requirement by its reference. */
export function clausesOf(requirements: Coverage['requirements']): Map<string, string> {
  return new Map(requirements.map(({ id, text }) => [`req:${id}`, text]));
}

function renderScaffold(layout: Layout, scaffold: PlanReport['scaffold']): string[] {
  return scaffold.flatMap(({ repository, purpose, toolchain, decidedBy }) => {
    const { language, runtime, framework, database, test } = toolchain;
    const tools = [language, runtime, framework, database, test].filter((tool) => tool !== null).join(', ');
    return pairs(layout, [[repository, `${purpose}: ${tools} (by ${decidedBy})`]]);
  });
}

function complexityTitle({ length }: PlanReport['complexity']): string {
  return length > MOST_COMPLEX
    ? `Complexity (${MOST_COMPLEX} highest of ${length} tasks, 1 to 10)`
    : 'Complexity (1 to 10)';
}

function renderComplexity(layout: Layout, complexity: PlanReport['complexity'], { tasks }: TaskList): string[] {
  const titles = new Map(tasks.map(({ id, key, title }) => [id, `${key}: ${title ?? ''}`]));
  const ordered = [...complexity].sort((left, right) => right.score10 - left.score10).slice(0, MOST_COMPLEX);
  const columns = [
    { title: 'ccs', align: 'right' as const },
    { title: 'split into', align: 'right' as const },
    { title: 'task, and what makes it so', flexible: true },
  ];
  const rows = ordered.map(({ task, score10, recommendedSubtasks, why }) => [
    score10.toFixed(1),
    recommendedSubtasks > 0 ? String(recommendedSubtasks) : '-',
    `${titles.get(task) ?? task}\n${why}`,
  ]);
  return rows.length === 0 ? [] : renderTable(columns, rows, layout.width);
}

/** Findings are risks, too; those were listed before. */
function risksBesides({ risks, findings }: PlanReport): unknown[] {
  const codes = new Set<unknown>(findings.map(({ code }) => code));
  return risks.filter((risk) => !codes.has(ownMember(risk, 'code')));
}

/** Assumptions and risks: texts, or objects with a message and, of an assumption, how to change it. */
function remarks(layout: Layout, entries: readonly unknown[]): string[] {
  return entries.flatMap((entry) => hang('- ', remarkText(entry), layout.width));
}

function remarkText(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const texts = ['message', 'change'].map((name) => ownMember(entry, name)).filter((text) => typeof text === 'string');
  return texts.length === 0 ? JSON.stringify(entry) : texts.join(' ');
}

function ownMember(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? new Map(Object.entries(value)).get(name) : undefined;
}
