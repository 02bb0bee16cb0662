import canonicalize from 'canonicalize';

import type { Config } from '../platform/config.js';
import { Problem } from '../platform/problems.js';
import type { components } from './generated/openapi.js';
import { depthOf } from './json-depth.js';
import type { ContractInput, PlanInputs, PrdInput } from './plan-inputs.js';

type Body = components['schemas']['RerunRequest'];

/**
 * Reads the inputs of a JSON request. A contract given as a document stands for its RFC 8785 text. Throws problems for
 * what cannot be text: half surrogate pairs, and documents nested deeper than `limits.maxDepth`.
 */
export function readJsonInputs(body: Body | undefined, limits: Config['limits']): PlanInputs {
  const { prd, contract, options } = body ?? {};
  return {
    ...(prd === undefined ? {} : { prd: prdInput(prd) }),
    ...(contract === undefined ? {} : { contract: contractInput(contract, limits) }),
    options: options ?? {},
  };
}

function prdInput({ text, format }: NonNullable<Body['prd']>): PrdInput {
  // Half surrogate pairs are refused by the inspection that follows, before these bytes are used.
  return { text, bytes: Buffer.from(text, 'utf8'), format: format ?? 'markdown' };
}

function contractInput(contract: NonNullable<Body['contract']>, limits: Config['limits']): ContractInput {
  const { format, filename } = contract;
  const text = contract.text ?? documentText(contract.document, limits.maxDepth);
  if (/\p{Surrogate}/u.test(text)) throw loneSurrogate('/contract/text');
  return {
    text,
    bytes: Buffer.from(text, 'utf8'),
    format: format ?? 'auto',
    ...(filename === undefined ? {} : { filename }),
  };
}

function documentText(document: unknown, maxDepth: number): string {
  if (depthOf(document, maxDepth) > maxDepth) {
    throw new Problem(
      {
        status: 422,
        code: 'contract-over-limit',
        title: 'The contract cannot be used',
        remediation: 'Send a flatter document, or ask the operator to raise the limit.',
      },
      `The contract exceeds the limit maxDepth (${maxDepth}).`,
      { errors: [{ detail: `nests deeper than ${maxDepth}`, pointer: '/contract/document' }] },
    );
  }
  try {
    return canonicalize(document) ?? '';
  } catch (error) {
    // All else that the form refuses cannot come out of JSON.
    if (error instanceof Error && error.message.startsWith('Lone surrogate')) throw loneSurrogate('/contract/document');
    throw error;
  }
}

function loneSurrogate(pointer: string): Problem {
  return new Problem(
    {
      status: 422,
      code: 'contract-lone-surrogate',
      title: 'The contract cannot be used',
      remediation: 'Replace the half surrogate pair (an escape from \\ud800 to \\udfff without its other half).',
    },
    'The contract holds half of a surrogate pair, which no UTF-8 text can.',
    { errors: [{ detail: 'holds half of a surrogate pair', pointer }] },
  );
}
