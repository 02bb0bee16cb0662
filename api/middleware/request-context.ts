import { randomUUID } from 'node:crypto';

import type { RequestHandler } from 'express';

/** The one tenant and the one principal there are while callers are not authenticated. */
const TENANT = 'default';
const PRINCIPAL = 'anonymous';

const SAFE_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Gives every request its scope. The correlation id is the caller's X-Request-Id, else the trace id of its
 * traceparent, else new; it is sent back as X-Request-Id.
 */
export function requestContext(): RequestHandler {
  return (req, res, next) => {
    const correlationId = givenId(req.headers['x-request-id'], req.headers.traceparent) ?? randomUUID();
    res.locals.scope = { tenantId: TENANT, principal: PRINCIPAL, correlationId };
    res.setHeader('X-Request-Id', correlationId);
    next();
  };
}

function givenId(requestId: string | string[] | undefined, traceparent: string | string[] | undefined): string | null {
  if (typeof requestId === 'string' && SAFE_ID.test(requestId)) return requestId;
  return typeof traceparent === 'string' ? (TRACEPARENT.exec(traceparent)?.[1] ?? null) : null;
}
