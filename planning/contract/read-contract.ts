import type { DocumentNode } from 'graphql';
import type { Finding, Refusal } from '../finding.js';
import type { ContractInput, ContractLimits } from './contract-model.js';
import { leastCounts, longName, longNameOf } from './document-limits.js';
import { assembleFiles, unusedFile } from './files/assemble.js';
import type { Assembled } from './files/assemble.js';
import { isSdlFile } from './files/choose-root.js';
import { makeFileSet } from './files/file-set.js';
import { joinSdl } from './files/join-sdl.js';
import type { SdlSource } from './files/join-sdl.js';
import { countGraphql } from './graphql/read-graphql.js';
import { readIntrospection, schemaPointer } from './graphql/read-introspection.js';
import { readSdl } from './graphql/read-sdl.js';
import { get, isObject } from './json-value.js';
import type { JsonObject } from './json-value.js';
import { mayHoldIdentities } from './openapi/local-identities.js';
import { isOpenApi, normalise, outline } from './openapi/read-openapi.js';
import type { OpenApiOutline } from './openapi/read-openapi.js';
import { looksLikeJson, parseDocument } from './parse-document.js';
import type { ParsedDocument } from './parse-document.js';
import { valueAt } from './pointer.js';
import { replaceBadText } from './repair-values.js';
import { neitherKind, noOperations, overLimit } from './refusals.js';

/** The result of an introspection query, and where in it the parts of the schema stand. */
export interface IntrospectionSource {
  parsed: ParsedDocument;
  pointerOf: (coordinate: string) => string;
}

/** A contract that passed every check which could refuse it, parsed and counted but not yet read. */
export type ReadContract = { operations: number; schemas: number; bytes: number } & (
  | {
      kind: 'openapi';
      parsed: ParsedDocument;
      original: JsonObject;
      root: JsonObject;
      outline: OpenApiOutline;
      /** What is known of the files of a contract of several. */
      files: Omit<Assembled, 'parsed'> | null;
    }
  | {
      kind: 'graphql';
      document: DocumentNode;
      sdl: string;
      findings: Finding[];
      /** Where findings point to: files of SDL, or the result of an introspection query. */
      source: SdlSource | IntrospectionSource;
    }
);

/** Parses a contract within its limits. All refusals of a contract are made here, so inspection and import agree. */
export function readContract(input: ContractInput, limits: ContractLimits): ReadContract | { refusal: Refusal } {
  const bytes = input.received?.bytes ?? Buffer.byteLength(input.text, 'utf8');
  if (bytes > limits.maxBytes)
    return { refusal: overLimit('maxBytes', limits.maxBytes, `it has ${bytes} bytes`, null) };
  // A byte order mark is no part of the text; line and column stay right without it.
  const text = input.text.startsWith('\uFEFF') ? input.text.slice(1) : input.text;
  if (text.trim() === '') return { refusal: neitherKind('it is empty.') };
  const result = isSdl(input, text)
    ? readGraphqlText(input, text, limits, bytes)
    : readData(input, text, limits, bytes);
  if ('refusal' in result) return result;
  if (result.operations === 0) return { refusal: noOperations(result.kind) };
  const refusal = tooMany(result, limits, result.kind === 'openapi' ? 'schemas' : 'types');
  return refusal === null ? result : { refusal };
}

function tooMany(
  { operations, schemas }: { operations: number; schemas: number },
  limits: ContractLimits,
  noun: 'schemas' | 'types',
): Refusal | null {
  if (operations > limits.maxOperations) {
    return overLimit('maxOperations', limits.maxOperations, `it has ${operations} operations`, null);
  }
  return schemas > limits.maxSchemas
    ? overLimit('maxSchemas', limits.maxSchemas, `it has ${schemas} ${noun}`, null)
    : null;
}

