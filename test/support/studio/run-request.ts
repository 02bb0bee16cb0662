import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';

export interface RunRequest {
  input: string;
  sessionId: string | null;
  shape: 'wrapped' | 'bare';
}

export type ReadBody = { request: RunRequest } | { dropped: true } | { status: number; body: unknown };

const KINDS = ['chat', 'text', 'any', 'debug'];
// A half of a surrogate pair cannot be turned into the server's own text.
const isText = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.isWellFormed());
const isKind = (value: unknown): boolean => value === undefined || KINDS.some((kind) => kind === value);
const FIELDS: Record<string, (value: unknown) => boolean> = {
  input_value: isText,
  input_type: isKind,
  output_type: isKind,
  output_component: isText,
  session_id: isText,
  tweaks: (value) => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value)),
};

/**
 * Reads a body as the real server does: a bare body with one field of a wrong type is dropped without a word, and the flow
 * runs on nothing; only in the wrapper is it checked. A server that does not know the wrapper says so.
 */
export function readRunRequest(text: string, contentType: string, knowsWrapper: boolean): ReadBody {
  if (!contentType.includes('application/json')) return { dropped: true };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return invalid(['body', 0], 'json_invalid');
    throw error;
  }
  if (!isRecord(document)) return { dropped: true };
  const wrapped = document['input_request'];
  if (wrapped === undefined)
    return wrongField(document) === null ? { request: toRequest(document, 'bare') } : { dropped: true };
  if (!knowsWrapper) return invalid(['body', 'input_request'], 'extra_forbidden');
  if (!isRecord(wrapped)) return invalid(['body', 'input_request'], 'model_attributes_type');
  const wrong = wrongField(wrapped);
  return wrong === null
    ? { request: toRequest(wrapped, 'wrapped') }
    : invalid(['body', 'input_request', wrong], 'string_type');
}

/** The envelope in an input; null for anything else. */
export function readEnvelope(input: string): StudioEnvelope | null {
  try {
    const envelope = JSON.parse(input) as Partial<StudioEnvelope> | null;
    return envelope?.protocol === 'planner/1' && typeof envelope.op === 'string' ? (envelope as StudioEnvelope) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function wrongField(body: Record<string, unknown>): string | null {
  return Object.keys(FIELDS).find((name) => FIELDS[name]?.(body[name]) === false) ?? null;
}

function toRequest(body: Record<string, unknown>, shape: RunRequest['shape']): RunRequest {
  const input = typeof body['input_value'] === 'string' ? body['input_value'] : '';
  const sessionId = typeof body['session_id'] === 'string' ? body['session_id'] : null;
  return { input, sessionId, shape };
}

function invalid(loc: readonly (string | number)[], type: string): ReadBody {
  return { status: 422, body: { detail: [{ type, loc, msg: 'Input is not valid', input: {} }] } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
