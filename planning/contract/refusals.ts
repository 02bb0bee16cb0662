import type { Place, Refusal } from '../finding.js';
import type { TextPosition } from './text-position.js';

/** Place of a syntax error in the contract. */
export function at(position: TextPosition): Place {
  return { in: 'contract', line: position.line, column: position.column };
}

/** The contract's text is not valid JSON, YAML or SDL; the remedy names the syntax. */
export function unparseable(what: string, detail: string, where: Place | null): Refusal {
  const spot = where?.line === undefined ? '' : ` at line ${where.line}, column ${where.column ?? 1}`;
  return {
    status: 422,
    code: 'contract-unparseable',
    message: `The contract is not valid ${what}${spot}: ${detail}`,
    remediation: `Correct the ${what} there and send the contract again.`,
    where,
  };
}

/** The text is neither an OpenAPI document nor a GraphQL schema. */
export function neitherKind(detail: string): Refusal {
  return {
    status: 415,
    code: 'contract-kind-unknown',
    message: `The contract is neither an OpenAPI document nor a GraphQL schema: ${detail}`,
    remediation:
      'Send an OpenAPI document (JSON or YAML with a top-level `openapi` or `swagger` field), GraphQL SDL, or the result of a GraphQL introspection query.',
    where: { in: 'contract', line: 1, column: 1 },
  };
}

/** There is nothing to plan in it. */
export function noOperations(kind: 'openapi' | 'graphql'): Refusal {
  return {
    status: 422,
    code: 'contract-without-operations',
    message:
      kind === 'openapi'
        ? 'The contract has no operation and no webhook.'
        : 'The schema has no query, mutation or subscription field.',
    remediation:
      kind === 'openapi'
        ? 'Add at least one operation under `paths` or one entry under `webhooks`.'
        : 'Add at least one field to a root type (`Query`, `Mutation`, `Subscription`, or those that `schema { … }` names).',
    where: { in: 'contract', pointer: kind === 'openapi' ? '/paths' : '' },
  };
}

/** A limit is exceeded. Bytes are answered with 413, everything else with 422. */
export function overLimit(
  limit:
    | 'maxBytes'
    | 'maxUnpackedBytes'
    | 'maxContractFiles'
    | 'maxOperations'
    | 'maxSchemas'
    | 'maxDepth'
    | 'maxTokens'
    | 'aliases'
    | 'nodes'
    | 'nameLength',
  allowed: number,
  found: string,
  where: Place | null,
): Refusal {
  return {
    status: limit === 'maxBytes' || limit === 'maxUnpackedBytes' ? 413 : 422,
    code: limit === 'aliases' ? 'contract-alias-bomb' : 'contract-over-limit',
    message: `The contract exceeds the limit \`${limit}\` (${allowed}): ${found}.`,
    remediation:
      limit === 'aliases'
        ? 'Write the repeated parts out, or use `$ref`, instead of nesting YAML aliases.'
        : 'Send a smaller contract (one bounded context, say), or ask the operator to raise the limit.',
    where,
  };
}

/** The bytes received are not text in UTF-8. */
export function notUtf8(): Refusal {
  return {
    status: 400,
    code: 'invalid-encoding',
    message: 'The contract is not valid UTF-8.',
    remediation: 'Convert it to UTF-8 and send it again.',
    where: { in: 'contract' },
  };
}

/** The archive cannot be read as one contract of several files. */
export function unusableZip(detail: string, file?: string): Refusal {
  const of = file === undefined ? '' : ` ${JSON.stringify(file.slice(0, 200))}:`;
  return {
    status: 422,
    code: 'contract-zip-unusable',
    message: `The contract's zip archive cannot be used:${of} ${detail}.`,
    remediation: 'Pack the files anew with a common zip tool, without encryption and without files of the same name.',
    where: { in: 'contract', ...(file === undefined ? {} : { file }) },
  };
}

/** The refusal of one file of a contract of several, which says which. */
export function inFile(refusal: Refusal, file: string): Refusal {
  if (refusal.where?.file !== undefined) return refusal;
  return {
    ...refusal,
    message: `${file}: ${refusal.message}`,
    where: { in: 'contract', ...refusal.where, file },
  };
}
