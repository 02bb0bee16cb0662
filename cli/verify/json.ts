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
