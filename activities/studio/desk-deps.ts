import type { Context } from '@temporalio/activity';
import type { ArtifactStore } from '../../adapters/artifacts/artifact-store.js';
import type { StudioClient } from '../../adapters/studio/studio-client.js';
import type { Repositories } from '../../db/repositories.js';
import type { Config } from '../../platform/config.js';
import type { Logger } from '../../platform/logging.js';
import type { Compute } from '../compute.js';

/** What the desk works with. */
export interface StudioDeskDeps {
  repositories: Repositories;
  artifacts: ArtifactStore;
  client: StudioClient;
  compute: Compute;
  config: Config['intelligenceStudio'] & { readonly flowUrl: string };
  /** The worker, as leases name it. */
  workerId: string;
  /** The activity that asks: it beats while it waits, and what it waits for ends with it. */
  activity: () => Pick<Context, 'heartbeat' | 'cancellationSignal'>;
  log: Logger;
}
