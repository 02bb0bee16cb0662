import { Router } from 'express';

import { problem } from '../../platform/problems.js';
import { pathParameter } from '../request-context.js';
import { requestedRevision } from '../requested-revision.js';
import { sendRendered } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';
import { makeTaskChecks } from '../task-checks.js';
import { findTask } from './tasks.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const FORM = { as: 'json', contractUrl: 'acceptance/contract.openapi.json' } as const;

/** GET …/tasks/{taskId}/acceptance and the contract that its workflows run on. */
export function acceptanceRoutes(reads: Reads): Router {
  const { deps } = reads;
  const router = Router();
  router.get('/plans/:planId/tasks/:taskId/acceptance', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const task = await findTask(reads, scope, plan.id, pathParameter(req, 'taskId'), revision);
    const what = { plan, revision, mediaType: JSON_TYPE, resource: `tasks/${task.taskId}/acceptance` };
    await sendRendered(reads, req, res, what, async () => {
      const { document } = await makeTaskChecks(deps, scope, task, FORM);
      return { body: Buffer.from(document) };
    });
  });
  router.get('/plans/:planId/tasks/:taskId/acceptance/contract.openapi.json', async (req, res) => {
    const { scope, plan, revision } = await requestedRevision(reads, req, res);
    const task = await findTask(reads, scope, plan.id, pathParameter(req, 'taskId'), revision);
    const what = { plan, revision, mediaType: JSON_TYPE, resource: `tasks/${task.taskId}/acceptance/contract` };
    await sendRendered(reads, req, res, what, async () => {
      const { contract } = await makeTaskChecks(deps, scope, task, FORM);
      if (contract === null) {
        throw problem('unknown-element', `No workflow checks ${task.key}, so that there is no contract to run any on.`);
      }
      return { body: Buffer.from(contract) };
    });
  });
  return router;
}
