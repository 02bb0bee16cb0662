import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type {
  AnalysedPlan,
  CpuActivities,
  FinalisedRevision,
  PlanActivities,
  RevisionFailure,
  RevisionTarget,
} from '../activities/activity-types.js';
import type { AskedTrial, SearchState, StopReason, TrialOutcome } from '../planning/search/search-state.js';
import { startSearch } from '../planning/search/search-state.js';
import { NOTHING_SPENT } from '../planning/search/spending.js';
import { askBatch, tell } from '../planning/search/ucb1.js';
import { describeRevision } from './details.js';
import type { PlanProgress } from './messages.js';
import { leaderboardQuery, progressQuery } from './messages.js';
import {
  bestScoreAttribute,
  coverageAttribute,
  planIdAttribute,
  planStatusAttribute,
  revisionAttribute,
} from './search-attributes.js';

export interface PlanRevisionInput extends RevisionTarget {
  /** Task queue of the activities that compute. */
  cpuQueue: string;
}

const plan = proxyActivities<PlanActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 20 },
});

/**
 * Makes one revision: import → analyse → search → finalise → publish. Decides only; every step is an activity that is
 * idempotent by (plan, revision, trial). Fails, after the failure is written down, when a step fails for good.
 */
export async function planRevision(input: PlanRevisionInput): Promise<FinalisedRevision> {
  const progress: PlanProgress = {
    phase: 'importing',
    revision: input.revision,
    trial: 0,
    trials: 0,
    bestReward: null,
  };
  let search: SearchState | null = null;
  setHandler(progressQuery, () => progress);
  setHandler(leaderboardQuery, () => leaderboard(search));
  const enter = (phase: string): void => {
    progress.phase = phase;
    setCurrentDetails(describeRevision(input, progress, leaderboard(search)));
  };
  const target: RevisionTarget = { planId: input.planId, revision: input.revision, scope: input.scope };
  const cpu = cpuSteps(input.cpuQueue);

  try {
    enter('importing');
    announceStart(input);
    const contract = await cpu.importContract(target);
    enter('analysing');
    const analysed = await cpu.analysePrd({ ...target, contract });
    progress.trials = analysed.search.maxTrials;
    enter('searching');
    const searched = await searchCandidates(cpu, target, analysed, (state) => {
      search = state;
      progress.trial = state.told.length;
      progress.bestReward = leaderboard(state)[0]?.reward ?? null;
      enter('searching');
    });
    enter('finalising');
    const finalised = await cpu.finaliseRevision({
      ...target,
      context: analysed.context,
      document: contract.document,
      search: searched.state,
      stopReason: searched.stop,
    });
    await plan.publishRevision({ ...target, summary: finalised.summary });
    announcePublished(finalised);
    enter('published');
    return finalised;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const failure = toFailure(error);
    log.error('revision failed', { planId: input.planId, revision: input.revision, code: failure.code });
    await CancellationScope.nonCancellable(() => plan.failRevision({ ...target, failure }));
    upsertSearchAttributes([{ key: planStatusAttribute, value: 'failed' }]);
    enter('failed');
    throw error;
  }
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

/** Runs the UCB1 loop to its end; outcomes are told in the order in which the trials were asked. */
async function searchCandidates(
  cpu: CpuSteps,
  target: RevisionTarget,
  analysed: AnalysedPlan,
  onTold: (state: SearchState) => void,
): Promise<{ state: SearchState; stop: StopReason }> {
  let state = startSearch(analysed.search);
  let why: Error | null = null;
  const started = Date.now();
  for (;;) {
    const batch = askBatch(state, (Date.now() - started) / 1000);
    if (batch.stop !== null) {
      // Where no trial came to an end there is nothing to choose from: what failed them fails the revision.
      if (why !== null && !state.told.some(({ status }) => status !== 'failed')) throw why;
      return { state: batch.state, stop: batch.stop };
    }
    state = batch.state;
    const pulled = await Promise.all(batch.trials.map((trial) => pull(cpu, target, analysed, trial)));
    for (const { outcome, error } of pulled) {
      state = tell(state, outcome);
      why = error ?? why;
    }
    onTold(state);
  }
}

/** What every trial spends as long as none asks a model. */
const WITHOUT_MODEL = { spent: NOTHING_SPENT, studioEnded: null };

/** One trial. A trial that fails for good costs the trial, never the plan: it is told as failed with reward 0. */
async function pull(
  cpu: CpuSteps,
  target: RevisionTarget,
  analysed: AnalysedPlan,
  trial: AskedTrial,
): Promise<{ outcome: TrialOutcome; error?: Error }> {
  try {
    const { n, strategy, operator } = trial;
    const result = await cpu.runTrial.executeWithOptions({ summary: `${n}: ${strategy}, ${operator}` }, [
      { ...target, context: analysed.context, trial, search: analysed.search },
    ]);
    return { outcome: { n: trial.n, ...result, status: 'completed', ...WITHOUT_MODEL } };
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('trial failed', { n: trial.n, strategy: trial.strategy, failure: toFailure(error).code });
    return {
      outcome: { n: trial.n, candidateId: null, reward: 0, valid: false, status: 'failed', ...WITHOUT_MODEL },
      ...(error instanceof Error && { error }),
    };
  }
}

/** With a summary per call, which the Temporal UI shows beside the activity's name. */
type CpuSteps = ActivityInterfaceFor<CpuActivities>;

function cpuSteps(taskQueue: string): CpuSteps {
  return proxyActivities<CpuActivities>({
    taskQueue,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 10 },
  });
}

function leaderboard(
  search: SearchState | null,
): { candidateId: string; strategy: string; reward: number; valid: boolean }[] {
  if (search === null) return [];
  const { asked, told } = search;
  return told
    .flatMap((outcome) => {
      const strategy = asked[outcome.n - 1]?.strategy;
      if (strategy === undefined || outcome.candidateId === null || outcome.status === 'duplicate') return [];
      return [{ candidateId: outcome.candidateId, strategy, reward: outcome.reward, valid: outcome.valid }];
    })
    .sort((a, b) => b.reward - a.reward || (a.candidateId < b.candidateId ? -1 : 1));
}

/** What the database should say of a step that failed for good. */
function toFailure(error: unknown): RevisionFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'internal', message: cause.message };
  return { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) };
}
