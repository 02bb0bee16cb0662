import type { CpuActivities, EnrichedPlan } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { loadRevision } from './load-revision.js';

/** Puts what a model said of PRD and order into the context, as far as the rules allow. */
export function makeEnrichContext(deps: ActivityDeps): CpuActivities['enrichContext'] {
  return async ({ planId, revision, scope, context, answers }): Promise<EnrichedPlan> => {
    const { prd } = await loadRevision(deps, scope, planId, revision);
    return deps.compute('enrichContext', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      prd,
      context,
      answers,
    });
  };
}
