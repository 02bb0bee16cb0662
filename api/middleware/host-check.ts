import type { RequestHandler } from 'express';

import { problem } from '../../platform/problems.js';

/**
 * Refuses requests addressed to a host name that is not ours: a web page that rebinds its own name to our address
 * still sends its own name.
 * @param allowedHosts host names without port, IPv6 in brackets
 */
export function hostCheck(allowedHosts: readonly string[]): RequestHandler {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (req, _res, next) => {
    const host = req.headers.host ?? '';
    const name = host.replace(/:\d*$/, '').toLowerCase();
    if (allowed.has(name)) next();
    else next(problem('host-not-allowed', `The request is addressed to ${JSON.stringify(host)}.`));
  };
}
