import { migrateToLatest, openDatabase } from '../../../db/database.js';
import { MIGRATIONS } from '../../../db/migrations/index.js';

// A process for the migration tests: `migrate` applies all and tells which it did; `hang` stops inside the first one.
const [url, mode] = process.argv.slice(2);
const db = openDatabase({ url: url ?? '', poolMax: 2 });
if (mode === 'migrate') {
  process.send?.(await migrateToLatest(db));
  await db.destroy();
  process.disconnect();
} else {
  await db.raw(
    'create table if not exists schema_migrations (name text primary key, applied_at timestamptz default now())',
  );
  const trx = await db.transaction();
  await trx.raw('lock table schema_migrations in exclusive mode');
  await trx.raw(MIGRATIONS[0]?.sql ?? '');
  process.send?.('inside');
}
