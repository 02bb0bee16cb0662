import { compareStrings } from '../compare.js';
import type { Coverage } from '../contract/coverage.js';
import { scopeFindings } from '../contract/scope-findings.js';
import { transitiveReduction } from '../dag/reduce.js';
import { taskIdOf } from '../dag/task-id.js';
import type { PlanTask } from '../dag/plan-task.js';
import type { Finding } from '../finding.js';
import type { SearchState, StopReason } from '../search/search-state.js';
import type { Selection } from '../search/select-winner.js';
import type { PlanningContext } from '../strategies/context.js';
import type { AssembledTasks } from './assemble-tasks.js';
import { makeCoverageDocument } from './coverage-document.js';
import { makeGraphDocument } from './graph-document.js';
import { makeReport } from './report.js';
import type { TrialRecord } from './search-document.js';
import { makeSearchDocument } from './search-document.js';
import type { SummaryDocument } from './summary-document.js';
import { makeSummaryDocument } from './summary-document.js';

export interface RevisionDocumentsInput {
  planId: string;
  prdSha256: string;
  context: PlanningContext;
  /** How many different candidates the search made. */
  candidates: number;
  assembled: AssembledTasks;
  coverage: Coverage;
  selection: Selection;
  search: SearchState;
  stopReason: StopReason;
  records: TrialRecord[];
}

export interface RevisionDocuments {
  summary: SummaryDocument;
  /** What clients read as a whole, by file name. */
  byName: Record<string, unknown>;
}

/** No card exists yet that a candidate could have been made from. */
const EMPTY_MEMORY = 'empty';

/** From 4 elements on three different DAGs exist; fewer candidates than this is worth telling. */
const WANTED_CANDIDATES = 3;

/** Every document of a revision, with task ids in place of keys. */
export function makeRevisionDocuments(input: RevisionDocumentsInput): RevisionDocuments {
  const { planId, context, assembled, coverage, selection, search, stopReason } = input;
  const idOf = (key: string): string => taskIdOf(planId, key);
  const tasks = assembled.tasks.map(({ task }) => task);
  const edges = transitiveReduction(tasks);
  const findings = collectFindings(context, input.candidates, coverage, tasks);
  const scaffold = context.scaffold.map((request) => ({
    ...request,
    task: tasks.filter((t) => t.kind === 'scaffold' && t.repository === request.repository).map((t) => idOf(t.key))[0],
  }));
  const searchDocument = makeSearchDocument(search, stopReason, input.records, selection, EMPTY_MEMORY);
  const summary = makeSummaryDocument({
    context,
    prdSha256: input.prdSha256,
    tasks,
    edges: edges.length,
    schedule: assembled.schedule,
    coverage,
    selection,
    stopReason,
    trials: search.told.length,
    candidates: input.candidates,
    findings,
  });
  const coverageDocument = makeCoverageDocument(coverage, idOf);
  const report = makeReport({
    context,
    tasks,
    schedule: assembled.schedule,
    coverage,
    findings,
    scaffold,
    search: searchDocument,
    idOf,
  });
  return {
    summary,
    byName: {
      'graph.json': makeGraphDocument(tasks, edges, assembled.schedule.criticalPath, idOf),
      'coverage.json': coverageDocument,
      'search.json': searchDocument,
      'report.json': report,
      'scaffold.json': { scaffold },
      'contract.model.json': context.model,
    },
  };
}

/** PRD against contract first: that is what a reader asks first. Nobody has to ask for what is not built. */
function collectFindings(
  context: PlanningContext,
  candidates: number,
  coverage: Coverage,
  tasks: readonly PlanTask[],
): Finding[] {
  const small: Finding[] =
    candidates >= WANTED_CANDIDATES
      ? []
      : [
          {
            code: 'search-space-small',
            severity: 'info',
            message: `The contract is so small that only ${candidates} different ${candidates === 1 ? 'plan exists' : 'plans exist'}.`,
            where: null,
          },
        ];
  const outside = new Set(coverage.outOfScope);
  const fit = context.analysis.findings.filter(
    ({ code, where }) => code !== 'element-unrequested' || !outside.has(where?.ref ?? ''),
  );
  return [
    ...fit,
    ...scopeFindings(context.model, context.options),
    ...missingFindings(coverage, tasks),
    ...context.model.findings,
    ...small,
  ];
}

/** What tasks need and the scope leaves out without saying that it exists. */
function missingFindings({ outOfScope, existing }: Coverage, tasks: readonly PlanTask[]): Finding[] {
  const there = new Set(existing);
  const leftOut = new Set(outOfScope.filter((ref) => !there.has(ref)));
  const users = new Map<string, string[]>();
  for (const { key, uses } of tasks) {
    for (const ref of uses.filter((used) => leftOut.has(used))) users.set(ref, [...(users.get(ref) ?? []), key]);
  }
  return [...users]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([ref, keys]) => ({
      code: 'scope-leaves-out-needed',
      severity: 'warning',
      message: `${keys[0] ?? ''}${keys.length > 1 ? ` and ${keys.length - 1} more tasks need` : ' needs'} ${ref}, which options.scope leaves out. Name it in options.existing if it is there, or include it.`,
      where: { in: 'options', pointer: '/scope', ref },
    }));
}
