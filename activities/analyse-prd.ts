import { STRATEGIES } from '../planning/dag/candidate.js';
import type { PlanOptions } from '../planning/options.js';
import type { SearchConfig } from '../planning/search/search-state.js';
import { NO_LIMIT } from '../planning/search/spending.js';
import type { Config } from '../platform/config.js';
import type { AnalysedPlan, CpuActivities, StudioUse } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';
import { loadRevision } from './load-revision.js';

/** Reads the PRD against the contract and infers the order; what every trial starts from. */
export function makeAnalysePrd(deps: ActivityDeps): CpuActivities['analysePrd'] {
  return async ({ planId, revision, scope, contract }): Promise<AnalysedPlan> => {
    const { prd, options } = await loadRevision(deps, scope, planId, revision);
    const { context, requirements } = await deps.compute('analysePlan', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      prd,
      model: contract.model,
      options,
    });
    const studio = deps.studio === null ? null : studioUse(deps.config, options);
    if (studio === null && (options.search?.requireStudio ?? deps.config.search.requireStudio)) {
      throw failure('studio-required', 'The plan is to be made with a model, and no Intelligence Studio is set up.');
    }
    const search = searchConfig(deps.config, options, studio);
    await deps.repositories.transaction(async (tx) => {
      const plan = await tx.plans.get(scope, planId);
      // A plan that has a revision stays what it is while the next one is made.
      if (plan?.currentRevision === 0) await tx.plans.setStatus(scope, planId, 'planning');
      await tx.requirements.replace(scope, planId, revision, requirements);
      await tx.revisions.setStatus(scope, planId, revision, 'searching');
      const progress = { phase: 'searching', trial: 0, trials: search.maxTrials, percent: 20 };
      await tx.revisions.setProgress(scope, planId, revision, progress);
    });
    const deadlineSeconds = studio === null ? (options.search?.maxSeconds ?? null) : null;
    return { context, search, requirements: requirements.length, studio, deadlineSeconds };
  };
}

/** Settings, and what the request says otherwise. Without a model no clock and no plateau ends a search, so that it repeats. */
function searchConfig({ search }: Config, options: PlanOptions, studio: StudioUse | null): SearchConfig {
  const asked = options.search ?? {};
  const trials = trialsOf(options.search?.maxTrials ?? null, search.maxTrials, studio !== null);
  return {
    arms: [...STRATEGIES, 'aggregate'],
    exploration: asked.exploration ?? search.exploration,
    rewardNormalization: search.rewardNormalization,
    maxTrials: trials.most,
    parallelism: search.parallelism,
    targetReward: asked.targetReward ?? null,
    minGain: search.minGain,
    plateauTrials: studio === null ? null : search.plateauTrials,
    maxSeconds: studio === null ? null : (asked.maxSeconds ?? search.maxSeconds),
    studio: studio === null ? null : searchShare(studio.budget, trials.byRules + 1),
    seed: asked.seed ?? search.seed,
  };
}

/**
 * How many trials a search may make, and how many of them rules make before a model is asked. A model gets as many again as
 * the setting says, so that its plan cannot come out below the one without it; of a number that was asked for, half are its own.
 */
function trialsOf(asked: number | null, setting: number, hasModel: boolean): { most: number; byRules: number } {
  const least = STRATEGIES.length;
  if (!hasModel) return { most: Math.max(asked ?? setting, least), byRules: Math.max(asked ?? setting, least) };
  const byRules = Math.max(asked === null ? setting : Math.ceil(asked / 2), least);
  return { most: Math.max(asked ?? 2 * byRules, least), byRules };
}

/** Parts of a revision's budget: each of three questions about PRD and order, and what is left to advice on the winner's tasks. */
const ANALYSIS_PART = 1 / 10;
const ADVICE_PART = 1 / 5;
/** A question, and a remainder or repairs after it. */
const CALLS_PER_TRIAL = 3;

function studioUse({ search, intelligenceStudio }: Config, options: PlanOptions): StudioUse {
  const asked = options.search ?? {};
  const calls = asked.maxCalls ?? search.maxCalls;
  const tokens = asked.maxTokens ?? search.maxTokens;
  const cost = asked.maxCost ?? search.maxCost;
  return {
    required: asked.requireStudio ?? search.requireStudio,
    judges: asked.judge ?? search.judge,
    bypassCache: asked.cache === 'bypass',
    retrySeconds: intelligenceStudio.retrySeconds,
    budget: { calls, tokens, cost },
    perAnalysis: {
      calls: Math.floor(calls * ANALYSIS_PART),
      tokens: Math.floor(tokens * ANALYSIS_PART),
      cost: cost === null ? NO_LIMIT : cost * ANALYSIS_PART,
    },
  };
}

function searchShare({ calls, tokens, cost }: StudioUse['budget'], from: number): NonNullable<SearchConfig['studio']> {
  const share = (all: number): number => Math.floor(all * (1 - ADVICE_PART));
  return {
    from,
    calls: share(calls),
    tokens: share(tokens),
    cost: cost === null ? null : cost * (1 - ADVICE_PART),
    perTrial: {
      calls: Math.min(CALLS_PER_TRIAL, calls),
      tokens: Math.floor(tokens / 4),
      cost: cost === null ? 0 : cost / 4,
    },
  };
}
