import type { Knex } from 'knex';

/** How one worker fares with Intelligence Studio. */
export interface StudioWorkerState {
  workerId: string;
  state: 'closed' | 'open' | 'half-open';
  since: Date;
  /** In words of ours; null where there is nothing to tell. */
  because: string | null;
}

export interface StudioStateRepository {
  /** Writes a worker's state, in place of what it wrote before. */
  report(state: StudioWorkerState): Promise<void>;
  /** Takes back what a worker wrote, when it stops. */
  withdraw(workerId: string): Promise<void>;
  /** States written in the last `maxAgeMs`, by worker id: who has not written since then is gone. */
  live(maxAgeMs: number): Promise<StudioWorkerState[]>;
}

/** Workers serve every tenant; their rows stand under this one, which no tenant can have. */
const ALL_TENANTS = '*';

/** States of workers over a pool or a transaction. */
export function makeStudioStateRepository(db: Knex): StudioStateRepository {
  return {
    report: async ({ workerId, state, since, because }) => {
      await db('studio_state')
        .insert({
          tenant_id: ALL_TENANTS,
          worker_id: workerId,
          state,
          since,
          because,
          updated_at: db.raw('clock_timestamp()'),
        })
        .onConflict(['tenant_id', 'worker_id'])
        .merge(['state', 'since', 'because', 'updated_at']);
    },
    withdraw: async (workerId) => {
      await db('studio_state').where({ tenant_id: ALL_TENANTS, worker_id: workerId }).delete();
    },
    live: async (maxAgeMs) => {
      const rows = await db('studio_state')
        .where({ tenant_id: ALL_TENANTS })
        .andWhereRaw(`updated_at > clock_timestamp() - ? * interval '1 millisecond'`, [maxAgeMs])
        .orderBy('worker_id')
        .select<{ worker_id: string; state: StudioWorkerState['state']; since: Date; because: string | null }[]>(
          'worker_id',
          'state',
          'since',
          'because',
        );
      return rows.map(({ worker_id: workerId, ...rest }) => ({ workerId, ...rest }));
    },
  };
}
