import { contractSources, isSdlName, parseData } from './contract-sources.js';
import type { ContractSource } from './contract-sources.js';
import { member, textOf } from './json.js';
import { listIntrospection, listSdl } from './list-graphql.js';
import { listOperations, listSchemas } from './list-openapi.js';
import { followRef } from './references.js';
import type { Sources } from './references.js';

/** What was counted in the contract as it was sent. */
export interface RecountedContract {
  kind: 'openapi' | 'graphql';
  operations: Set<string>;
  /** Declared schemas or named types; of several OpenAPI files those of the root file. */
  entities: Set<string>;
  /** Whether `entities` is all there is; false where other files may add some. */
  complete: boolean;
  /** The text of a GraphQL schema, for slices to be compared with; null where there is none. */
  sdl: string | null;
  /** Whether a pointer (`#/…`) leads somewhere in the root document. */
  leads(ref: string): boolean;
}

/**
 * Reads a contract with a small reader of its own, from the outside format alone. Throws what the parsers throw at what
 * is no contract.
 */
export function recountContract(contract: { path: string; bytes: Uint8Array }, rootPath: string): RecountedContract {
  const files = contractSources(contract).map(({ path, text }) => ({ path, text: text.replace(/^\uFEFF/, '') }));
  const root = files.find(({ path }) => path === rootPath) ?? files[0];
  if (root === undefined) throw new TypeError('it holds no file that could be a contract');
  if (isSdlName(root.path)) return recountSdl([root, ...files.filter((file) => file !== root && isSdlName(file.path))]);
  const data = parseOr(root.text);
  if (data === undefined || typeof data === 'string') return recountSdl([root]);
  const introspected = listIntrospection(data);
  if (introspected !== null) {
    const { operations, entities } = introspected;
    const leads = (): boolean => false;
    return { kind: 'graphql', operations, entities: new Set(entities), complete: true, sdl: null, leads };
  }
  if (
    textOf(data, 'openapi') === '' &&
    member(data, 'swagger') === undefined &&
    member(data, 'openapi') === undefined
  ) {
    throw new TypeError('it is neither OpenAPI nor GraphQL');
  }
  const sources = makeSources(root, files, data);
  return {
    kind: 'openapi',
    operations: listOperations(sources),
    entities: new Set(listSchemas(sources)),
    complete: files.length === 1,
    sdl: null,
    leads: (ref) => followRef(sources, root.path, ref) !== null,
  };
}

function recountSdl(files: ContractSource[]): RecountedContract {
  const sdl = files.map(({ text }) => text).join('\n');
  const { operations, entities } = listSdl(sdl);
  return { kind: 'graphql', operations, entities: new Set(entities), complete: true, sdl, leads: () => false };
}

/** The data of a text; undefined where it is none, which a GraphQL schema may be. */
function parseOr(text: string): unknown {
  try {
    return parseData(text);
  } catch (error) {
    if (/^\s*(?:openapi|swagger|["']openapi|["']swagger|\{)/m.test(text)) throw error;
    return undefined;
  }
}

function makeSources(root: ContractSource, files: readonly ContractSource[], data: unknown): Sources {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const parsed = new Map<string, unknown>([[root.path, data]]);
  return {
    root: root.path,
    read: (path) => {
      if (!parsed.has(path)) parsed.set(path, parseData(texts.get(path) ?? ''));
      return parsed.get(path);
    },
    find: (from, name) => {
      if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/)/.test(name)) return null;
      const path = joinPath(from, name);
      if (texts.has(path)) return path;
      // Where all files came without folders, the name alone tells.
      const bare = path.slice(path.lastIndexOf('/') + 1);
      return [...texts.keys()].every((one) => !one.includes('/')) && texts.has(bare) ? bare : null;
    },
  };
}

function joinPath(from: string, name: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of name.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(safeDecode(step));
  }
  return steps.join('/');
}

function safeDecode(step: string): string {
  return /%[0-9a-f]{2}/i.test(step) ? decodeURI(step) : step;
}
