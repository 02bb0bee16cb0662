import { createHash } from 'node:crypto';

import { Router } from 'express';

import type { ApiDeps } from '../deps.js';
import { isNotModified } from '../etag.js';
import type { components } from '../generated/openapi.js';
import { loadOpenApiDocument } from '../openapi-document.js';
import { makeMetrics } from '../metrics.js';
import { makeReadiness } from '../readiness.js';
import { sendBody, sendNotModified } from '../send-rendered.js';

/** GET /livez, /readyz, /metrics, /version and /openapi.json. */
export function serviceRoutes({
  probes,
  build,
  repositories,
}: Pick<ApiDeps, 'probes' | 'build' | 'repositories'>): Router {
  const readiness = makeReadiness(probes);
  const metrics = makeMetrics(repositories);
  const document = loadOpenApiDocument();
  const description = Buffer.from(JSON.stringify({ ...document, info: { ...document.info, version: build.version } }));
  const etag = `"${createHash('sha256').update(description).digest('base64url').slice(0, 22)}"`;
  const router = Router();

  router.get('/livez', (_req, res) => {
    const answer: components['schemas']['Liveness'] = { status: 'ok' };
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.get('/readyz', async (_req, res) => {
    const answer = await readiness();
    res.status(answer.status === 'ready' ? 200 : 503);
    res.set('Cache-Control', 'no-store').json(answer);
  });
  router.get('/metrics', async (_req, res) => {
    const body = await metrics.metrics();
    res.set('Cache-Control', 'no-store').type(metrics.contentType).send(body);
  });
  router.get('/version', (_req, res) => {
    const answer: components['schemas']['Version'] = {
      name: 'taskmaster-planner',
      version: build.version,
      commit: build.commit,
      node: process.version,
    };
    res.json(answer);
  });
  router.get('/openapi.json', (req, res) => {
    if (isNotModified(req.headers['if-none-match'], etag)) sendNotModified(res, etag);
    else {
      const mediaType = 'application/json; charset=utf-8';
      sendBody(res, { planId: '', version: 0, etag, mediaType, body: description });
    }
  });
  return router;
}
