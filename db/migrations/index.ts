import { plans } from './0001-plans.js';
import { planning } from './0002-planning.js';
import { execution } from './0003-execution.js';
import { studio } from './0004-studio.js';
import type { Migration } from './migration.js';

/** All migrations, oldest first. */
export const MIGRATIONS: readonly Migration[] = [plans, planning, execution, studio];
