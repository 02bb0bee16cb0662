import type { ContractDocument, ContractSlice, SliceLevel } from './contract-document.js';
import { sliceSdl } from './graphql/sdl-slice.js';
import { sliceOpenApi } from './openapi/openapi-slice.js';

export type { ContractDocument, ContractSlice, SliceLevel };

/**
 * Most components or types a slice reaches beyond what it was asked for. No payload has room for so many, and where
 * everything reaches everything the slices of all tasks would take the square of the contract's size.
 */
const MOST_PARTS = 500;

/**
 * Cuts a contract of its own out of a document: just the given operations and entities (`op:…`, `entity:…`; other
 * references and unknown ids are passed over, derived entities too: their operations are what there is to show) and all
 * they reach. OpenAPI comes out as 3.1 whatever went in. Every reference in it resolves within it. Parts are shared
 * between the slices of one document and must not be changed.
 *
 * Levels: `full`; `brief` without descriptions, examples and extensions; `outline` with just the schemas that are named
 * directly, what these name standing for itself by name alone (enums and the like stay); `signature` with just the
 * required properties of those.
 */
export function sliceContract(document: ContractDocument, refs: readonly string[], level: SliceLevel): ContractSlice {
  const operations = withPrefix(refs, 'op:');
  const entities = withPrefix(refs, 'entity:');
  return document.format === 'openapi'
    ? { format: 'openapi', ...sliceOpenApi(document.root, operations, entities, level, MOST_PARTS) }
    : { format: 'graphql', ...sliceSdl(document, operations, entities, level, MOST_PARTS) };
}

function withPrefix(refs: readonly string[], prefix: string): string[] {
  return refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
}
