import { Router } from 'express';

import { readCursor, writeCursor } from '../cursor.js';
import { findPlan, publishedRevision } from '../find-plan.js';
import type { components } from '../generated/openapi.js';
import { pathParameter, queryOf, scopeOf } from '../request-context.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';
import { readyTask } from '../task-view.js';

/** GET …/ready and GET …/cards. */
export function executionRoutes(reads: Reads): Router {
  const { deps, plans } = reads;
  const router = Router();
  router.get('/plans/:planId/ready', async (req, res) => {
    const scope = scopeOf(res);
    const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const { revision } = await publishedRevision(deps, scope, plan);
    const what = { plan, revision, mediaType: 'application/json; charset=utf-8', resource: 'ready' };
    await sendRendered(reads, req, res, what, async () => {
      const rows = await deps.repositories.tasks.ready(scope, plan.id);
      const answer: components['schemas']['ReadyList'] = { planId: plan.id, revision, tasks: rows.map(readyTask) };
      return { body: Buffer.from(JSON.stringify(answer)) };
    });
  });

  router.get('/plans/:planId/cards', async (req, res) => {
    const scope = scopeOf(res);
    const plan = await findPlan(plans, scope, pathParameter(req, 'planId'));
    const { limit = 50, cursor: text } = queryOf(req, 'listCards');
    const list = { list: 'cards', of: plan.id } as const;
    const cursor = text === undefined ? undefined : { position: readCursor(text, list).after };
    const rows = await deps.repositories.cards.list(scope, plan.id, {
      limit: limit + 1,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor =
      rows.length <= limit || last === undefined ? null : writeCursor({ ...list, revision: 0, after: last.position });
    if (nextCursor !== null) res.links({ next: `${req.path}?cursor=${nextCursor}&limit=${limit}` });
    const answer: components['schemas']['CardList'] = {
      cards: page.map(({ id, taskId, outcome, text: card, tokens, createdAt }) => ({
        id,
        taskId,
        outcome,
        text: card,
        tokens,
        createdAt: createdAt.toISOString(),
      })),
      nextCursor,
    };
    res.set('Cache-Control', 'no-cache').json(answer);
  });
  return router;
}
