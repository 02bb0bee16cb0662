import type { ContractDocument, ContractSlice, SliceLevel } from './contract-document.js';
import type { ContractModel } from './contract-model.js';
import { reachOfSdl, sliceSdl } from './graphql/sdl-slice.js';
import { reachOfOpenApi, sliceOpenApi } from './openapi/openapi-slice.js';

export type { ContractDocument, ContractSlice, SliceLevel };

/**
 * Cuts a contract of its own out of a document: just the given operations and entities (`op:…`, `entity:…`; other
 * references and unknown ids are passed over) and all they reach. OpenAPI comes out as 3.1 whatever went in. Every
 * reference in it resolves within it.
 *
 * Levels: `full`; `brief` without descriptions, examples and extensions; `signature` with just the required properties
 * of the schemas that are named directly. A derived entity has no schema to show: its operations are what there is.
 */
export function sliceContract(
  document: ContractDocument,
  model: ContractModel,
  refs: readonly string[],
  level: SliceLevel,
): ContractSlice {
  const operations = withPrefix(refs, 'op:');
  const derived = new Set(model.entities.filter((entity) => entity.derived).map((entity) => entity.id));
  const entities = withPrefix(refs, 'entity:').filter((id) => !derived.has(id));
  return document.format === 'openapi'
    ? { format: 'openapi', slice: sliceOpenApi(document.root, operations, entities, level) }
    : { format: 'graphql', slice: sliceSdl(document, operations, entities, level) };
}

/**
 * How many components (or types) the full slice of some references would hold, and about how many characters. Counting
 * stops above `most` parts: this is to tell what is too large before it is made.
 */
export function measureSlice(
  document: ContractDocument,
  refs: readonly string[],
  most: number,
): { parts: number; characters: number } {
  const operations = withPrefix(refs, 'op:');
  const entities = withPrefix(refs, 'entity:');
  return document.format === 'openapi'
    ? reachOfOpenApi(document.root, operations, entities, most)
    : reachOfSdl(document, operations, entities, most);
}

function withPrefix(refs: readonly string[], prefix: string): string[] {
  return refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
}
