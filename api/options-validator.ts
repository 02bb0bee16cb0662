import { Ajv2020 } from 'ajv/dist/2020.js';

import type { PlanOptions } from '../planning/options.js';
import { problem } from '../platform/problems.js';
import type { ProblemError } from '../platform/problems.js';
import { loadOpenApiDocument } from './openapi-document.js';

/**
 * Checks options that came as text in a form, where the request validator cannot look into them, against the same
 * schema. Throws the problem `invalid-request` with pointers below /options.
 */
export function makeOptionsValidator(): (value: unknown) => PlanOptions {
  const { components } = loadOpenApiDocument();
  // The rest of the document has keywords of OpenAPI's own; they are of no use here and not checked.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile<PlanOptions>({ $ref: '#/components/schemas/PlanOptions', components });
  return (value) => {
    if (validate(value)) return value;
    const errors: ProblemError[] = (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra: unknown = params.additionalProperty;
      const pointer = typeof extra === 'string' ? `${instancePath}/${escapePointer(extra)}` : instancePath;
      return { detail: message ?? 'is not allowed', pointer: `/options${pointer}` };
    });
    throw problem('invalid-request', `${errors[0]?.pointer ?? '/options'} ${errors[0]?.detail ?? 'is wrong'}.`, {
      errors,
    });
  };
}

const escapePointer = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
