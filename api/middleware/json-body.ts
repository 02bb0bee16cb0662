import express from 'express';
import type { RequestHandler } from 'express';

import { problem } from '../../platform/problems.js';
import type { Problem } from '../../platform/problems.js';
import { findJsonFault } from '../json-fault.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body into `req.body`: strictly UTF-8, at most `maxBytes` after decompression, faults with line and
 * column. An empty body counts as none.
 */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const read = express.raw({ type: 'application/json', limit: maxBytes });
  const parse: RequestHandler = (req, _res, next) => {
    const bytes: unknown = req.body;
    if (!Buffer.isBuffer(bytes)) {
      next();
      return;
    }
    const parsed = parseJson(bytes);
    if ('fault' in parsed) next(parsed.fault);
    else {
      req.body = parsed.value;
      next();
    }
  };
  return [read, parse];
}

function parseJson(bytes: Buffer): { value: unknown } | { fault: Problem } {
  if (bytes.byteLength === 0) return { value: undefined };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { fault: problem('invalid-encoding', 'The body is not valid UTF-8.') };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { fault: jsonProblem('The body', text, error) };
  }
}

/**
 * The problem of a text that JSON.parse refused.
 * @param what begins the sentence: "The body", "The part options"
 */
export function jsonProblem(what: string, text: string, error: SyntaxError): Problem {
  const fault = findJsonFault(text);
  if (fault === null) return problem('invalid-json', `${what} is not valid JSON: ${error.message}`);
  const { line, column, message } = fault;
  const detail = `${what} is not valid JSON at line ${line}, column ${column}: ${message}.`;
  return problem('invalid-json', detail, { errors: [{ detail: message, line, column }] });
}
