import pg from 'pg';

/**
 * PostgreSQL takes neither U+0000 nor lone surrogates in text and jsonb, but contracts and callbacks may hold both. They
 * are stored as U+FDD0 (a code point that is no character, for internal use) and four hex digits, U+FDD0 itself likewise;
 * reading restores them, so that what comes out is what went in.
 */
const MARK = '\uFDD0';
const UNSTORABLE = /[\0\uFDD0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** The same in JSON text: JSON.stringify escapes NUL and lone surrogates. The last branch steps over other escapes. */
const UNSTORABLE_IN_JSON = /\uFDD0|\\(?:u(0000|d[89a-f][0-9a-f]{2})|.)/g;
const MARKED = /\uFDD0([0-9a-f]{4})/g;

const OID = { int8: 20, text: 25, json: 114, varchar: 1043, jsonb: 3802 } as const;

/** The parsers of pg, with the types that its code has: any object id, and what it returns is made of text. */
const serverTypes = pg.types.getTypeParser as (oid: number, format: string) => (value: string) => unknown;

/** Text as a column can hold it. */
export function encodeText(text: string): string {
  return text.replace(UNSTORABLE, (unit) => MARK + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** What `encodeText` was given. */
export function decodeText(stored: string): string {
  if (!stored.includes(MARK)) return stored;
  return stored.replace(MARKED, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** A JSON value as text for a jsonb parameter; null stays SQL null. */
export function encodeJson(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return JSON.stringify(value).replace(UNSTORABLE_IN_JSON, (match, unit?: string) => {
    if (match === MARK) return `${MARK}fdd0`;
    return unit === undefined ? match : MARK + unit;
  });
}

/** The value that `encodeJson` was given. */
export function decodeJson(stored: string): unknown {
  return JSON.parse(stored.includes(MARK) ? stored.replace(MARKED, '\\u$1') : stored);
}

/**
 * How values come back from the server: text and JSON decoded as above, 64-bit integers as numbers (all of ours count
 * from 1 and stay far below 2^53), all else as pg has it.
 */
export const storedTypes = {
  getTypeParser(oid: number, format: string): (value: string) => unknown {
    if (oid === OID.int8) return Number;
    if (oid === OID.text || oid === OID.varchar) return decodeText;
    if (oid === OID.json || oid === OID.jsonb) return decodeJson;
    return serverTypes(oid, format);
  },
};
