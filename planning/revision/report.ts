import { CCS_COMPONENTS } from '../complexity/complexity-settings.js';
import { compareStrings } from '../compare.js';
import type { Coverage, CoverageTotals } from '../contract/coverage.js';
import type { Ccs, PlanTask } from '../dag/plan-task.js';
import type { Schedule } from '../dag/schedule.js';
import type { Finding } from '../finding.js';
import { round6 } from '../numbers.js';
import type { ScaffoldRequest } from '../scaffold/scaffold-request.js';
import type { PlanningContext } from '../strategies/context.js';
import { contractFit, FIT_CODES } from './contract-fit.js';
import type { ContractFit } from './contract-fit.js';
import { reportAssumptions } from './report-assumptions.js';
import type { Assumption } from './report-assumptions.js';
import { reportQuestions } from './report-questions.js';
import type { OpenQuestion } from './report-questions.js';
import { reportRisks } from './report-risks.js';
import type { Risk } from './report-risks.js';
import type { SearchDocument } from './search-document.js';

export interface ReportInput {
  context: PlanningContext;
  /** In the order of the published task list. */
  tasks: readonly PlanTask[];
  schedule: Schedule;
  coverage: Coverage;
  findings: readonly Finding[];
  /** Scaffold requests with the id of the task that carries each out. */
  scaffold: readonly (ScaffoldRequest & { task: string | undefined })[];
  search: Pick<SearchDocument, 'arms' | 'winner' | 'fallbacks' | 'stopReason'>;
  /** Task id of a key. */
  idOf: (key: string) => string;
}

/** What a team lead reads before saying yes (formats, "GET …/report"), without what changes while the plan is executed. */
export interface Report {
  contractFit: ContractFit;
  findings: Finding[];
  scaffold: ReportInput['scaffold'];
  coverage: CoverageTotals;
  /** `minutes`: how long the wave takes with an executor for every task. */
  waves: { n: number; tasks: string[]; minutes: number }[];
  criticalPath: string[];
  complexity: { task: string; score10: number; recommendedSubtasks: number; why: string }[];
  /** Tokens; `degraded` counts tasks whose payload lacks something. */
  budgets: { limit: number; max: number; p50: number; degraded: number };
  search: ReportInput['search'];
  assumptions: Assumption[];
  risks: Risk[];
  /** Absent where a model asked nothing. */
  questions?: OpenQuestion[];
}

/** Makes the report of a revision. Tasks are named by id; the most complex stand first. */
export function makeReport(input: ReportInput): Report {
  const { context, tasks, schedule, coverage, idOf } = input;
  const { arms, winner, fallbacks, stopReason } = input.search;
  const questions = reportQuestions(tasks, input.findings, idOf);
  return {
    contractFit: contractFit(coverage, input.findings, idOf),
    findings: sortFindings(input.findings),
    scaffold: input.scaffold,
    coverage: coverage.totals,
    waves: wavesOf(tasks, idOf),
    criticalPath: schedule.criticalPath.map(idOf),
    complexity: complexityOf(tasks, idOf),
    budgets: budgetsOf(tasks),
    search: { arms, winner, fallbacks, stopReason },
    assumptions: reportAssumptions(context, tasks, coverage),
    risks: reportRisks({ context, tasks, schedule, coverage, idOf }),
    ...(questions.length > 0 && { questions }),
  };
}

const SEVERITIES: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };

/**
 * What PRD and contract say of each other first, contradictions before what is missing before what is too much; then by
 * where it was found, worst first; equal ones keep their order.
 */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      findingGroup(a) - findingGroup(b) ||
      fitRank(a) - fitRank(b) ||
      SEVERITIES[a.severity] - SEVERITIES[b.severity] ||
      compareStrings(a.code, b.code),
  );
}

/** Place of a finding's code among those about PRD and contract; all others come after them. */
function fitRank({ code }: Finding): number {
  const at = [...FIT_CODES].indexOf(code);
  return at < 0 ? FIT_CODES.size : at;
}

/** A finding in the PRD that names a requirement or an element is about whether the contract serves it. */
function findingGroup({ code, where }: Finding): number {
  const crosses = where?.in === 'prd' && (where.ref !== undefined || /unserved|contract|endpoint|element/.test(code));
  if (crosses || FIT_CODES.has(code) || code.startsWith('requirement-')) return 0;
  if (where === null) return 4;
  return { prd: 1, contract: 2, options: 3, plan: 4 }[where.in];
}

function wavesOf(tasks: readonly PlanTask[], idOf: (key: string) => string): Report['waves'] {
  const waves = new Map<number, { n: number; tasks: string[]; minutes: number }>();
  for (const { key, wave: n, minutes } of tasks) {
    const wave = waves.get(n) ?? { n, tasks: [], minutes: 0 };
    wave.tasks.push(idOf(key));
    wave.minutes = Math.max(wave.minutes, round6(minutes));
    waves.set(n, wave);
  }
  return [...waves.values()].sort((a, b) => a.n - b.n);
}

function complexityOf(tasks: readonly PlanTask[], idOf: (key: string) => string): Report['complexity'] {
  const telling = CCS_COMPONENTS.filter(
    (name) => new Set(tasks.map(({ ccs }) => ccs.contributions[name] ?? 0)).size > 1,
  );
  return [...tasks]
    .sort((a, b) => b.ccs.score - a.ccs.score || a.priority - b.priority)
    .map(({ key, ccs }) => ({
      task: idOf(key),
      score10: ccs.score10,
      recommendedSubtasks: ccs.recommendedSubtasks,
      why: whyComplex(ccs, telling.length > 0 ? telling : CCS_COMPONENTS),
    }));
}

/**
 * The two components that contribute most, each with the first thing it was read from; ones that are the same for every
 * task tell nothing of any. Then what a split rests on.
 */
function whyComplex({ contributions, evidence }: Ccs, components: readonly (typeof CCS_COMPONENTS)[number][]): string {
  const split = evidence['recommendedSubtasks']?.[0];
  const parts = components
    .map((name) => ({ name, part: contributions[name] ?? 0 }))
    .sort((a, b) => b.part - a.part)
    .slice(0, 2)
    .map(({ name, part }) => {
      const first = evidence[name]?.[0];
      return `${WORDS[name]} ${part.toFixed(2)}${first === undefined ? '' : ` (${first})`}`;
    });
  return [...parts, ...(split === undefined ? [] : [`pieces: ${split}`])].join('; ');
}

const WORDS: Record<(typeof CCS_COMPONENTS)[number], string> = {
  dependencyLoad: 'dependency load',
  surfaceArea: 'surface area',
  novelty: 'novelty',
  ambiguity: 'ambiguity',
  researchFriction: 'research friction',
};

function budgetsOf(tasks: readonly PlanTask[]): Report['budgets'] {
  const tokens = tasks.map(({ budget }) => budget.tokens).sort((a, b) => a - b);
  const middle = tokens.length / 2;
  const lower = tokens[Math.ceil(middle) - 1] ?? 0;
  const upper = tokens[Math.floor(middle)] ?? lower;
  return {
    limit: tasks.reduce((most, { budget }) => Math.max(most, budget.limit), 0),
    max: tokens[tokens.length - 1] ?? 0,
    p50: (lower + upper) / 2,
    degraded: tasks.filter(({ budget }) => budget.degraded.length > 0).length,
  };
}
