import type { ErrorRequestHandler, Request } from 'express';
import { error as validatorErrors } from 'express-openapi-validator';

import { ArtifactMissingError } from '../../adapters/artifacts/artifact-store.js';
import type { Logger } from '../../platform/logging.js';
import { Problem, problem, problemErrorsOf } from '../../platform/problems.js';
import type { ProblemExtras } from '../../platform/problems.js';
import { ThreadOutOfMemory, ThreadTimeout } from '../../platform/thread-pool.js';
import { sendProblem } from '../send-problem.js';

/** Turns whatever a request ended in into application/problem+json; what is our fault is logged, never told. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const answer = toProblem(error, req);
    const { correlationId } = res.locals.scope;
    const context = { correlationId, method: req.method, path: req.path, code: answer.code };
    if (answer.status >= 500) log.error({ ...context, err: error }, 'request failed');
    else log.debug({ ...context, status: answer.status }, 'request refused');
    if (res.headersSent) {
      // Half an answer cannot be taken back: a cut connection is the only way left to say that it is not whole.
      res.destroy();
      return;
    }
    sendProblem(req, res, answer);
  };
}

function toProblem(error: unknown, req: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ThreadTimeout || error instanceof ThreadOutOfMemory) {
    return problem('inspection-limit', `The request was given up: ${error.message}.`);
  }
  if (isValidatorError(error)) return fromValidator(error, req);
  if (isBodyParserError(error)) return fromBodyParser(error);
  if (error instanceof URIError) return problem('invalid-request', 'The path is not well-formed percent-encoding.');
  if (error instanceof ArtifactMissingError) {
    return problem('internal-error', 'A stored document is missing.', {
      remediation: 'Give the operator the correlationId: the artifact store and the database do not belong together.',
    });
  }
  if (isUnavailable(error)) {
    return problem('database-unavailable', 'The database did not answer.', { headers: { 'Retry-After': '5' } });
  }
  return problem('internal-error', 'The request could not be served.');
}

interface ValidatorFault extends Error {
  status: number;
  headers?: Record<string, string>;
  errors: { path: string; message: string; errorCode?: string }[];
}

function isValidatorError(error: unknown): error is ValidatorFault {
  return Object.values(validatorErrors).some((kind) => error instanceof kind);
}

function fromValidator(error: ValidatorFault, req: Request): Problem {
  switch (error.status) {
    case 404:
      return problem('unknown-route', `There is nothing at ${req.path}.`);
    case 405:
      return problem('method-not-allowed', `${req.method} is not possible at ${req.path}.`, {
        headers: { Allow: error.headers?.Allow ?? '' },
      });
    case 413:
      return error.message === 'Too many files'
        ? problem('too-many-files', 'The form has more files than a contract may have.')
        : problem('body-too-large', `A part of the form is too large: ${error.message}.`);
    case 415:
      return problem('unsupported-media-type', `This path does not take this body: ${error.message}.`);
    case 400:
      return isMultipart(req) && error.errors.every(({ errorCode }) => errorCode === undefined)
        ? problem('malformed-multipart', `The form cannot be read: ${error.message}.`)
        : invalidRequest(error);
    default:
      // The form reader calls a body that ends early, or has broken part headers, an internal error.
      return isMultipart(req) && error.errors.every(({ errorCode }) => errorCode === undefined)
        ? problem('malformed-multipart', `The form cannot be read: ${error.message}.`)
        : problem('internal-error', 'The answer does not match the API description.');
  }
}

function invalidRequest(error: ValidatorFault): Problem {
  const errors = problemErrorsOf(error.errors);
  const first = errors[0];
  const place = first?.pointer ?? first?.parameter ?? first?.header ?? '';
  return problem('invalid-request', `${place === '' ? 'The request' : place} ${first?.detail ?? error.message}.`, {
    errors,
  });
}

function isMultipart(req: Request): boolean {
  return req.headers['content-type']?.startsWith('multipart/form-data') ?? false;
}

interface BodyParserFault extends Error {
  type: string;
  limit?: number;
}

function isBodyParserError(error: unknown): error is BodyParserFault {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.includes('.');
}

/** The faults that reading a body can end in, by the name body-parser gives them. */
function fromBodyParser(error: BodyParserFault): Problem {
  const extras: ProblemExtras = {};
  switch (error.type) {
    case 'entity.too.large':
      return problem('body-too-large', `The body is larger than ${error.limit ?? 0} bytes.`, extras);
    case 'encoding.unsupported':
      return problem('unsupported-encoding', `The body cannot be read: ${error.message}.`, extras);
    case 'request.aborted':
    case 'request.size.invalid':
      return problem('incomplete-body', `The body is not as long as announced: ${error.message}.`, extras);
    default:
      return problem('invalid-request', `The body cannot be read: ${error.message}.`, extras);
  }
}

const UNAVAILABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P03', '08006']);

/** Whether the database could not be reached: a refused or lost connection, or no free one in time. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'KnexTimeoutError' || error.message.startsWith('Connection terminated')) return true;
  return 'code' in error && typeof error.code === 'string' && UNAVAILABLE.has(error.code);
}
