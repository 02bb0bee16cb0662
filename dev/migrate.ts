import { migrateToLatest, openDatabase } from '../db/database.js';
import { ConfigError, loadServiceConfig } from '../platform/config.js';

/** `npm run migrate`: brings the database named in PLANNER_STORAGE__DATABASE_URL up to date. Exit code 2: unusable settings. */
try {
  const { storage } = loadServiceConfig();
  const db = openDatabase({ url: storage.databaseUrl, poolMax: 1 });
  try {
    const applied = await migrateToLatest(db);
    const lines = applied.map((name) => `applied ${name}\n`);
    process.stdout.write(lines.length === 0 ? 'the database is up to date\n' : lines.join(''));
  } finally {
    await db.destroy();
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
