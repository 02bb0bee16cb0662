import type { Request, RequestHandler } from 'express';

import { problem } from '../../platform/problems.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What browsers say of requests that a page of our own origin, or the user, made. */
const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Refuses writes that a browser makes for a page of another origin: any web page can post a form to loopback.
 * Programs send neither header and pass.
 */
export function crossSiteCheck(): RequestHandler {
  return (req, _res, next) => {
    const from = READS.has(req.method) ? null : foreignOrigin(req);
    if (from === null) next();
    else next(problem('cross-site-write', `The request comes from ${from}.`));
  };
}

function foreignOrigin(req: Request): string | null {
  const { origin, host } = req.headers;
  const site = req.headers['sec-fetch-site'];
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return `origin ${origin}`;
  if (site !== undefined && !OWN_SITES.has(site)) return `a ${site} page`;
  return null;
}
