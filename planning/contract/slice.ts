import type { ContractDocument, ContractSlice, SliceLevel } from './contract-document.js';
import { sdlHas, sliceSdl } from './graphql/sdl-slice.js';
import { openApiHas, sliceOpenApi } from './openapi/openapi-slice.js';

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
 * required properties of those. With more than `mostParts` components or types the slice is not complete.
 */
export function sliceContract(
  document: ContractDocument,
  refs: readonly string[],
  level: SliceLevel,
  mostParts = MOST_PARTS,
): ContractSlice {
  const operations = withPrefix(refs, 'op:');
  const entities = withPrefix(refs, 'entity:');
  return document.format === 'openapi'
    ? { format: 'openapi', ...sliceOpenApi(document.root, operations, entities, level, mostParts) }
    : { format: 'graphql', ...sliceSdl(document, operations, entities, level, mostParts) };
}

/** Which of the references name nothing that a slice of the document could hold. */
export function unknownInDocument(document: ContractDocument, refs: readonly string[]): string[] {
  const has = document.format === 'openapi' ? openApiHas(document.root) : sdlHas(document);
  return refs.filter((ref) => !has(ref));
}

function withPrefix(refs: readonly string[], prefix: string): string[] {
  return refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
}
