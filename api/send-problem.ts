import type { Request, Response } from 'express';

import type { Problem } from '../platform/problems.js';
import type { components } from './generated/openapi.js';
import { scopeOf } from './request-context.js';

/** Sends a problem as RFC 9457 has it; it is never cached. */
export function sendProblem(req: Request, res: Response, answer: Problem): void {
  const body: components['schemas']['Problem'] = {
    type: `urn:taskmaster-planner:problem:${answer.code}`,
    title: answer.title,
    status: answer.status,
    detail: answer.detail,
    instance: req.path,
    code: answer.code,
    remediation: answer.remediation,
    correlationId: scopeOf(res).correlationId,
    // Whatever raises a problem takes its places from planning.
    errors: answer.errors as components['schemas']['Problem']['errors'],
    ...(answer.planId === undefined ? {} : { planId: answer.planId }),
  };
  res.status(answer.status).set(answer.headers).set('Cache-Control', 'no-store').type('application/problem+json');
  res.json(body);
}
