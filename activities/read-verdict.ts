import type { CpuActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';

/** Which of two candidates a model prefers in both orders; null where it does not say so consistently. */
export function makeReadVerdict(deps: ActivityDeps): CpuActivities['readVerdict'] {
  return ({ scope, candidateIds, answers }) =>
    deps.compute('readVerdict', {
      storage: { dir: deps.config.storage.artifactsDir },
      tenantId: scope.tenantId,
      candidateIds,
      answers,
    });
}
