import { STRATEGIES } from '../planning/dag/candidate.js';
import type { PlanOptions } from '../planning/options.js';
import type { SearchConfig } from '../planning/search/search-state.js';
import type { Config } from '../platform/config.js';
import type { AnalysedPlan, CpuActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
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
    const search = searchConfig(deps.config, options);
    await deps.repositories.transaction(async (tx) => {
      const plan = await tx.plans.get(scope, planId);
      // A plan that has a revision stays what it is while the next one is made.
      if (plan?.currentRevision === 0) await tx.plans.setStatus(scope, planId, 'planning');
      await tx.requirements.replace(scope, planId, revision, requirements);
      await tx.revisions.setStatus(scope, planId, revision, 'searching');
      const progress = { phase: 'searching', trial: 0, trials: search.maxTrials, percent: 20 };
      await tx.revisions.setProgress(scope, planId, revision, progress);
    });
    return { context, search, requirements: requirements.length };
  };
}

/** A refinement has to raise the reward by a hundredth to have helped; less is within what the critics cannot tell apart. */
const MIN_GAIN = 0.01;

/** Settings, and what the request says otherwise. Without a model no clock and no plateau ends a search, so that it repeats. */
function searchConfig({ search }: Config, options: PlanOptions): SearchConfig {
  return {
    arms: [...STRATEGIES],
    exploration: options.search?.exploration ?? search.exploration,
    rewardNormalization: search.rewardNormalization,
    maxTrials: Math.max(options.search?.maxTrials ?? search.maxTrials, STRATEGIES.length),
    parallelism: search.parallelism,
    targetReward: options.search?.targetReward ?? null,
    minGain: MIN_GAIN,
    plateauTrials: null,
    maxSeconds: null,
    studio: null,
    seed: options.search?.seed ?? search.seed,
  };
}
