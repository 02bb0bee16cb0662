import { ApplicationFailure, isCancellation, log } from '@temporalio/workflow';
import type { RevisionTarget } from '../activities/activity-types.js';
import type { ArtifactRef } from '../db/artifact-ref.js';
import type {
  AskedTrial,
  SearchConfig,
  SearchState,
  StopReason,
  TrialOutcome,
} from '../planning/search/search-state.js';
import { startSearch } from '../planning/search/search-state.js';
import type { Spending } from '../planning/search/spending.js';
import { NO_LIMIT, NOTHING_SPENT } from '../planning/search/spending.js';
import { askBatch, tell } from '../planning/search/ucb1.js';
import { toFailure } from './failure.js';
import type { CpuSteps } from './steps.js';
import type { StudioAdviser } from './studio-advice.js';

export interface SearchRun {
  cpu: CpuSteps;
  /** Null where no model is asked. */
  adviser: StudioAdviser | null;
  target: RevisionTarget;
  context: ArtifactRef;
  config: SearchConfig;
  /** Null: the search may take as long as its trials. */
  deadlineSeconds: number | null;
  onTold: (state: SearchState) => void;
}

/** Runs the search to its end; outcomes are told in the order in which the trials were asked. */
export async function searchCandidates(run: SearchRun): Promise<{ state: SearchState; stop: StopReason }> {
  const started = Date.now();
  let state = startSearch(run.config);
  let why: Error | null = null;
  for (;;) {
    const elapsed = Math.floor((Date.now() - started) / 1000);
    const batch = askBatch(state, elapsed);
    if (batch.stop !== null) {
      // Where no trial came to an end there is nothing to choose from: what failed them fails the revision.
      if (why !== null && !state.told.some(({ status }) => status !== 'failed')) throw why;
      return { state: batch.state, stop: batch.stop };
    }
    if (run.deadlineSeconds !== null && elapsed >= run.deadlineSeconds) throw tooLate(run.deadlineSeconds, state);
    state = batch.state;
    const pulled = await Promise.all(batch.trials.map((trial) => pull(run, trial)));
    for (const { outcome, error } of pulled) {
      state = tell(state, outcome);
      why = error ?? why;
    }
    run.onTold(state);
  }
}

function tooLate(seconds: number, state: SearchState): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The search had ${seconds} seconds and made ${state.told.length} of ${state.config.maxTrials} trials in them.`,
    'search-too-slow',
  );
}

interface Pulled {
  outcome: TrialOutcome;
  error?: Error;
}

/** One trial. A trial that fails for good costs the trial, never the plan: it is told as failed. */
async function pull(run: SearchRun, trial: AskedTrial): Promise<Pulled> {
  if (trial.generator === 'deterministic') return make(run, trial, null, NOTHING_SPENT);
  const { adviser, context, config } = run;
  if (adviser === null) return { outcome: failed(trial, NOTHING_SPENT, 'no model is set up') };
  const op = trial.operator === 'refine' ? 'refine' : 'outline';
  const reserved = trial.reserved ?? NOTHING_SPENT;
  // Where cost has no limit nothing is reserved of it, and a trial is not to be held to nothing.
  const allowance = { ...reserved, cost: config.studio?.cost === null ? NO_LIMIT : reserved.cost };
  const reply = await adviser.ask({ op, trial, search: config }, context, allowance);
  if (reply.answers === null) return { outcome: failed(trial, reply.spent, reply.ended) };
  return make(run, trial, reply.answers, reply.spent);
}

async function make(
  { cpu, target, context, config }: SearchRun,
  trial: AskedTrial,
  answers: ArtifactRef | null,
  spent: Spending,
): Promise<Pulled> {
  const { n, strategy, operator, generator } = trial;
  try {
    const summary = `${n}: ${strategy}, ${operator}${generator === 'studio' ? ', by the model' : ''}`;
    const result = await cpu.runTrial.executeWithOptions({ summary }, [
      { ...target, context, trial, search: config, answers },
    ]);
    return { outcome: { n, ...result, status: 'completed', spent, studioEnded: null } };
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('trial failed', { n, strategy, failure: toFailure(error).code });
    return { outcome: failed(trial, spent, null), ...(error instanceof Error && { error }) };
  }
}

function failed({ n }: AskedTrial, spent: Spending, studioEnded: string | null): TrialOutcome {
  return { n, candidateId: null, reward: 0, valid: false, status: 'failed', spent, studioEnded };
}
