import type { ArtifactRef } from '../../db/artifact-ref.js';
import type { StagedTask } from '../../db/tasks.js';
import type { StoredBlocks } from '../../planning/budget/payload.js';
import type { PayloadLimit } from '../../planning/budget/payload-limit.js';
import type { ComplexitySettings } from '../../planning/complexity/score-complexity.js';
import type { ContractDocument } from '../../planning/contract/contract-document.js';
import type { Coverage } from '../../planning/contract/coverage.js';
import { computeCoverage } from '../../planning/contract/coverage.js';
import type { Candidate } from '../../planning/dag/candidate.js';
import { structuralDistance } from '../../planning/dag/distance.js';
import type { AssembledTask, InfeasibleTask } from '../../planning/revision/assemble-tasks.js';
import { assembleTasks } from '../../planning/revision/assemble-tasks.js';
import type { RevisionDocuments } from '../../planning/revision/revision-documents.js';
import { makeRevisionDocuments } from '../../planning/revision/revision-documents.js';
import type { TrialRecord } from '../../planning/revision/search-document.js';
import type { SearchState, StopReason } from '../../planning/search/search-state.js';
import type { RankedCandidate, Selection } from '../../planning/search/select-winner.js';
import { rankedCandidates } from '../../planning/search/ranked-candidates.js';
import { chooseWinner, selectWinner } from '../../planning/search/select-winner.js';
import type { ModelShare } from '../../planning/search/lineage.js';
import type { StudioUse } from '../../planning/search/studio-call.js';
import type { PlanningContext } from '../../planning/strategies/context.js';
import type { StudioContribution } from '../activity-types.js';
import { guidanceFrom } from '../../planning/generation/detail/guidance-from.js';
import type { AnsweredDetail } from '../../planning/generation/detail/guidance-from.js';
import type { Guidance } from '../../planning/generation/detail/guidance.js';
import { allowedIn } from '../../planning/generation/untrusted-text.js';
import type { StoredAnswers } from './studio-answers.js';
import { readContext } from './read-context.js';
import type { TaskBase, TaskStorage } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface FinaliseInput extends TaskBase {
  planId: string;
  prd: ArtifactRef;
  context: ArtifactRef;
  document: ArtifactRef;
  /** The artifact of every candidate the search made, by candidate id. */
  candidates: Record<string, ArtifactRef>;
  search: SearchState;
  stopReason: StopReason;
  records: TrialRecord[];
  complexity: ComplexitySettings;
  limit: PayloadLimit;
  /** What a model gave beside the trials, and how it was asked for it; null where none is set up. */
  studio: (StudioContribution & Pick<StudioUse, 'steps'>) | null;
}

export type FinaliseResult =
  | { problem: 'no-valid-candidate' }
  | { problem: 'budget-infeasible'; tasks: InfeasibleTask[] }
  | { problem: 'coverage-incomplete'; uncovered: string[] }
  | {
      selection: Selection;
      staged: StagedTask[];
      /** By the names under which clients find them. */
      documents: Record<string, ArtifactRef>;
      summary: ArtifactRef;
      coverage: Coverage;
      waves: number;
    };

/** Chooses the winner and makes everything of the revision but the rows: tasks, payload blocks, documents. */
export async function finaliseRevision(input: FinaliseInput): Promise<FinaliseResult> {
  const storage = openTaskStorage(input);
  const context = await readContext(storage, input.context);
  const ranked = rankedCandidates(input.search);
  const verdict = input.studio?.verdict ?? null;
  const best = chooseWinner(ranked, verdict);
  const winner = best === null ? null : await readCandidate(storage, input.candidates, best.candidateId);
  if (winner === null) return { problem: 'no-valid-candidate' };
  const distances = await distancesTo(winner, ranked, (id) => readCandidate(storage, input.candidates, id));
  const selection = selectWinner(ranked, (_, other) => distances.get(other) ?? 0, verdict);
  if (selection === null) return { problem: 'no-valid-candidate' };

  const document = await storage.readJson<ContractDocument>(input.document);
  const { planId, complexity, limit } = input;
  const advice = await adviceFor(storage, input, winner, context);
  const { guidance } = advice;
  const assembled = assembleTasks({ planId, candidate: winner, context, document, complexity, limit, guidance });
  if (assembled.infeasible.length > 0) return { problem: 'budget-infeasible', tasks: assembled.infeasible };

  const tasks = assembled.tasks.map(({ task }) => task);
  const coverage = computeCoverage(context.model, tasks, context.analysis, context.options);
  if (!coverage.totals.complete) return { problem: 'coverage-incomplete', uncovered: coverage.totals.uncovered };

  const candidates = Object.keys(input.candidates).length;
  const documents = makeRevisionDocuments({
    ...{ ...input, prdSha256: input.prd.sha256, context, candidates, assembled, coverage, selection },
    ...modelPart(input.studio, guidance),
  });
  return {
    selection,
    staged: await writeBlocks(storage, assembled.tasks, input.document),
    documents: { ...(await writeDocuments(storage, documents)), ...advice.documents },
    summary: await storage.writeJson('revision-summary', documents.summary),
    coverage,
    waves: documents.summary.graph.waves,
  };
}

