import { readFile } from 'node:fs/promises';

import type { Request } from 'express';

import type { PlanOptions } from '../planning/options.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import type { FormPart } from './middleware/form-storage.js';
import { jsonProblem } from './middleware/json-body.js';
import type { ContractInput, PlanInputs, PrdInput } from './plan-inputs.js';
import type { RequestFiles } from './request-files.js';

/** A part of a form: a file that lies on disk, or a plain field. */
type Part = { path: string; bytes: number; filename: string } | { text: string };

type Deps = Pick<ApiDeps, 'config' | 'threads'>;

/** Longer options are none; those of the API description stay far below. */
const MAX_OPTIONS_BYTES = 8 * 1024 * 1024;
const MAX_FILENAME = 255;

// A byte order mark stays: what is hashed and stored is exactly what the text says.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the inputs of a multipart request: the parts prd and contract, as files or as plain fields, and options as a
 * JSON text. Several contract parts become one archive. Throws problems for a PRD and options that are too large or not
 * UTF-8, and for options that do not check.
 */
export async function readFormInputs(
  req: Request,
  deps: Deps,
  files: RequestFiles,
  checkOptions: (value: unknown) => PlanOptions,
): Promise<PlanInputs> {
  const prd = onePart(req, 'prd');
  const options = onePart(req, 'options');
  const contract = partsOf(req, 'contract');
  return {
    ...(prd === null ? {} : { prd: await prdInput(prd, deps.config.limits.maxPrdBytes) }),
    ...(contract.length === 0 ? {} : { contract: await contractInput(contract, deps, files) }),
    options: options === null ? {} : checkOptions(await readOptions(options)),
  };
}

function partsOf(req: Request, name: string): Part[] {
  // With the form reader's any() this is a list of files; without a file it is missing.
  const parts = ((req as { files?: FormPart[] }).files ?? []).filter((part) => part.fieldname === name);
  if (parts.length > 0)
    return parts.map(({ path, size, originalname }) => ({ path, bytes: size, filename: originalname }));
  const field = (req.body as Record<string, unknown>)[name];
  return typeof field === 'string' ? [{ text: field }] : [];
}

function onePart(req: Request, name: string): Part | null {
  const [first, ...more] = partsOf(req, name);
  if (more.length > 0) throw problem('malformed-multipart', `The part ${name} is there more than once.`);
  return first ?? null;
}

async function contractInput(
  parts: readonly Part[],
  { threads, config }: Deps,
  files: RequestFiles,
): Promise<ContractInput> {
  const [first, ...more] = parts;
  if (first === undefined) throw new TypeError('a contract has at least one part');
  if (more.length === 0) {
    if ('text' in first) return { path: (await files.write([Buffer.from(first.text, 'utf8')])).path, format: 'auto' };
    const filename = first.filename.slice(first.filename.search(/[^/\\]*$/)).slice(0, MAX_FILENAME);
    return { path: first.path, format: 'auto', ...(filename === '' ? {} : { filename }) };
  }
  const named = parts.flatMap((part) => ('text' in part ? [] : [{ path: part.path, name: part.filename }]));
  const names = new Set(named.map(({ name }) => name));
  if (names.size < named.length) throw problem('malformed-multipart', 'Two files of the contract have the same name.');
  const timeoutMs = config.limits.inspectionSeconds * 1000;
  const path = await files.writtenBy((target) => threads.run('pack', { parts: named, target }, { timeoutMs }));
  return { path, format: 'auto' };
}

async function prdInput(part: Part, maxBytes: number): Promise<PrdInput> {
  const size = 'text' in part ? Buffer.byteLength(part.text, 'utf8') : part.bytes;
  if (size > maxBytes) {
    throw problem('input-too-large', `The PRD has ${size} bytes; the limit is ${maxBytes}.`, {
      remediation: 'Send a shorter PRD, or raise PLANNER_LIMITS__MAX_PRD_BYTES.',
      errors: [{ detail: `is longer than ${maxBytes} bytes`, pointer: '/prd' }],
    });
  }
  const bytes = await bytesOf(part);
  const isText = 'filename' in part && part.filename.toLowerCase().endsWith('.txt');
  return { text: decode('prd', bytes), bytes, format: isText ? 'text' : 'markdown' };
}

async function readOptions(part: Part): Promise<unknown> {
  if ('bytes' in part && part.bytes > MAX_OPTIONS_BYTES) {
    throw problem('input-too-large', `The options have ${part.bytes} bytes; the limit is ${MAX_OPTIONS_BYTES}.`);
  }
  const text = decode('options', await bytesOf(part));
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw jsonProblem('The part options', text, error);
  }
}

async function bytesOf(part: Part): Promise<Buffer> {
  return 'text' in part ? Buffer.from(part.text, 'utf8') : await readFile(part.path);
}

function decode(name: string, bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw problem('invalid-encoding', `The part ${name} is not valid UTF-8.`, {
      errors: [{ detail: 'is not valid UTF-8', pointer: `/${name}` }],
    });
  }
}
