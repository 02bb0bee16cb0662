import type { Member, State } from './state.js';

/** A request whose route, caller and shape have been checked. */
export interface Call {
  state: State;
  path: Record<string, string>;
  query: Record<string, string>;
  /** The body as its schema says, `{}` where there is none. */
  body: Record<string, unknown>;
  file: { name: string; type: string; size: number } | null;
  /** The signed-in caller; operations for everyone must not look. */
  caller: Member;
  session: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  type?: string;
  location?: string;
}

export type Handler = (call: Call) => Answer;

/** What went wrong, as problem details (RFC 9457). */
export function problem(status: number, code: string, errors?: { pointer: string; message: string }[]): Answer {
  const body = { type: 'about:blank', title: code, status, code, ...(errors === undefined ? {} : { errors }) };
  return { status, body, type: 'application/problem+json' };
}

export const NOT_FOUND = problem(404, 'not-found');

export function invalid(pointer: string, message: string): Answer {
  return problem(422, 'invalid', [{ pointer, message }]);
}

export function isStaff({ role }: Member): boolean {
  return role !== 'member';
}

/** One page of sorted things behind the cursor, which is the id of the last one of the page before. */
export function page<T extends { id: string }>(
  things: readonly T[],
  query: Record<string, string>,
): { entries: T[]; nextCursor: string | null } {
  const asked = Number(query['limit'] ?? '20');
  const limit = Number.isInteger(asked) && asked >= 1 && asked <= 100 ? asked : 20;
  const from = query['cursor'] === undefined ? 0 : things.findIndex(({ id }) => id === query['cursor']) + 1;
  const entries = things.slice(from, from + limit);
  return { entries, nextCursor: from + limit < things.length ? (entries.at(-1)?.id ?? null) : null };
}

/** Sorted copies, by what `key` tells of each. */
export function sorted<T>(things: Iterable<T>, key: (thing: T) => string): T[] {
  return [...things].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
