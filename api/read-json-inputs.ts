import { Problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import type { components } from './generated/openapi.js';
import type { ContractInput, PlanInputs, PrdInput } from './plan-inputs.js';
import type { RequestFiles } from './request-files.js';

type Body = components['schemas']['RerunRequest'];
type Deps = Pick<ApiDeps, 'config' | 'threads'>;

/** A large text is written in pieces of this size, between which other requests get their turn. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Reads the inputs of a JSON request. A contract given as a document stands for its RFC 8785 text. Throws problems for
 * what cannot be text: half surrogate pairs, and documents nested deeper than `limits.maxDepth`.
 */
export async function readJsonInputs(body: Body | undefined, deps: Deps, files: RequestFiles): Promise<PlanInputs> {
  const { prd, contract, options } = body ?? {};
  return {
    ...(prd === undefined ? {} : { prd: prdInput(prd) }),
    ...(contract === undefined ? {} : { contract: await contractInput(contract, deps, files) }),
    options: options ?? {},
  };
}

function prdInput({ text, format }: NonNullable<Body['prd']>): PrdInput {
  // Half surrogate pairs are refused by the inspection that follows, before these bytes are used.
  return { text, bytes: Buffer.from(text, 'utf8'), format: format ?? 'markdown' };
}

async function contractInput(
  { text, document, format, filename }: NonNullable<Body['contract']>,
  deps: Deps,
  files: RequestFiles,
): Promise<ContractInput> {
  const path = text === undefined ? await writeDocument(document, deps, files) : await writeText(text, files);
  return { path, format: format ?? 'auto', ...(filename === undefined ? {} : { filename }) };
}

async function writeText(text: string, files: RequestFiles): Promise<string> {
  const bytes = Buffer.from(text, 'utf8');
  // A half pair is written as U+FFFD, which takes less time to look for than half pairs do.
  if (bytes.includes('\uFFFD') && /\p{Surrogate}/u.test(text)) throw loneSurrogate('/contract/text');
  return (await files.write(pieces(bytes))).path;
}

function* pieces(bytes: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

async function writeDocument(document: unknown, { threads, config }: Deps, files: RequestFiles): Promise<string> {
  const { maxDepth, inspectionSeconds } = config.limits;
  const json = plainJson(document);
  if (json === null) throw tooDeep(maxDepth);
  return files.writtenBy(async (target) => {
    const timeoutMs = inspectionSeconds * 1000;
    const outcome = await threads.run('writeCanonical', { json, maxDepth, target }, { timeoutMs });
    if (outcome === 'too-deep') throw tooDeep(maxDepth);
    if (outcome === 'lone-surrogate') throw loneSurrogate('/contract/document');
  });
}

/** The document as JSON again; null where it nests deeper than the stack is. */
function plainJson(document: unknown): string | null {
  try {
    return JSON.stringify(document);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep(maxDepth: number): Problem {
  return new Problem(
    {
      status: 422,
      code: 'contract-over-limit',
      title: 'The contract cannot be used',
      remediation: 'Send a flatter document, or ask the operator to raise the limit.',
    },
    `The contract exceeds the limit maxDepth (${maxDepth}).`,
    { errors: [{ detail: `nests deeper than ${maxDepth}`, pointer: '/contract/document' }] },
  );
}

function loneSurrogate(pointer: string): Problem {
  return new Problem(
    {
      status: 422,
      code: 'contract-lone-surrogate',
      title: 'The contract cannot be used',
      remediation: 'Replace the half surrogate pair (an escape from \\ud800 to \\udfff without its other half).',
    },
    'The contract holds half of a surrogate pair, which no UTF-8 text can.',
    { errors: [{ detail: 'holds half of a surrogate pair', pointer }] },
  );
}
