import type { ArtifactRef } from '../db/artifact-ref.js';
import type { CpuActivities, RevisionTarget, TrialResult } from './activity-types.js';
import type { ActivityDeps } from './deps.js';

/**
 * One trial: a candidate is made (from nothing, from one or from two others, with a model's answers or without), critics score
 * it, both are stored. Idempotent by (plan, revision, trial number): the same trial makes the same candidate and overwrites its
 * own rows. A trial that finds nothing new is told with its parent's candidate, which makes it a duplicate.
 */
export function makeRunTrial(deps: ActivityDeps): CpuActivities['runTrial'] {
  return async ({ planId, revision, scope, context, trial, search, answers }): Promise<TrialResult> => {
    const started = performance.now();
    const { candidate, result, record } = await deps.compute('runTrial', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      context,
      trial,
      seed: search.seed,
      parents: await parentsOf(deps, { planId, revision, scope }, trial.parents),
      answers,
      weights: deps.config.critics.weights,
    });
    const milliseconds = Math.round(performance.now() - started);
    await deps.repositories.transaction(async (tx) => {
      if (candidate !== null) await tx.candidates.upsert(scope, { planId, revision, ...candidate });
      await tx.trials.upsert(scope, {
        planId,
        revision,
        n: trial.n,
        document: { ...record, n: trial.n, milliseconds },
      });
      // Trials run side by side and end in any order: what is told is how many have ended.
      const done = await tx.trials.count(scope, planId, revision);
      const percent = Math.round(20 + (60 * done) / search.maxTrials);
      const progress = { phase: 'searching', trial: done, trials: search.maxTrials, percent };
      await tx.revisions.setProgress(scope, planId, revision, progress);
    });
    return result;
  };
}

/** Artifacts of the candidates a trial starts from, in the order it names them. */
async function parentsOf(
  { repositories }: ActivityDeps,
  { planId, revision, scope }: RevisionTarget,
  parents: readonly string[],
): Promise<ArtifactRef[]> {
  if (parents.length === 0) return [];
  const rows = await repositories.candidates.list(scope, planId, revision);
  return parents.map((id) => {
    const row = rows.find(({ candidateId }) => candidateId === id);
    if (row === undefined) throw new RangeError(`the search names ${id}, which is no candidate of ${planId}`);
    return row.artifact;
  });
}
