import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

import type { Config } from '../../platform/config.js';
import { loadOpenApiDocument } from '../openapi-document.js';

/** Files of one form: more than a PRD, a contract and the options, so that a contract of several files can be named as such. */
const MAX_FORM_FILES = 4;

/**
 * Checks requests against openapi.yaml (unknown paths, methods, media types, parameters and bodies) and reads
 * multipart bodies into memory; with `validateResponses` checks JSON answers too.
 */
export function validator(limits: Config['limits'], validateResponses: boolean): RequestHandler[] {
  const handlers = OpenApiValidator.middleware({
    apiSpec: loadOpenApiDocument() as never,
    validateRequests: { allErrors: false, coerceTypes: false },
    validateResponses: validateResponses ? { coerceTypes: false } : false,
    validateSecurity: false,
    fileUploader: {
      limits: {
        files: MAX_FORM_FILES,
        fileSize: limits.maxContractBytes,
        fields: 8,
        fieldNameSize: 100,
        fieldSize: 1024 * 1024,
        parts: 16,
      },
    },
  });
  return handlers as RequestHandler[];
}
