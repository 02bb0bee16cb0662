import type { CpuActivities, PlanActivities } from './activity-types.js';
import { makeAnalysePrd } from './analyse-prd.js';
import { makeApplyTaskOutcome } from './apply-task-outcome.js';
import type { ActivityDeps } from './deps.js';
import { makeFailRevision } from './fail-revision.js';
import { makeFinaliseRevision } from './finalise-revision.js';
import { makeImportContract } from './import-contract.js';
import { makeLoadPlan } from './load-plan.js';
import { makePublishRevision } from './publish-revision.js';
import { makeRunTrial } from './run-trial.js';

/** The activities of the `plan` queue. */
export function makePlanActivities(deps: ActivityDeps): PlanActivities {
  return {
    loadPlan: makeLoadPlan(deps),
    publishRevision: makePublishRevision(deps),
    failRevision: makeFailRevision(deps),
    applyTaskOutcome: makeApplyTaskOutcome(deps),
  };
}

/** The activities of the `cpu` queue. */
export function makeCpuActivities(deps: ActivityDeps): CpuActivities {
  return {
    importContract: makeImportContract(deps),
    analysePrd: makeAnalysePrd(deps),
    runTrial: makeRunTrial(deps),
    finaliseRevision: makeFinaliseRevision(deps),
  };
}
