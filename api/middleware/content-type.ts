import type { RequestHandler } from 'express';

import { problem } from '../../platform/problems.js';

const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Reduces Content-Type to what decides: the media type, and the boundary of a multipart body. The validator keeps one
 * compiled check per spelling, so that invented parameters would otherwise fill the memory. Text that says it is not
 * UTF-8 is refused.
 */
export function contentType(): RequestHandler {
  return (req, _res, next) => {
    const given = req.headers['content-type'];
    if (given === undefined) {
      next();
      return;
    }
    if (!BODY_METHODS.has(req.method)) {
      delete req.headers['content-type'];
      next();
      return;
    }
    const [type = '', ...parameters] = given.split(';').map((part) => part.trim());
    const charset = parameterOf(parameters, 'charset');
    const boundary = parameterOf(parameters, 'boundary');
    const mediaType = type.toLowerCase();
    req.headers['content-type'] =
      mediaType === 'multipart/form-data' && boundary !== null ? `${mediaType}; boundary=${boundary}` : mediaType;
    if (charset !== null && !/^"?utf-?8"?$/i.test(charset)) {
      next(problem('unsupported-media-type', `The body is said to be in ${charset}.`, { remediation: 'Send UTF-8.' }));
    } else next();
  };
}

function parameterOf(parameters: readonly string[], name: string): string | null {
  const found = parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}
