import type { Knex } from 'knex';
import { InconsistentStateError } from './errors.js';

export interface InstallationRepository {
  /** `ins_…`, made on the first call and the same ever after: keeps the task queues of two installations apart. */
  id(): Promise<string>;
}

/** The installation belongs to no tenant; its row stands under this one, which no tenant can have. */
const ALL_TENANTS = '*';

/** The installation row over a pool or a transaction. */
export function makeInstallationRepository(db: Knex): InstallationRepository {
  return {
    id: async () => {
      await db.raw(
        `insert into installation (tenant_id, id)
         values (?, 'ins_' || replace(cast(gen_random_uuid() as text), '-', ''))
         on conflict (tenant_id) do nothing`,
        [ALL_TENANTS],
      );
      const row = await db('installation').where({ tenant_id: ALL_TENANTS }).first<{ id: string } | undefined>('id');
      if (row === undefined) throw new InconsistentStateError('the installation row was made and is not there');
      return row.id;
    },
  };
}
