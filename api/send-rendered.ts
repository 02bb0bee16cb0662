import type { Request, Response } from 'express';

import type { PlanRow } from '../db/plans.js';
import type { ApiDeps } from './deps.js';
import { canonicalQuery, etagOf, isNotModified } from './etag.js';
import type { PlanReader } from './plan-reader.js';
import type { Rendered, RenderedCache } from './rendered-cache.js';
import { scopeOf } from './request-context.js';

/** What a route needs to answer reads of plans. */
export interface Reads {
  deps: ApiDeps;
  plans: PlanReader;
  cache: RenderedCache;
}

/** A representation that is about to be made, should the client not have it. */
export interface Representing {
  plan: PlanRow;
  revision: number;
  mediaType: string;
  /** Path below the plan: `graph`, `tasks.json`. */
  resource: string;
  /** Asked for by the Accept header rather than the address alone: the answer varies and is not kept. */
  negotiated?: boolean;
}

export interface RenderedBody {
  body: Buffer;
  /** Address of the next page. */
  next?: string | null;
}

/**
 * Answers a read: 304 if the client's copy is current, else what `render` makes. A body in memory is kept under the
 * exact address, for serveRendered.
 */
export async function sendRendered(
  reads: Reads,
  req: Request,
  res: Response,
  what: Representing,
  render: () => Promise<RenderedBody>,
): Promise<void> {
  const { plan, revision, mediaType } = what;
  const resource = `${what.resource}?${canonicalQuery(req.query)}`;
  const etag = etagOf({ plan, revision, mediaType, resource }, reads.deps.build.version);
  if (what.negotiated === true) res.vary('Accept');
  if (isNotModified(req.headers['if-none-match'], etag)) {
    sendNotModified(res, etag);
    return;
  }
  const { body, next } = await render();
  const rendered: Rendered = {
    planId: plan.id,
    version: plan.version,
    etag,
    mediaType,
    body,
    ...(next === undefined || next === null ? {} : { link: `<${next}>; rel="next"` }),
  };
  if (what.negotiated !== true) reads.cache.set(cacheKey(req, res), rendered);
  sendBody(res, rendered);
}

/** The key of an answer that depends on tenant and address alone. */
export function cacheKey(req: Request, res: Response): string {
  return `${scopeOf(res).tenantId}\n${req.originalUrl}`;
}

/** Sends a body with its validator. `end` rather than `send`: nothing is left to be worked out. */
export function sendBody(res: Response, rendered: Rendered): void {
  res.setHeader('Content-Type', rendered.mediaType);
  res.setHeader('Content-Length', rendered.body.byteLength);
  res.setHeader('ETag', rendered.etag);
  res.setHeader('Cache-Control', 'no-cache');
  if (rendered.link !== undefined) res.setHeader('Link', rendered.link);
  res.end(rendered.body);
}

/** Tells the client that its copy is current. */
export function sendNotModified(res: Response, etag: string): void {
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', 'no-cache');
  res.status(304).end();
}
