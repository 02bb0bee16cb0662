import { Context } from '@temporalio/activity';
import type { CpuActivities, PlanActivities, StudioActivities } from './activity-types.js';
import { makeAnalysePrd } from './analyse-prd.js';
import { makeApplyTaskOutcome } from './apply-task-outcome.js';
import { makeAskStudio } from './ask-studio.js';
import type { ActivityDeps } from './deps.js';
import { makeEnrichContext } from './enrich-context.js';
import { makeFailRevision } from './fail-revision.js';
import { makeFinaliseRevision } from './finalise-revision.js';
import { makeImportContract } from './import-contract.js';
import { makeLoadPlan } from './load-plan.js';
import { makePublishRevision } from './publish-revision.js';
import { makeReadVerdict } from './read-verdict.js';
import { makeRunTrial } from './run-trial.js';
import type { StudioDesk } from './studio/studio-desk.js';

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
    enrichContext: makeEnrichContext(deps),
    readVerdict: makeReadVerdict(deps),
    runTrial: makeRunTrial(deps),
    finaliseRevision: makeFinaliseRevision(deps),
  };
}

/** The activities of the `studio` queue, which only workers with a model to ask serve. */
export function makeStudioActivities(deps: ActivityDeps, studio: StudioDesk): StudioActivities {
  return { askStudio: makeAskStudio(deps, studio, () => Context.current().info.attempt) };
}
