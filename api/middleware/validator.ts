import type { ErrorRequestHandler, RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

import type { StagingArea } from '../../adapters/artifacts/staging-area.js';
import type { Config } from '../../platform/config.js';
import { loadOpenApiDocument } from '../openapi-document.js';
import { faultOf } from '../request-files.js';
import { formStorage } from './form-storage.js';

/** The PRD and the options, which are parts beside those of the contract. */
const OTHER_PARTS = 2;
const MAX_FIELDS = 8;

/**
 * Checks requests against openapi.yaml (unknown paths, methods, media types, parameters and bodies) and streams the
 * files of multipart bodies to disk; with `validateResponses` checks JSON answers too.
 */
export function validator(
  limits: Config['limits'],
  validateResponses: boolean,
  staging: StagingArea,
): (RequestHandler | ErrorRequestHandler)[] {
  const files = limits.maxContractFiles + OTHER_PARTS;
  const handlers = OpenApiValidator.middleware({
    apiSpec: loadOpenApiDocument() as never,
    validateRequests: { allErrors: false, coerceTypes: false },
    validateResponses: validateResponses ? { coerceTypes: false } : false,
    validateSecurity: false,
    fileUploader: {
      storage: formStorage(staging, limits.maxBodyBytes),
      // Names of files say where they stand among the files of a contract.
      preservePath: true,
      defParamCharset: 'utf8',
      limits: {
        files,
        fileSize: Math.max(limits.maxContractBytes, limits.maxPrdBytes),
        fields: MAX_FIELDS,
        fieldNameSize: 100,
        fieldSize: 1024 * 1024,
        parts: files + MAX_FIELDS,
      },
    },
  });
  return [...(handlers as RequestHandler[]), tellFault];
}

/** What storing a part ended in says more than what the form reader makes of it. */
const tellFault: ErrorRequestHandler = (error: unknown, req, _res, next) => {
  next(faultOf(req) ?? error);
};
