import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { cutText } from '../cut-text.js';
import type { AnswerFormat } from './answer-format.js';
import type { AnswerViolation } from './question.js';

/** So many violations are told to a model. */
export const MAX_VIOLATIONS = 20;
/** Most characters of a name that a model made up. */
const MAX_NAME = 60;

const ajv = new Ajv({ strict: true, allErrors: true, verbose: true, messages: false, ownProperties: true });
/** Compiled once per schema and thread. */
const compiled = new WeakMap<object, ValidateFunction>();

/** How an answer breaks the schema of its form, all of it, in Ajv's words; empty if it fits. */
export function schemaErrors({ schema }: Pick<AnswerFormat, 'schema'>, answer: unknown): readonly ErrorObject[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(answer) ? [] : (validate.errors ?? []);
}

/** The first violations in words of ours: nothing of the answer is repeated but names of keys, shortened. */
export function violationsOf(errors: readonly ErrorObject[]): AnswerViolation[] {
  return errors.slice(0, MAX_VIOLATIONS).map(({ instancePath, keyword, params, data }) => ({
    pointer: cutText(instancePath, 200),
    rule: keyword,
    expected: expectedBy(keyword, params),
    got: nameOf(params, keyword) ?? describe(data),
  }));
}

function expectedBy(keyword: string, params: Record<string, unknown>): string {
  const value = (name: string): string => plain(params[name]);
  switch (keyword) {
    case 'additionalProperties':
      return 'no other keys';
    case 'required':
      return `the key ${value('missingProperty')}`;
    case 'enum':
      return `one of ${value('allowedValues')}`;
    case 'type':
      return value('type');
    case 'maxItems':
      return `at most ${value('limit')} items`;
    case 'minItems':
      return `at least ${value('limit')} items`;
    case 'maxLength':
      return `at most ${value('limit')} characters`;
    case 'minLength':
      return `at least ${value('limit')} characters`;
    case 'pattern':
      return `a text like ${value('pattern')}`;
    default:
      return `${keyword} ${plain(params)}`;
  }
}

function nameOf(params: Record<string, unknown>, keyword: string): string | null {
  if (keyword === 'required') return 'nothing';
  if (keyword !== 'additionalProperties') return null;
  const name = plain(params['additionalProperty']).replace(/\p{C}/gu, ' ');
  return `the key ${cutText(name, MAX_NAME)}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length} items`;
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
