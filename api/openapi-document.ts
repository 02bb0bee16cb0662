import { readFileSync } from 'node:fs';

import { load } from 'js-yaml';

/** The API description as a plain document, read once from openapi.yaml. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, unknown>;
  components: Record<string, unknown>;
}

/** Reads openapi.yaml; every caller gets a copy of its own, as the validator changes the one it is given. */
export function loadOpenApiDocument(): OpenApiDocument {
  // Ours, and checked by the validator when it is installed.
  return load(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8')) as OpenApiDocument;
}
