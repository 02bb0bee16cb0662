import { Router } from 'express';
import type { Request, Response } from 'express';

import type { PlanRow } from '../../db/plans.js';
import type { RequestScope } from '../../db/scope.js';
import type { PlanOptions } from '../../planning/options.js';
import { problem, problemOfPlanFailure } from '../../platform/problems.js';
import { acceptedInputs } from '../accepted-inputs.js';
import { cancelPlan } from '../cancel-plan.js';
import { createPlan } from '../create-plan.js';
import { readCursor, writeCursor } from '../cursor.js';
import { canonicalQuery } from '../etag.js';
import { findPlan } from '../find-plan.js';
import type { components } from '../generated/openapi.js';
import { planListItem, readPlanSummary } from '../plan-summary.js';
import { preferredWait } from '../prefer.js';
import { pathParameter, queryOf, scopeOf } from '../request-context.js';
import { rerunPlan } from '../rerun-plan.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';
import { waitForPlan } from '../wait-for-plan.js';

/** Seconds after which a plan of common size has changed. */
const RETRY_AFTER = '1';

/** POST and GET /plans, GET and DELETE /plans/{planId}, POST …/rerun. */
export function planRoutes(reads: Reads, checkOptions: (value: unknown) => PlanOptions): Router {
  const { deps, plans } = reads;
  const router = Router();

  router.post('/plans', async (req, res) => {
    const scope = scopeOf(res);
    const { prd, contract, options } = await acceptedInputs(req, deps, checkOptions);
    if (prd === undefined || contract === undefined) {
      throw problem('invalid-request', 'A plan needs a PRD and a contract.');
    }
    const key = req.get('Idempotency-Key') ?? null;
    const { planId } = await createPlan(deps, scope, { prd, contract, options }, key);
    const plan = await findPlan(plans, scope, planId);
    await sendCreated(reads, req, res, scope, plan);
  });

  router.get('/plans', async (req, res) => {
    await listPlans(reads, req, res);
  });

  router.get('/plans/:planId', async (req, res) => {
    const scope = scopeOf(res);
    const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const what = {
      plan,
      revision: plan.currentRevision,
      mediaType: 'application/json; charset=utf-8',
      resource: '',
    };
    await sendRendered(reads, req, res, what, async () => ({
      body: Buffer.from(JSON.stringify(await readPlanSummary(deps, scope, plan))),
    }));
  });

  router.delete('/plans/:planId', async (req, res) => {
    const scope = scopeOf(res);
    const { id } = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const plan = await cancelPlan(deps, scope, id);
    res.status(202).json(await readPlanSummary(deps, scope, plan));
  });

  router.post('/plans/:planId/rerun', async (req, res) => {
    const scope = scopeOf(res);
    const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const inputs = await acceptedInputs(req, deps, checkOptions);
    const answer: components['schemas']['RerunAnswer'] = await rerunPlan(deps, scope, plan, inputs);
    res.status(202).location(`/plans/${plan.id}`).set('Retry-After', RETRY_AFTER).json(answer);
  });
  return router;
}

/** Answers a POST /plans, after the wait the client prefers: 201 when planned, a problem when failed, else 202. */
async function sendCreated(
  { deps, plans }: Reads,
  req: Request,
  res: Response,
  scope: RequestScope,
  created: PlanRow,
): Promise<void> {
  const wait = preferredWait(req.get('Prefer'), deps.config.api.maxWaitSeconds);
  let plan = created;
  if (wait !== null) {
    res.set('Preference-Applied', `wait=${wait}`);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    plan = await waitForPlan(plans, scope, created, wait, gone.signal);
    if (plan.status === 'failed' && plan.error !== null) throw problemOfPlanFailure(plan.id, plan.error);
  }
  res.location(`/plans/${plan.id}`);
  if (plan.currentRevision > 0) res.status(201);
  else res.status(202).set('Retry-After', RETRY_AFTER);
  res.json(await readPlanSummary(deps, scope, plan));
}

async function listPlans({ deps }: Reads, req: Request, res: Response): Promise<void> {
  const { limit = 50, status, label, cursor: text } = queryOf(req, 'listPlans');
  const filter = { label, status };
  const list = { list: 'plans', of: canonicalQuery(filter) } as const;
  const cursor = text === undefined ? undefined : { position: readCursor(text, list).after };
  const colon = label?.indexOf(':') ?? -1;
  const rows = await deps.repositories.plans.list(scopeOf(res), {
    limit: limit + 1,
    ...(cursor === undefined ? {} : { cursor }),
    ...(status === undefined ? {} : { status }),
    ...(label === undefined ? {} : { label: [label.slice(0, colon), label.slice(colon + 1)] }),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length <= limit || last === undefined ? null : writeCursor({ ...list, revision: 0, after: last.position });
  if (nextCursor !== null) {
    res.links({ next: `/plans?${canonicalQuery({ ...filter, limit, cursor: nextCursor })}` });
  }
  const answer: components['schemas']['PlanList'] = { plans: page.map(planListItem), nextCursor };
  res.set('Cache-Control', 'no-cache').json(answer);
}
