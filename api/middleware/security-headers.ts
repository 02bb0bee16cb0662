import type { RequestHandler } from 'express';

const HEADERS = new Map([
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  // An answer opened in a browser may load, run and frame nothing; the documentation page has a policy of its own.
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
]);

/** Headers that keep a browser from making more of an answer than it is. */
export function securityHeaders(): RequestHandler {
  return (_req, res, next) => {
    res.setHeaders(HEADERS);
    next();
  };
}
