import type { JsonObject } from './json-value.js';

/**
 * What slices are cut from: an OpenAPI 3.x document (2.0 is turned into one when it is imported), or SDL. It is plain
 * JSON, and never changed.
 */
export type ContractDocument = { format: 'openapi'; root: JsonObject } | { format: 'graphql'; sdl: string };

/**
 * A contract of its own with just some elements and what they reach: a document, or the definitions that make up an SDL
 * text. Not `complete`: it would have more parts than a slice may, and holds only some; then it stands for nothing.
 */
export type ContractSlice = { complete: boolean } & (
  { format: 'openapi'; slice: JsonObject } | { format: 'graphql'; definitions: readonly string[] }
);

/** How much of each element a slice holds; see `sliceContract`. */
export type SliceLevel = 'full' | 'brief' | 'outline' | 'signature';
