import type { Request, Response } from 'express';

import type { RequestScope } from '../db/scope.js';
import { findPlan, publishedRevision } from './find-plan.js';
import type { PublishedRevision } from './find-plan.js';
import { pathParameter, queryOf, scopeOf } from './request-context.js';
import type { Reads } from './send-rendered.js';

/** The published revision a read is about: of the plan in its path, the one its query names or the current one. */
export async function requestedRevision(
  { deps, plans }: Pick<Reads, 'deps' | 'plans'>,
  req: Request,
  res: Response,
): Promise<PublishedRevision & { scope: RequestScope }> {
  const scope = scopeOf(res);
  const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
  // Every operation that reads a revision has this one parameter for it.
  const published = await publishedRevision(deps, scope, plan, queryOf(req, 'getGraph').revision);
  return { ...published, scope };
}