/** Advice on the winner's tasks, and the documents that tell what of a model's words was used. */
async function adviceFor(
  storage: TaskStorage,
  { studio, prd }: FinaliseInput,
  winner: Candidate,
  context: PlanningContext,
): Promise<{ guidance: Guidance | null; documents: Record<string, ArtifactRef> }> {
  const documents: Record<string, ArtifactRef> = {};
  if (studio === null) return { guidance: null, documents };
  if (studio.enrichment !== null) documents['enrichment.json'] = studio.enrichment;
  if (studio.details === null) return { guidance: null, documents };
  const { answers, fixes } = await storage.readJson<StoredAnswers>(studio.details);
  const allow = allowedIn(await storage.readText(prd), context.model);
  const made = guidanceFrom(answers as AnsweredDetail[], winner, allow);
  const guidance = { ...made.guidance, fixes: [...fixes, ...made.fixes] };
  documents['guidance.json'] = await storage.writeJson('json', guidance);
  return { guidance: made.guidance, documents };
}

/** What the documents tell of a model. */
function modelPart(
  studio: FinaliseInput['studio'],
  guidance: Guidance | null,
): { studio: StudioUse | null; modelShare: ModelShare } {
  if (studio === null) return { studio: null, modelShare: { enriched: false, guided: false } };
  const { degraded, steps, changed } = studio;
  return {
    studio: degraded === null ? { state: 'used', steps } : { state: 'degraded', because: degraded, steps },
    modelShare: { enriched: changed, guided: guidance !== null && Object.keys(guidance.byTask).length > 0 },
  };
}

async function readCandidate(
  storage: TaskStorage,
  refs: Record<string, ArtifactRef>,
  candidateId: string,
): Promise<Candidate | null> {
  const ref = refs[candidateId];
  return ref === undefined ? null : storage.readJson<Candidate>(ref);
}

/** Structural distances of the other valid candidates to the winner. One after the other: of a giant each takes 100 MB. */
async function distancesTo(
  winner: Candidate,
  ranked: readonly RankedCandidate[],
  read: (candidateId: string) => Promise<Candidate | null>,
): Promise<Map<string, number>> {
  const distances = new Map<string, number>();
  for (const { candidateId, valid } of ranked) {
    const other = valid ? await read(candidateId) : null;
    if (other !== null) distances.set(candidateId, structuralDistance(winner, other));
  }
  return distances;
}

async function writeBlocks(storage: TaskStorage, tasks: AssembledTask[], document: ArtifactRef): Promise<StagedTask[]> {
  return Promise.all(
    tasks.map(async ({ task, taskId, blocks }) => ({
      task,
      taskId,
      payloadBlocks: await storage.writeJson('payload-blocks', { blocks, document } satisfies StoredBlocks),
    })),
  );
}

async function writeDocuments(
  storage: TaskStorage,
  { byName }: RevisionDocuments,
): Promise<Record<string, ArtifactRef>> {
  const written = Object.entries(byName).map(async ([name, value]) => [name, await storage.writeJson('json', value)]);
  return Object.fromEntries(await Promise.all(written)) as Record<string, ArtifactRef>;
}
