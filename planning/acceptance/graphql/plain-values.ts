import { isEnumType, isScalarType } from 'graphql';
import type { GraphQLEnumType, GraphQLScalarType } from 'graphql';
import { wordsOf } from '../../contract/names.js';
import type { GraphqlValue } from './graphql-check.js';

/** Texts by the words of the name they are for; the first that fits counts. `*` makes a text one of its kind. */
const TEXTS: readonly [RegExp, string][] = [
  [/\be ?mails?$/, 'check-*@example.com'],
  [/\bpassword|\bpassphrase|\bsecret$/, 'Check-Passw0rd-1'],
  [/\b(?:url|uri|website|homepage|link|image|avatar|logo|picture|photo)$/, 'https://example.com/check'],
  [/\b(?:phone|mobile|fax)(?: number)?$/, '+15550100'],
  [/\b(?:country)(?: code)?$/, 'DE'],
  [/\bcurrency(?: code)?$/, 'EUR'],
  [/\b(?:locale|language)(?: code)?$/, 'en'],
  [/\b(?:time ?zone|tz)$/, 'UTC'],
  [/\b(?:colou?r)$/, '336699'],
  [/\b(?:zip|postal)(?: code)?$/, '10115'],
  [/\b(?:date|day|birthday)$/, '2030-01-15'],
  [/\b(?:at|time|timestamp)$/, '2030-01-15T09:00:00Z'],
  [/\b(?:name|title|slug|username|login|handle|key|code|label|sku|subject)$/, 'check-*'],
];

/** Values of custom scalars by name, lower-cased. A scalar that none fits gets a text. */
const SCALARS: readonly [RegExp, GraphqlValue][] = [
  [/^(?:iso8601)?date$|^localdate$/, '2030-01-15'],
  [/^(?:local)?time$/, '09:00:00'],
  [/datetime|timestamp|^instant$/, '2030-01-15T09:00:00Z'],
  [/^uuid$|^guid$/, '6f1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f'],
  [/e?mail/, { $unique: 'check-*@example.com' }],
  [/^ur[il]$|^http/, 'https://example.com/check'],
  [/json|^map$|object|^any$/, {}],
  [/bigint|^long$|(?:^|un)signed|int(?:32|64)?$/, 1],
  [/decimal|money|^float/, '1.00'],
  [/^boolean$/, true],
];

/** A file is not sent as JSON: no request that holds one can be written down. */
export function isUpload(type: string): boolean {
  return /^(?:upload|file)$/i.test(type);
}

/** A value of a scalar or enum that is called `name`. The same names give the same value. */
export function plainValue(type: GraphQLScalarType | GraphQLEnumType, name: string): GraphqlValue {
  if (isEnumType(type)) {
    const values = type.getValues();
    return (values.find((one) => (one.deprecationReason ?? null) === null) ?? values[0])?.name ?? null;
  }
  if (!isScalarType(type)) return null;
  switch (type.name) {
    case 'Int':
      return 1;
    case 'Float':
      return 1.5;
    case 'Boolean':
      return true;
    case 'String':
    case 'ID':
      return text(name);
    default:
      return SCALARS.find(([pattern]) => pattern.test(type.name.toLowerCase()))?.[1] ?? text(name);
  }
}

function text(name: string): GraphqlValue {
  const words = wordsOf(name).join(' ');
  const found = TEXTS.find(([pattern]) => pattern.test(words))?.[1] ?? `A ${words === '' ? 'text' : words} of a check`;
  return found.includes('*') ? { $unique: found } : found;
}

/** What no service has: for ids of all kinds, by type. */
export function unknownValue(type: string): GraphqlValue {
  if (type === 'Int' || /int|long/i.test(type)) return 2_147_483_646;
  if (/^(?:uuid|guid)$/i.test(type)) return '00000000-0000-4000-8000-000000000000';
  return { $unique: 'no-such-*' };
}
