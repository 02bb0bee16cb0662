import type { RevisionSummary } from '../db/revisions.js';
import type { PlanActivities } from './activity-types.js';
import type { ActivityDeps } from './deps.js';

/** Flips the plan to its staged revision in one transaction; a second call finds it published and changes nothing. */
export function makePublishRevision(deps: ActivityDeps): PlanActivities['publishRevision'] {
  return async ({ planId, revision, scope, summary }) => {
    const bytes = await deps.artifacts.get(scope, summary);
    // Written by finaliseRevision and checked by its hash.
    const document = JSON.parse(new TextDecoder().decode(bytes)) as RevisionSummary;
    const result = await deps.repositories.revisions.publish(scope, { planId, n: revision, summary: document });
    return { published: result.published || result.because === 'already-published' };
  };
}
