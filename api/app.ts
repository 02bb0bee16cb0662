import express from 'express';
import type { Express, RequestHandler } from 'express';

import type { ApiDeps } from './deps.js';
import { bodyLimit } from './middleware/body-limit.js';
import { contentType } from './middleware/content-type.js';
import { crossSiteCheck } from './middleware/cross-site-check.js';
import { hostCheck } from './middleware/host-check.js';
import { jsonBody } from './middleware/json-body.js';
import { problemHandler } from './middleware/problem-handler.js';
import { requestContext } from './middleware/request-context.js';
import { securityHeaders } from './middleware/security-headers.js';
import { serveRendered } from './middleware/serve-rendered.js';
import { validator } from './middleware/validator.js';
import { makeOptionsValidator } from './options-validator.js';
import { makePlanReader } from './plan-reader.js';
import { makeRenderedCache } from './rendered-cache.js';
import { bundleRoutes } from './routes/bundle.js';
import { callbackRoutes } from './routes/callbacks.js';
import { candidateRoutes } from './routes/candidates.js';
import { acceptanceRoutes } from './routes/acceptance.js';
import { contractRoutes } from './routes/contract.js';
import { docsRoutes } from './routes/docs.js';
import { documentRoutes } from './routes/documents.js';
import { executionRoutes } from './routes/execution.js';
import { graphRoutes } from './routes/graph.js';
import { payloadRoutes } from './routes/payload.js';
import { planRoutes } from './routes/plans.js';
import { serviceRoutes } from './routes/service.js';
import { taskRoutes } from './routes/tasks.js';
import type { Reads } from './send-rendered.js';

/** Memory for rendered answers: some hundred task lists of common size. */
const CACHE_BYTES = 64 * 1024 * 1024;

/** The HTTP API as an Express application, without a socket. */
export function makeApp(deps: ApiDeps): Express {
  const reads: Reads = {
    deps,
    plans: makePlanReader(deps.repositories.plans),
    cache: makeRenderedCache(CACHE_BYTES),
  };
  const app = express();
  app.disable('x-powered-by');
  // Entity tags are made from versions, never by hashing bodies.
  app.set('etag', false);

  app.use(requestContext(), securityHeaders());
  app.use(hostCheck(deps.config.api.allowedHosts), crossSiteCheck());
  app.use(headAsGet(), serveRendered(reads));
  app.use(docsRoutes());
  const { maxBodyBytes } = deps.config.limits;
  app.use(bodyLimit(maxBodyBytes), contentType(), ...jsonBody(maxBodyBytes));
  app.use(...validator(deps.config.limits, deps.validateResponses, deps.staging));

  app.use(planRoutes(reads, makeOptionsValidator()));
  app.use(taskRoutes(reads), payloadRoutes(reads), acceptanceRoutes(reads));
  app.use(
    graphRoutes(reads),
    documentRoutes(reads),
    contractRoutes(reads),
    candidateRoutes(reads),
    bundleRoutes(reads),
  );
  app.use(executionRoutes(reads), callbackRoutes(deps));
  app.use(serviceRoutes(deps));
  app.use(problemHandler(deps.log));
  return app;
}

/** Serves HEAD with the routes of GET: Node itself sends no body, whatever the route writes. */
function headAsGet(): RequestHandler {
  return (req, _res, next) => {
    if (req.method === 'HEAD') req.method = 'GET';
    next();
  };
}
