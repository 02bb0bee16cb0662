/** What a document holds that others wrote. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** An own member of an object, undefined for everything else. */
export function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** A list, empty for everything else. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, '' for everything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What stands at a dotted path; names and indices. Undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  let place = value;
  for (const name of path === '' ? [] : path.split('.')) {
    place = Array.isArray(place) && /^\d+$/.test(name) ? (place as unknown[])[Number(name)] : member(place, name);
  }
  return place;
}

/** Calls `visit` for every object in a document. False where it has more values than `most`; then not all were visited. */
export function visitObjects(
  document: unknown,
  most: number,
  visit: (object: Record<string, unknown>) => void,
): boolean {
  const open: unknown[] = [document];
  let seen = 0;
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    seen += 1;
    if (seen > most) return false;
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) visit(value as Record<string, unknown>);
    for (const inner of Object.values(value)) open.push(inner);
  }
  return true;
}
