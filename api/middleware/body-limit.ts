import type { RequestHandler } from 'express';

import { problem } from '../../platform/problems.js';

/**
 * Refuses a body that is announced to be too large before any of it is read. One of unknown length is counted by what
 * reads it.
 */
export function bodyLimit(maxBytes: number): RequestHandler {
  return (req, _res, next) => {
    const announced = Number(req.headers['content-length'] ?? 0);
    if (announced <= maxBytes) next();
    else next(problem('body-too-large', `The body has ${announced} bytes; the limit is ${maxBytes}.`));
  };
}
