import type { RequestHandler } from 'express';

import { isNotModified } from '../etag.js';
import { scopeOf } from '../request-context.js';
import { cacheKey, sendBody, sendNotModified } from '../send-rendered.js';
import type { Reads } from '../send-rendered.js';

/**
 * Answers a read from memory if the very same address was answered before and the plan has not changed since, which one
 * query tells. It stands before the validator: the first request to the address has passed that.
 */
export function serveRendered({ plans, cache }: Pick<Reads, 'plans' | 'cache'>): RequestHandler {
  return async (req, res, next) => {
    const key = req.method === 'GET' ? cacheKey(req, res) : null;
    const rendered = key === null ? undefined : cache.get(key);
    if (key === null || rendered === undefined) {
      next();
      return;
    }
    const plan = await plans.get(scopeOf(res), rendered.planId);
    if (plan?.version !== rendered.version) {
      cache.delete(key);
      next();
    } else if (isNotModified(req.headers['if-none-match'], rendered.etag)) sendNotModified(res, rendered.etag);
    else sendBody(res, rendered);
  };
}
