import { Router } from 'express';

import { acceptCallback } from '../accept-callback.js';
import type { Callback } from '../accept-callback.js';
import type { ApiDeps } from '../deps.js';
import { pathParameter, scopeOf } from '../request-context.js';

/** POST /executor/callbacks/{taskId}. */
export function callbackRoutes(deps: ApiDeps): Router {
  const router = Router();
  router.post('/executor/callbacks/:taskId', async (req, res) => {
    // The validator has checked the body against this schema.
    const callback = req.body as Callback;
    res.status(202).json(await acceptCallback(deps, scopeOf(res), pathParameter(req, 'taskId'), callback));
  });
  return router;
}
