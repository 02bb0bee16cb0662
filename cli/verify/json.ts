import canonicalize from 'canonicalize';

/**
 * Readers of untrusted JSON: a value of another type than expected reads as empty, and the checks that count and
 * compare then name what is missing. Names are looked up as own properties, so `__proto__` and `constructor` are
 * ordinary names.
 */

/** The own property of an object, undefined where there is none or `value` is no object. */
export function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The own property as text, '' where it is none. */
export function textOf(value: unknown, name: string): string {
  const found = member(value, name);
  return typeof found === 'string' ? found : '';
}

/**
 * The own property as a number, NaN where it is none: every comparison with NaN fails, so a check that uses it reports.
 */
export function numberOf(value: unknown, name: string): number {
  const found = member(value, name);
  return typeof found === 'number' ? found : Number.NaN;
}

/** The own property as a list, empty where it is none. */
export function listOf(value: unknown, name: string): unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}

/** The texts in the list that an own property holds. */
export function textsOf(value: unknown, name: string): string[] {
  return listOf(value, name).filter((entry) => typeof entry === 'string');
}

/** Whether a value is an object with names, no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The members of an object in its order, none where it is no object. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Whether two values have the same canonical JSON (RFC 8785); what has none equals nothing but what has none, too. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || canonicalize(left) === canonicalize(right);
}

/** Emitted numbers are rounded to six decimals: two that differ by less than this are the same. */
const ROUNDING = 1.5e-6;

/** Whether two emitted numbers say the same; `parts` tells of how many rounded numbers the second was added up. */
export function isNear(left: number, right: number, parts = 1): boolean {
  return Math.abs(left - right) <= ROUNDING * parts;
}

/** Whether two lists hold the same texts, in any order. */
export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return [...new Set(left)].sort().join('\0') === [...new Set(right)].sort().join('\0');
}
