import type { Connection } from '@temporalio/client';

import type { StudioStateRepository, StudioWorkerState } from '../db/studio-state.js';
import { NotReadyError } from './readiness.js';
import type { ReadinessProbes, StudioHealth } from './readiness.js';

/** Workers report every 30 s: who has missed three reports is gone. */
export const STUDIO_STATE_MS = 90_000;

const WORST_FIRST = ['open', 'half-open', 'closed'] as const;

/** Probes of what the API works with. `pendingMigrations` names what the database lacks and thereby asks it. */
export function makeProbes(deps: {
  pendingMigrations: () => Promise<string[]>;
  temporal: Pick<Connection, 'workflowService'>;
  studioState: StudioStateRepository;
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
    studio: async () => worstOf(await deps.studioState.live(STUDIO_STATE_MS)),
  };
}

/** The state of the worker that fares worst, and of these the one that has done so for the longest time. */
function worstOf(workers: readonly StudioWorkerState[]): StudioHealth {
  for (const state of WORST_FIRST) {
    const [first] = workers.filter((worker) => worker.state === state).sort((a, b) => +a.since - +b.since);
    if (first === undefined) continue;
    const { since, because } = first;
    return { state, since: since.toISOString(), ...(because === null ? {} : { detail: because }) };
  }
  return { state: 'unused' };
}
