import {
  CancellationScope,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { FinalisedRevision, RevisionTarget } from '../activities/activity-types.js';
import type { SearchState } from '../planning/search/search-state.js';
import { describeRevision } from './details.js';
import { toFailure } from './failure.js';
import type { LeaderboardEntry, PlanProgress } from './messages.js';
import { leaderboardQuery, progressQuery } from './messages.js';
import {
  bestScoreAttribute,
  coverageAttribute,
  planIdAttribute,
  planStatusAttribute,
  revisionAttribute,
} from './search-attributes.js';
import { rankedCandidates } from '../planning/search/ranked-candidates.js';
import { searchCandidates } from './search-candidates.js';
import { cpuSteps, plan, studioSteps } from './steps.js';
import { conclude, enrich, makeAdviser, searchWith } from './studio-advice.js';

export interface PlanRevisionInput extends RevisionTarget {
  /** Task queues of the activities that compute, and of those that ask a model. */
  cpuQueue: string;
  studioQueue: string;
}

/**
 * Makes one revision: import → analyse → (ask a model) → search → finalise → publish. Decides only; every step is an
 * activity that is idempotent by (plan, revision, trial). Fails, after the failure is written down, when a step fails for good.
 */
export async function planRevision(input: PlanRevisionInput): Promise<FinalisedRevision> {
  const { planId, revision, scope } = input;
  const target: RevisionTarget = { planId, revision, scope };
  const watch = startWatch(target);
  try {
    const finalised = await makeRevision(input, target, watch);
    await plan.publishRevision({ ...target, summary: finalised.summary });
    announcePublished(finalised);
    watch.enter('published');
    return finalised;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const failure = toFailure(error);
    log.error('revision failed', { planId, revision, code: failure.code });
    await CancellationScope.nonCancellable(() => plan.failRevision({ ...target, failure }));
    upsertSearchAttributes([{ key: planStatusAttribute, value: 'failed' }]);
    watch.enter('failed');
    throw error;
  }
}

async function makeRevision(
  input: PlanRevisionInput,
  target: RevisionTarget,
  watch: RevisionWatch,
): Promise<FinalisedRevision> {
  const cpu = cpuSteps(input.cpuQueue);
  watch.enter('importing');
  announceStart(target);
  const contract = await cpu.importContract(target);
  watch.enter('analysing');
  const analysed = await cpu.analysePrd({ ...target, contract });
  const { studio, deadlineSeconds } = analysed;
  const adviser =
    studio === null ? null : makeAdviser(studioSteps(input.studioQueue, studio.retrySeconds), target, studio);
  const enriched = adviser === null ? null : await enrich(adviser, cpu, target, analysed.context);
  const context = enriched?.context ?? analysed.context;
  watch.expect(analysed.search.maxTrials);
  watch.enter('searching');
  const config = searchWith(adviser, analysed.search);
  const { state: search, stop: stopReason } = await searchCandidates({
    cpu,
    adviser,
    target,
    context,
    config,
    deadlineSeconds,
    onTold: watch.told,
  });
  watch.enter('finalising');
  return cpu.finaliseRevision({
    ...target,
    context,
    document: contract.document,
    search,
    stopReason,
    studio: adviser === null ? null : await conclude(adviser, cpu, target, { context, enriched, search }),
  });
}

/** What operators see of a revision while it is made: queries and details. */
interface RevisionWatch {
  enter: (phase: string) => void;
  expect: (trials: number) => void;
  told: (search: SearchState) => void;
}

function startWatch(target: RevisionTarget): RevisionWatch {
  const progress: PlanProgress = {
    phase: 'importing',
    revision: target.revision,
    trial: 0,
    trials: 0,
    bestReward: null,
  };
  let board: LeaderboardEntry[] = [];
  setHandler(progressQuery, () => progress);
  setHandler(leaderboardQuery, () => board);
  const enter = (phase: string): void => {
    progress.phase = phase;
    setCurrentDetails(describeRevision(target, progress, board));
  };
  return {
    enter,
    expect: (trials) => {
      progress.trials = trials;
    },
    told: (search) => {
      board = leaderboard(search);
      progress.trial = search.told.length;
      progress.bestReward = board[0]?.reward ?? null;
      enter('searching');
    },
  };
}

/** Makes the revision findable in the list of workflows. */
function announceStart({ planId, revision }: RevisionTarget): void {
  upsertSearchAttributes([
    { key: planIdAttribute, value: planId },
    { key: revisionAttribute, value: revision },
    { key: planStatusAttribute, value: 'planning' },
  ]);
}

function announcePublished({ winner, coverage }: FinalisedRevision): void {
  upsertSearchAttributes([
    { key: bestScoreAttribute, value: winner.reward },
    { key: coverageAttribute, value: coverage },
    { key: planStatusAttribute, value: 'published' },
  ]);
}

function leaderboard(search: SearchState): LeaderboardEntry[] {
  return rankedCandidates(search)
    .map(({ candidateId, strategy, reward, valid }) => ({ candidateId, strategy, reward, valid }))
    .sort((a, b) => b.reward - a.reward || (a.candidateId < b.candidateId ? -1 : 1));
}
