import type { Connection } from '@temporalio/client';

import { NotReadyError } from './readiness.js';
import type { ReadinessProbes } from './readiness.js';

/** Probes of what the API works with. `pendingMigrations` names what the database lacks and thereby asks it. */
export function makeProbes(deps: {
  pendingMigrations: () => Promise<string[]>;
  temporal: Pick<Connection, 'workflowService'>;
}): ReadinessProbes {
  return {
    database: async () => {
      await deps.pendingMigrations();
    },
    migrations: async () => {
      const pending = await deps.pendingMigrations();
      if (pending.length > 0) throw new NotReadyError(`pending: ${pending.join(', ')}`);
    },
    temporal: async () => {
      await deps.temporal.workflowService.getSystemInfo({});
    },
  };
}
