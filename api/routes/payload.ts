import { Router } from 'express';

import { problem } from '../../platform/problems.js';
import { pathParameter, queryOf } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { makeTaskIdReader } from '../revision-documents.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';
import { cutTaskPayload } from '../task-payload.js';
import { findTask } from './tasks.js';

const MARKDOWN = 'text/markdown; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** GET …/tasks/{taskId}/payload, as JSON or as the rendered text alone. */
export function payloadRoutes(reads: Reads): Router {
  const { deps } = reads;
  const readTaskIds = makeTaskIdReader(deps);
  const router = Router();
  router.get('/plans/:planId/tasks/:taskId/payload', async (req, res) => {
    const { scope, plan, revision, row } = await requestedRevision(reads, req, res);
    const task = await findTask(reads, scope, plan.id, pathParameter(req, 'taskId'), revision);
    const accepted = req.accepts(['application/json', 'text/markdown']);
    if (accepted === false) {
      throw problem('not-acceptable', 'A payload is application/json or text/markdown.');
    }
    const mediaType = accepted === 'text/markdown' ? MARKDOWN : JSON_TYPE;
    const what = { plan, revision, mediaType, resource: `tasks/${task.taskId}/payload`, negotiated: true };
    await sendRendered(reads, req, res, what, async () => {
      const { model } = queryOf(req, 'getPayload');
      const payload = await cutTaskPayload(deps, scope, task, {
        options: row.options,
        idOf: await readTaskIds(scope, { planId: plan.id, revision }),
        ancestorsOf: (of) => deps.repositories.tasks.ancestors(scope, of),
        cardsOf: (keys) => deps.repositories.cards.forTasks(scope, plan.id, keys),
        ...(model === undefined ? {} : { model }),
      });
      return { body: Buffer.from(mediaType === MARKDOWN ? payload.rendered : JSON.stringify(payload)) };
    });
  });
  return router;
}
