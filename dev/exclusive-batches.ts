import type { PGlite } from '@electric-sql/pglite';

/** First byte of the messages that end a batch of the extended query protocol, or are a whole one: Sync, Query, Terminate. */
const ENDS_BATCH = new Set(Buffer.from('SQX'));
/** First byte of the messages that belong to a batch: Parse, Bind, Describe, Execute, Close, Flush. */
const IN_BATCH = new Set(Buffer.from('PBDECH'));

/**
 * The database as the socket server should see it. All clients share one backend and so one unnamed statement, and
 * the server takes their messages one by one: between one client's Parse and its Bind another's Parse would slip in
 * ("bind message supplies 3 parameters, but prepared statement "" requires 2"). The server does keep to one client
 * while `isInTransaction()` says so; here that also holds from the first message of a batch to its Sync.
 */
export function withExclusiveBatches(db: PGlite): PGlite {
  let inBatch = false;
  const overrides: Partial<PGlite> = {
    isInTransaction: () => inBatch || db.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      const type = message[0] ?? 0;
      if (IN_BATCH.has(type)) inBatch = true;
      await db.execProtocolRawStream(message, options);
      if (ENDS_BATCH.has(type)) inBatch = false;
    },
    // The server rolls back for a client that is gone in the middle.
    exec: async (query, options) => {
      inBatch = false;
      return db.exec(query, options);
    },
  };
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(name in overrides ? overrides : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
