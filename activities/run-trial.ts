import type { Strategy } from '../planning/dag/candidate.js';
import type { TrialResult, CpuActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';

/**
 * One trial: a strategy decomposes the plan, critics score the candidate, both are stored.
 * Idempotent by (plan, revision, trial number): the same trial makes the same candidate and overwrites its own rows.
 */
export function makeRunTrial(deps: ActivityDeps): CpuActivities['runTrial'] {
  return async ({ planId, revision, scope, context, trial, search }): Promise<TrialResult> => {
    if (trial.operator !== 'fresh' || trial.generator !== 'deterministic') {
      throw failure('trial-unsupported', `No candidate is made by ${trial.operator} with ${trial.generator} yet.`);
    }
    const started = performance.now();
    const result = await deps.compute('runTrial', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      context,
      strategy: trial.strategy as Strategy,
      parameters: { seed: search.seed, pull: trial.pull },
      weights: deps.config.critics.weights,
    });
    await deps.repositories.transaction(async (tx) => {
      await tx.candidates.upsert(scope, { planId, revision, ...result.candidate });
      await tx.trials.upsert(scope, {
        planId,
        revision,
        n: trial.n,
        document: { ...result.record, n: trial.n, milliseconds: Math.round(performance.now() - started) },
      });
      // Trials run side by side and end in any order: what is told is how many have ended.
      const done = await tx.trials.count(scope, planId, revision);
      const percent = Math.round(20 + (60 * done) / search.maxTrials);
      const progress = { phase: 'searching', trial: done, trials: search.maxTrials, percent };
      await tx.revisions.setProgress(scope, planId, revision, progress);
    });
    const { candidateId, reward, valid } = result.candidate;
    return { candidateId, reward, valid };
  };
}
