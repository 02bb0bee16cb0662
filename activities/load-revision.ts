import type { RevisionRow } from '../db/revisions.js';
import type { TenantScope } from '../db/scope.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';

/** The revision an activity works on. @throws plan-missing where there is none (deleted under our feet: no retry helps). */
export async function loadRevision(
  deps: ActivityDeps,
  scope: TenantScope,
  planId: string,
  n: number,
): Promise<RevisionRow> {
  const revision = await deps.repositories.revisions.get(scope, planId, n);
  if (revision === null) throw failure('plan-missing', `There is no revision ${n} of ${planId}.`);
  return revision;
}