/** The stated format decides, then the text, then the file name's ending. */
function isSdl(input: ContractInput, text: string): boolean {
  if (input.format !== 'auto') return input.format === 'graphql' && !looksLikeJson(text);
  if (looksLikeJson(text) || /^["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text)) return false;
  if (/^(?:extend[ \t]+)?(?:schema|type|interface|union|enum|input|scalar|directive)[ \t]+[@{\w]/m.test(text))
    return true;
  return /\.(?:graphqls?|gql)$/i.test(input.filename ?? '');
}

function readGraphqlText(
  { filename, others = [] }: ContractInput,
  rootText: string,
  limits: ContractLimits,
  bytes: number,
): ReadContract | { refusal: Refusal } {
  const source = joinSdl({ path: filename ?? '', text: rootText }, others.filter(isSdlFile));
  const { text } = source;
  // Escapes in descriptions are the only way for NUL into a schema that parses; the parser refuses half surrogate
  // pairs.
  const sdl = replaceBadText(text).replace(/\\u(?:0000|\{0{1,8}\})/g, '\\uFFFD');
  const read = readSdl(sdl, limits);
  if ('refusal' in read) return { refusal: source.refusalInFile(read.refusal) };
  const message = 'The schema holds NUL or half a surrogate pair; it was read with U+FFFD in its place.';
  const finding: Finding = { code: 'text-replaced', severity: 'warning', message, where: { in: 'contract' } };
  const findings = sdl === text ? [] : [finding];
  for (const { path } of others.filter((file) => !isSdlFile(file))) findings.push(unusedFile(path));
  return { kind: 'graphql', document: read.document, sdl, findings, source, bytes, ...countGraphql(read.document) };
}

/** JSON or YAML: an OpenAPI document, or the result of an introspection query. */
function readData(
  input: ContractInput,
  text: string,
  limits: ContractLimits,
  bytes: number,
): ReadContract | { refusal: Refusal } {
  const { format } = input;
  const assembled = input.others === undefined ? null : assemble(input, limits);
  if (assembled !== null && 'refusal' in assembled) return assembled;
  const parsed = assembled?.parsed ?? parseDocument(text, limits);
  if ('refusal' in parsed) return parsed;
  const original = parsed.root;
  const schema = format === 'openapi' ? null : schemaPointer(original);
  if (schema !== null) return readIntrospected(parsed, schema, limits, bytes);
  if (format === 'graphql')
    return { refusal: neitherKind('it is JSON without the `__schema` of an introspection result.') };
  if (!isOpenApi(original)) return { refusal: neitherKind('it has no top-level `openapi` or `swagger` field.') };
  const excess = tooMany(leastCounts(original), limits, 'schemas');
  if (excess !== null) return { refusal: excess };
  const root = normalise(original, mayHoldIdentities(text));
  const parts = outline(root, limits.maxOperations);
  const long = longNameOf(root, parts.sites);
  if (long !== null) return { refusal: longName(long, long.length, null) };
  const counts = { operations: parts.sites.length, schemas: parts.schemas };
  return { kind: 'openapi', parsed, original, root, outline: parts, files: assembled, bytes, ...counts };
}

function assemble(
  { text, filename = '', others = [] }: ContractInput,
  limits: ContractLimits,
): Assembled | { refusal: Refusal } {
  return assembleFiles(makeFileSet([{ path: filename, text }, ...others], limits), filename, limits);
}

function readIntrospected(
  parsed: ParsedDocument,
  pointer: string,
  limits: ContractLimits,
  bytes: number,
): ReadContract | { refusal: Refusal } {
  const schema = valueAt(parsed.root, pointer);
  if (!isObject(schema) || !Array.isArray(get(schema, 'types'))) {
    return { refusal: neitherKind('it looks like an introspection result, and its `__schema` has no list of types.') };
  }
  const { sdl, findings, pointerOf } = readIntrospection(schema, pointer);
  const read = readSdl(sdl, limits);
  if ('refusal' in read) return read;
  const source = { parsed, pointerOf };
  return { kind: 'graphql', document: read.document, sdl, findings, source, bytes, ...countGraphql(read.document) };
}
