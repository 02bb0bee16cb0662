import type { Request } from 'express';

import type { PlanOptions } from '../planning/options.js';
import type { Config } from '../platform/config.js';
import { problem } from '../platform/problems.js';
import { jsonProblem } from './middleware/json-body.js';
import type { ContractInput, PlanInputs, PrdInput } from './plan-inputs.js';

/** A part of a form as the form reader leaves it. */
interface FilePart {
  fieldname: string;
  originalname: string;
  buffer: Buffer;
}

interface Part {
  bytes: Buffer;
  filename?: string;
}

// A byte order mark stays: what is hashed and stored is exactly what the text says.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Reads the inputs of a multipart request: the parts prd and contract, as files or as plain fields, and options as a
 * JSON text. Throws problems for parts that are not UTF-8, options that do not check, and contracts of several files.
 */
export function readFormInputs(
  req: Request,
  limits: Config['limits'],
  checkOptions: (value: unknown) => PlanOptions,
): PlanInputs {
  const prd = onePart(req, 'prd');
  const contract = contractPart(req);
  const options = onePart(req, 'options');
  return {
    ...(prd === null ? {} : { prd: prdInput(prd, limits) }),
    ...(contract === null ? {} : { contract: contractInput(contract) }),
    options: options === null ? {} : checkOptions(parseOptions(textOf('options', options))),
  };
}

function partsOf(req: Request, name: string): Part[] {
  // With the form reader's any() this is a list of files; without a file it is missing.
  const files = ((req as { files?: FilePart[] }).files ?? []).filter((file) => file.fieldname === name);
  if (files.length > 0) return files.map(({ buffer, originalname }) => ({ bytes: buffer, filename: originalname }));
  const field = (req.body as Record<string, unknown>)[name];
  return typeof field === 'string' ? [{ bytes: Buffer.from(field, 'utf8') }] : [];
}

function onePart(req: Request, name: string): Part | null {
  const [first, ...more] = partsOf(req, name);
  if (more.length > 0) throw problem('malformed-multipart', `The part ${name} is there more than once.`);
  return first ?? null;
}

function contractPart(req: Request): Part | null {
  const [first, ...more] = partsOf(req, 'contract');
  if (more.length > 0) throw problem('multi-file-unsupported', `The contract has ${more.length + 1} files.`);
  if (first?.bytes.subarray(0, ZIP.byteLength).equals(ZIP) === true) {
    throw problem('multi-file-unsupported', 'The contract is a zip archive.');
  }
  return first ?? null;
}

function prdInput(part: Part, limits: Config['limits']): PrdInput {
  if (part.bytes.byteLength > limits.maxPrdBytes) {
    throw problem(
      'input-too-large',
      `The PRD has ${part.bytes.byteLength} bytes; the limit is ${limits.maxPrdBytes}.`,
      {
        remediation: 'Send a shorter PRD, or raise PLANNER_LIMITS__MAX_PRD_BYTES.',
        errors: [{ detail: `is longer than ${limits.maxPrdBytes} bytes`, pointer: '/prd' }],
      },
    );
  }
  const format = part.filename?.toLowerCase().endsWith('.txt') === true ? 'text' : 'markdown';
  return { text: textOf('prd', part), bytes: part.bytes, format };
}

function contractInput(part: Part): ContractInput {
  return {
    text: textOf('contract', part),
    bytes: part.bytes,
    format: 'auto',
    ...(part.filename === undefined || part.filename === '' ? {} : { filename: part.filename.slice(0, 255) }),
  };
}

function textOf(name: string, part: Part): string {
  try {
    return utf8.decode(part.bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw problem('invalid-encoding', `The part ${name} is not valid UTF-8.`, {
      errors: [{ detail: 'is not valid UTF-8', pointer: `/${name}` }],
    });
  }
}

function parseOptions(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw jsonProblem('The part options', text, error);
  }
}
