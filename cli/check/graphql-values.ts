import { randomBytes } from 'node:crypto';

import { member, text, valueAt } from './json.js';
import type { Json } from './json.js';

/** What was sent and answered, by step. */
export type Exchanges = Map<string, { variables: unknown; data: unknown }>;

/** A value that a run has to fill in and cannot, and the step it would have come from, '' for an input. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
  readonly step: string;

  constructor(message: string, step: string) {
    super(message);
    this.step = step;
  }
}

const MAX_DEPTH = 20;

/**
 * The value with what only this run knows: `{ $from, path }`, `{ $unique }`, `{ $input }`. Throws MissingValue where an
 * earlier answer or the inputs do not have it.
 */
export function fillIn(value: unknown, exchanges: Exchanges, inputs: ReadonlyMap<string, string>, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new MissingValue('the values of the check nest too deeply', '');
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) return value.map((one) => fillIn(one, exchanges, inputs, depth + 1));
  const step = member(value, '$from');
  if (typeof step === 'string') return fromStep(step, text(member(value, 'path')), exchanges);
  const unique = member(value, '$unique');
  if (typeof unique === 'string') return unique.replaceAll('*', randomBytes(5).toString('hex'));
  const input = member(value, '$input');
  if (typeof input === 'string') {
    const given = inputs.get(input);
    if (given === undefined) throw new MissingValue(`it needs --input ${input}=…`, '');
    return given;
  }
  const filled: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value ?? {})) {
    const made = fillIn(inner, exchanges, inputs, depth + 1);
    Object.defineProperty(filled, name, { value: made, enumerable: true });
  }
  return filled;
}

function fromStep(step: string, path: string, exchanges: Exchanges): Json {
  const found = valueAt(exchanges.get(step), path);
  if (found === undefined || found === null) throw new MissingValue(`${step} gave nothing at ${path}`, step);
  return found as Json;
}

/** Whether a value mentions a step. */
export function mentions(value: unknown, step: string): boolean {
  return JSON.stringify(value).includes(`{"$from":${JSON.stringify(step)},`);
}
