import type { Coverage } from '../contract/coverage.js';
import { transitiveReduction } from '../dag/reduce.js';
import { taskIdOf } from '../dag/task-id.js';
import type { ModelShare } from '../search/lineage.js';
import { generatorOf } from '../search/lineage.js';
import type { SearchState, StopReason } from '../search/search-state.js';
import type { Selection } from '../search/select-winner.js';
import type { PlanningContext } from '../strategies/context.js';
import type { AssembledTasks } from './assemble-tasks.js';
import { collectFindings } from './collect-findings.js';
import { makeCoverageDocument } from './coverage-document.js';
import { makeGraphDocument } from './graph-document.js';
import { makeReport } from './report.js';
import type { StudioUse } from '../search/studio-call.js';
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
  /** How a model was asked beside the trials; absent where none is set up. */
  studio?: StudioUse | null;
  /** What of a model is in what is published beside the candidate; absent where nothing is. */
  modelShare?: ModelShare;
}

export interface RevisionDocuments {
  summary: SummaryDocument;
  /** What clients read as a whole, by file name. */
  byName: Record<string, unknown>;
}

/** No card exists yet that a candidate could have been made from. */
const EMPTY_MEMORY = 'empty';

const NO_SHARE: ModelShare = { enriched: false, guided: false };

/** Every document of a revision, with task ids in place of keys. */
export function makeRevisionDocuments(input: RevisionDocumentsInput): RevisionDocuments {
  const { planId, context, assembled, coverage, selection, search, stopReason } = input;
  const idOf = (key: string): string => taskIdOf(planId, key);
  const tasks = assembled.tasks.map(({ task }) => task);
  const edges = transitiveReduction(tasks);
  const findings = collectFindings(context, input.candidates, coverage, tasks, input.studio?.because);
  const scaffold = context.scaffold.map((request) => ({
    ...request,
    task: tasks.filter((t) => t.kind === 'scaffold' && t.repository === request.repository).map((t) => idOf(t.key))[0],
  }));
  const searchDocument = makeSearchDocument({
    state: search,
    stopReason,
    records: input.records,
    selection,
    memorySnapshot: EMPTY_MEMORY,
    studio: input.studio ?? null,
  });
  const { studio } = searchDocument;
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
    generator: generatorOf(search, selection.winner.candidateId, input.modelShare ?? NO_SHARE),
    studio: studio && { calls: studio.spent.calls, tokens: studio.spent.tokens, cacheHits: studio.cacheHits },
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
