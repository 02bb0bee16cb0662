import { unzipSync } from 'fflate';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

import { isObject } from './json.js';

/** A file of a contract as it was sent. */
export interface ContractSource {
  path: string;
  text: string;
}

/** What unpacked contracts may be at most. */
const LIMITS = { bytes: 256 * 1024 * 1024, files: 20_000 };
/** Blanks that lines get which stand too far left inside a bracket or a quoted text. */
const INDENT = ' '.repeat(512);
const MAX_MENDED = 40;
const YAML = CORE_SCHEMA.withTags(mergeTag);
const SDL = /\.(?:graphqls?|gql|sdl)$/i;
const DATA = /\.(?:ya?ml|json)$/i;

/** The texts of a contract: one, or those of an archive in its order. Throws what fflate throws at no archive. */
export function contractSources({ path, bytes }: { path: string; bytes: Uint8Array }): ContractSource[] {
  if (!path.endsWith('.zip')) return [{ path, text: textOf(bytes) }];
  let size = 0;
  let count = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      size += originalSize;
      count += 1;
      return size <= LIMITS.bytes && count <= LIMITS.files && (SDL.test(name) || DATA.test(name));
    },
  });
  return Object.entries(files)
    .filter(([name]) => !name.split('/').some((step) => step.startsWith('.') || step === '__MACOSX'))
    .map(([name, content]) => ({ path: name, text: textOf(content) }));
}

/** Whether a file is GraphQL SDL by its name. */
export function isSdlName(path: string): boolean {
  return SDL.test(path);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * Parses JSON or YAML 1.2 with merge keys, the last of equal keys winning. Lines inside brackets or quotes that are not
 * indented enough are indented, as old readers did. Throws what the parsers throw.
 */
export function parseData(text: string): unknown {
  if (/^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:["\]{[]|$))/.test(text)) return JSON.parse(text);
  let source = text;
  for (let mended = 0; ; mended += 1) {
    try {
      return load(source, { schema: YAML, json: true });
    } catch (error) {
      const line = deficientLine(error);
      if (line === null || mended >= MAX_MENDED) throw error;
      source = source
        .split('\n')
        .map((one, at) => (at === line ? INDENT + one : one))
        .join('\n');
    }
  }
}

function deficientLine(error: unknown): number | null {
  if (!isObject(error) || error['reason'] !== 'deficient indentation' || !isObject(error['mark'])) return null;
  const line = error['mark']['line'];
  return typeof line === 'number' ? line : null;
}
