import { problem } from '../platform/problems.js';

/** Where a page ended: which list it was of, at which revision (0 where that does not matter), after which position. */
export interface Cursor {
  list: 'plans' | 'tasks' | 'cards';
  /** Plan and filters, so that a cursor cannot wander to another list. */
  of: string;
  revision: number;
  after: number;
}

/** Writes a cursor as the opaque text clients get. */
export function writeCursor({ list, of, revision, after }: Cursor): string {
  return Buffer.from(JSON.stringify([list, of, revision, after])).toString('base64url');
}

/** Reads a cursor that must belong to this list with these filters. Throws the problem `invalid-cursor`. */
export function readCursor(text: string, expected: Pick<Cursor, 'list' | 'of'>): Cursor {
  const fields = parse(text);
  if (Array.isArray(fields) && fields.length === 4) {
    const [list, of, revision, after] = fields as unknown[];
    if (list === expected.list && of === expected.of && isPosition(revision) && isPosition(after)) {
      return { ...expected, revision, after };
    }
  }
  throw problem('invalid-cursor', 'The cursor does not belong to this list with these filters.', {
    errors: [{ detail: 'is not a nextCursor of this list', parameter: 'cursor' }],
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Positions are 64-bit integers in the database and -1 before the first. */
function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
