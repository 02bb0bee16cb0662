import type { Request, Response } from 'express';

import type { RequestScope } from '../db/scope.js';
import type { operations } from './generated/openapi.js';

declare global {
  // Express offers no other way to type res.locals.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Locals {
      scope: RequestScope;
    }
  }
}

/** Who asks, for whom, under which correlation id: set by the first middleware of every request. */
export function scopeOf(res: Response): RequestScope {
  return res.locals.scope;
}

/** A path parameter; the route that reads it has it. */
export function pathParameter(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

/** Operations of the API description that take a query. */
type Queried = {
  [K in keyof operations]: operations[K] extends { parameters: { query?: object } } ? K : never;
}[keyof operations];

/** The query of a request to this operation: the validator has checked and converted it. */
export function queryOf<K extends Queried>(
  req: Request,
  _operation: K,
): NonNullable<operations[K]['parameters']['query']> {
  return req.query;
}
