/** Most rows in one statement: keeps parameters small and, on PGlite, the wait of everyone else short. */
const CHUNK_ROWS = 200;

/** Splits rows into parts of at most 200, in order, each with the index of its first row. */
export function* chunksOf<T>(rows: readonly T[]): Generator<{ offset: number; chunk: T[] }> {
  for (let offset = 0; offset < rows.length; offset += CHUNK_ROWS) {
    yield { offset, chunk: rows.slice(offset, offset + CHUNK_ROWS) };
  }
}
