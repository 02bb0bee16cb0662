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
import type { Finding } from '../../planning/finding.js';
import type { Guidance } from '../../planning/generation/detail/guidance.js';
import type { AssembledTask, InfeasibleTask } from '../../planning/revision/assemble-tasks.js';
import { assembleTasks } from '../../planning/revision/assemble-tasks.js';
import type { RevisionDocuments } from '../../planning/revision/revision-documents.js';
import { makeRevisionDocuments } from '../../planning/revision/revision-documents.js';
import type { TrialRecord } from '../../planning/revision/search-document.js';
import type { SearchState, StopReason } from '../../planning/search/search-state.js';
import type { RankedCandidate, Selection } from '../../planning/search/select-winner.js';
import { bestValid, selectWinner } from '../../planning/search/select-winner.js';
import { readContext } from './read-context.js';
import type { TaskBase, TaskStorage } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

export interface FinaliseInput extends TaskBase {
  planId: string;
  prdSha256: string;
  context: ArtifactRef;
  document: ArtifactRef;
  /** The artifact of every candidate the search made, by candidate id. */
  candidates: Record<string, ArtifactRef>;
  search: SearchState;
  stopReason: StopReason;
  records: TrialRecord[];
  complexity: ComplexitySettings;
  limit: PayloadLimit;
  /** Advice of a model (`Guidance`) for the winner's tasks; null where none was asked. */
  guidance: ArtifactRef | null;
  /** What a model's answers about PRD and order came to; null where none was asked. */
  enrichment: ArtifactRef | null;
  /** What else the caller found, such as that a model could not be asked. */
  findings: Finding[];
}

/** The part of an enrichment that readers of the plan are told. */
interface StoredEnrichment {
  findings: Finding[];
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
  const best = bestValid(ranked);
  const winner = best === null ? null : await readCandidate(storage, input.candidates, best.candidateId);
  if (winner === null) return { problem: 'no-valid-candidate' };
  const distances = await distancesTo(winner, ranked, (id) => readCandidate(storage, input.candidates, id));
  const selection = selectWinner(ranked, (_, other) => distances.get(other) ?? 0);
  if (selection === null) return { problem: 'no-valid-candidate' };

  const document = await storage.readJson<ContractDocument>(input.document);
  const { planId, complexity, limit } = input;
  const guidance = input.guidance === null ? null : await storage.readJson<Guidance>(input.guidance);
  const assembled = assembleTasks({ planId, candidate: winner, context, document, complexity, limit, guidance });
  if (assembled.infeasible.length > 0) return { problem: 'budget-infeasible', tasks: assembled.infeasible };

  const tasks = assembled.tasks.map(({ task }) => task);
  const coverage = computeCoverage(context.model, tasks, context.analysis, context.options);
  if (!coverage.totals.complete) return { problem: 'coverage-incomplete', uncovered: coverage.totals.uncovered };

  const candidates = Object.keys(input.candidates).length;
  const found = await allFindings(storage, input);
  const documents = makeRevisionDocuments({
    ...{ ...input, context, candidates, assembled, coverage, selection },
    findings: found,
  });
  return {
    selection,
    staged: await writeBlocks(storage, assembled.tasks, input.document),
    documents: {
      ...(await writeDocuments(storage, documents)),
      ...(input.guidance === null ? {} : { 'guidance.json': input.guidance }),
    },
    summary: await storage.writeJson('revision-summary', documents.summary),
    coverage,
    waves: documents.summary.graph.waves,
  };
}

/** What a model's answers led to, then what the caller found. */
async function allFindings(storage: TaskStorage, { enrichment, findings }: FinaliseInput): Promise<Finding[]> {
  const told = enrichment === null ? [] : (await storage.readJson<StoredEnrichment>(enrichment)).findings;
  return [...told, ...findings];
}

async function readCandidate(
  storage: TaskStorage,
  refs: Record<string, ArtifactRef>,
  candidateId: string,
): Promise<Candidate | null> {
  const ref = refs[candidateId];
  return ref === undefined ? null : storage.readJson<Candidate>(ref);
}

/** Every different candidate of the search once, with the reward it was first told with. */
function rankedCandidates(search: SearchState): RankedCandidate[] {
  const first = new Map(search.told.flatMap((t) => (t.status === 'completed' ? [[t.candidateId, t]] : [])));
  return [...first.values()].flatMap(({ n, candidateId, reward, valid }) => {
    const strategy = search.asked[n - 1]?.strategy;
    return candidateId === null || strategy === undefined ? [] : [{ candidateId, strategy, reward, valid }];
  });
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
