import { getText, get } from '../../contract/json-value.js';
import type { JsonObject } from '../../contract/json-value.js';
import { wordsOf } from '../../contract/names.js';
import { valueOfPattern } from './pattern-value.js';
import type { ValueContext } from './value-of-schema.js';

/** A Monday far enough ahead to be in the future of whoever runs the checks. */
const FIRST_DAY = Date.UTC(2035, 2, 5);
const DAY = 86_400_000;
/** Places that the values of the inputs `runId` and `runShort` take at most. */
const RUN_PLACES = 8;
const RUN_SHORT_PLACES = 2;
/** Longer texts are not made, whatever a schema asks for. */
const MOST_LENGTH = 10_000;

/** Last words of names whose values are often kept unique. */
const UNIQUE = new Set(
  'name title username login slug handle tag sku code key isbn label nickname number reference serial'.split(' '),
);

/** Those of them that have no blanks. */
const JOINED = new Set('username login slug handle tag sku code key isbn nickname'.split(' '));

/**
 * A text that fits a string schema. Where values are likely to be unique it holds the run's number and the ordinal, as far
 * as length and pattern have room.
 */
export function textValue(schema: JsonObject, name: string, given: string | null, context: ValueContext): string {
  const format = getText(schema, 'format');
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const most = bound(schema, 'maxLength', Number.MAX_SAFE_INTEGER);
  const pattern = getText(schema, 'pattern');
  const unique = UNIQUE.has(last);
  if (pattern !== '') return patternValue(pattern, given, unique, context);
  if (format === 'email' || (format === '' && words.join('').includes('email')))
    return emailValue(schema, most, context);
  const formatted = ofFormat(format, name, context);
  if (formatted !== null) return given !== null && !/^date/.test(format) ? given : formatted;
  const secret = format === 'password' || /password|passphrase/i.test(name) ? 'Long-enough-7-words' : '';
  const base = given ?? (secret || words.join(JOINED.has(last) ? '-' : ' ') || 'text');
  const joint = JOINED.has(last) ? '-' : ' ';
  const changed = context.update && base.length + 2 <= most ? `${base}${joint}2` : base;
  return fitLength(changed, schema, unique ? `${joint}{$inputs.runId}-${context.ordinal.toString(36)}` : '', most);
}

function emailValue(schema: JsonObject, most: number, { ordinal }: ValueContext): string {
  const rest = `${ordinal.toString(36)}@example.com`;
  const least = bound(schema, 'minLength', 0);
  const start = 'p'.padEnd(Math.min(60, Math.max(1, least - rest.length)), 'p');
  return most >= rest.length + RUN_PLACES + start.length + 1
    ? `${start}{$inputs.runId}.${rest}`
    : `${start}${rest}`.slice(-most);
}

function patternValue(pattern: string, given: string | null, unique: boolean, { ordinal }: ValueContext): string {
  if (given !== null && !unique) return given;
  const digits = unique ? String(ordinal % 1000).padStart(3, '0') : '';
  const run = { text: '{$inputs.runShort}', places: unique ? RUN_SHORT_PLACES : 0 };
  const made = valueOfPattern(pattern, digits, run);
  const shown = made?.replace(run.text, '00');
  return made !== null && shown !== undefined && matches(pattern, shown) ? made : (given ?? 'text');
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch (error) {
    // The contract's pattern is of another dialect: nothing is known of it.
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** Formats with a form of their own; null for others. */
function ofFormat(format: string, name: string, { ordinal, day }: ValueContext): string | null {
  const date = new Date(FIRST_DAY + (day + (isEnd(name) ? 1 : 0)) * DAY).toISOString();
  const hex = ordinal.toString(16).padStart(12, '0');
  switch (format) {
    case 'date':
      return isBirth(name) ? '1990-01-15' : date.slice(0, 10);
    case 'date-time':
      return `${isBirth(name) ? '1990-01-15' : date.slice(0, 10)}T10:00:00Z`;
    case 'time':
      return '10:00:00Z';
    case 'duration':
      return 'P1D';
    case 'uuid':
      return `00000000-0000-4000-8000-${hex}`;
    case 'uri':
    case 'url':
    case 'iri':
      return `https://example.com/r{$inputs.runId}/${ordinal.toString(36)}`;
    case 'uri-reference':
      return `/r{$inputs.runId}/${ordinal.toString(36)}`;
    case 'hostname':
    case 'idn-hostname':
      return 'host.example.com';
    case 'ipv4':
      return '192.0.2.1';
    case 'ipv6':
      return '2001:db8::1';
    case 'byte':
      return 'dGV4dA==';
    default:
      return null;
  }
}

/** The later of two dates. */
function isEnd(name: string): boolean {
  return /^(?:to|until|through)$|(?:^|_|[a-z])(?:end|ends|until|due|to|check_?out|expir\w*)(?:$|_|[A-Z])/i.test(name);
}

function isBirth(name: string): boolean {
  return /birth|dob/i.test(name);
}

/** Cuts or fills up a text; a suffix is kept where the run's number may be anything from one place to the most. */
function fitLength(base: string, schema: JsonObject, suffix: string, most: number): string {
  const least = Math.min(bound(schema, 'minLength', 0), MOST_LENGTH);
  const fixed = suffix.replace('{$inputs.runId}', '').length;
  const shortest = Math.max(1, least - fixed - 1);
  const longest = most - fixed - RUN_PLACES;
  if (suffix === '' || shortest > longest) return base.slice(0, most).padEnd(least, 'x');
  return base.slice(0, longest).padEnd(shortest, 'x') + suffix;
}

function bound(schema: JsonObject, key: string, otherwise: number): number {
  const value = get(schema, key);
  return typeof value === 'number' && value >= 0 ? Math.floor(value) : otherwise;
}
