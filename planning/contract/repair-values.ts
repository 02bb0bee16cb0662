import type { JsonObject, JsonValue } from './json-value.js';
import { put } from './json-value.js';

/** What had to be changed in a document so that it can be stored and hashed: reference tokens of the first hundred places. */
export interface Repairs {
  /** Numbers that are not finite (`1e999`, YAML's `.inf`), read as null. */
  nonFinite: string[][];
  /** Texts (or keys) with NUL or half a surrogate pair, read with U+FFFD in its place. */
  badText: string[][];
}

interface Frame {
  container: JsonObject | JsonValue[];
  parent: Frame | null;
  key: string;
}

/** More places than this tell a reader nothing new; all of them are repaired. */
const MAX_PLACES = 100;

const BAD_TEXT = /\0|\p{Cs}/u;
const ALL_BAD_TEXT = /\0|\p{Cs}/gu;

/** True for a text that databases and canonical JSON refuse: it holds NUL or half a surrogate pair. */
export function isBadText(text: string): boolean {
  return BAD_TEXT.test(text);
}

/** The text with U+FFFD for every NUL and lone surrogate. */
export function replaceBadText(text: string): string {
  return text.replace(ALL_BAD_TEXT, '\uFFFD');
}

/**
 * Replaces, in place, what neither JSON nor a database can hold. Iterative; a part that aliases share is visited once.
 */
export function repairValues(root: JsonValue): Repairs {
  const repairs: Repairs = { nonFinite: [], badText: [] };
  const seen = new Set<JsonObject | JsonValue[]>();
  const open: Frame[] = typeof root === 'object' && root !== null ? [{ container: root, parent: null, key: '' }] : [];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (seen.has(frame.container)) continue;
    seen.add(frame.container);
    if (!Array.isArray(frame.container)) renameKeys(frame.container, frame, repairs);
    const { container } = frame;
    // By index: the keys of a list of millions are more than its values.
    if (Array.isArray(container)) {
      for (let at = 0; at < container.length; at++) repairItem(container[at] ?? null, at, frame, repairs, open);
    } else {
      for (const key of Object.keys(container)) repairItem(container[key] ?? null, key, frame, repairs, open);
    }
  }
  return repairs;
}

function repairItem(value: JsonValue, key: string | number, frame: Frame, repairs: Repairs, open: Frame[]): void {
  if (typeof value === 'object' && value !== null) {
    open.push({ container: value, parent: frame, key: String(key) });
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    record(repairs.nonFinite, frame, String(key));
    setItem(frame.container, String(key), null);
  } else if (typeof value === 'string' && isBadText(value)) {
    record(repairs.badText, frame, String(key));
    setItem(frame.container, String(key), replaceBadText(value));
  }
}

function record(places: string[][], frame: Frame, key: string): void {
  if (places.length < MAX_PLACES) places.push([...tokensTo(frame), key]);
}

function setItem(container: JsonObject | JsonValue[], key: string, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else put(container, key, value);
}

function renameKeys(container: JsonObject, frame: Frame, repairs: Repairs): void {
  for (const key of Object.keys(container)) {
    if (!isBadText(key)) continue;
    const value = container[key] ?? null;
    delete container[key];
    put(container, replaceBadText(key), value);
    record(repairs.badText, frame, replaceBadText(key));
  }
}

function tokensTo(frame: Frame): string[] {
  const tokens: string[] = [];
  for (let at = frame; at.parent !== null; at = at.parent) tokens.push(at.key);
  return tokens.reverse();
}
