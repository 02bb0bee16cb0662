import type { Knex } from 'knex';

/** Runs `fn` in a transaction: in the one that `db` is already, else in one of its own. */
export function inTransaction<T>(db: Knex, fn: (trx: Knex) => Promise<T>): Promise<T> {
  return db.isTransaction === true ? fn(db) : db.transaction(fn);
}
