import type { ContractFile, ContractKind } from '../contract-model.js';
import { looksLikeJson } from '../parse-document.js';

const SDL_NAME = /\.(?:graphqls?|gql|sdl)$/i;
const ROOT_NAME = /(?:^|\/)(?:openapi|swagger)\.(?:ya?ml|json)$/i;

/** True for a file that is GraphQL SDL by its name. */
export function isSdlFile({ path }: Pick<ContractFile, 'path'>): boolean {
  return SDL_NAME.test(path);
}

/**
 * The root file of a contract of several: the first file where it is an OpenAPI document with operations, or SDL; else
 * of the OpenAPI documents the one called `openapi` or `swagger`, else the first with operations, else the first, in
 * each case the one in the fewest folders; else the first SDL file; else the only file. Null where nothing is a root.
 */
export function chooseRoot(files: readonly ContractFile[], format: ContractKind | 'auto'): ContractFile | null {
  const [first] = files;
  if (first === undefined) return null;
  if (files.length === 1) return first;
  const sdl = format === 'openapi' ? undefined : files.find(isSdlFile);
  if (sdl !== undefined && (sdl === first || format === 'graphql')) return sdl;
  if (format === 'graphql') return first;
  if (partsOf(first.text).operations) return first;
  const documents = files.map((file) => ({ file, ...partsOf(file.text) })).filter(({ version }) => version);
  const groups = [
    documents.filter(({ file }) => ROOT_NAME.test(file.path)),
    documents.filter(({ operations }) => operations),
    documents,
  ];
  const [candidates = []] = groups.filter((group) => group.length > 0);
  const depth = ({ file }: (typeof candidates)[number]): number => file.path.split('/').length;
  const least = Math.min(...candidates.map(depth));
  return candidates.find((candidate) => depth(candidate) === least)?.file ?? sdl ?? null;
}

/** Whether a text is an OpenAPI document, and one with operations, as its top-level keys say. */
function partsOf(text: string): { version: boolean; operations: boolean } {
  if (!/["']?(?:openapi|swagger)["']?[ \t\r\n]*:/.test(text)) return { version: false, operations: false };
  if (looksLikeJson(text)) {
    const keys = new Set(topLevelKeys(text));
    const version = keys.has('openapi') || keys.has('swagger');
    return { version, operations: version && ['paths', 'webhooks', 'x-webhooks'].some((key) => keys.has(key)) };
  }
  const version = /^["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text);
  return { version, operations: version && /^["']?(?:paths|webhooks|x-webhooks)["']?[ \t]*:/m.test(text) };
}

/** Keys of a JSON object; none for a text that is no JSON, which is told once the file is read. */
function topLevelKeys(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return [];
    throw error;
  }
}
