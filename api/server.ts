import { makeFileArtifactStore } from '../adapters/artifacts/file-artifact-store.js';
import { makeStagingArea } from '../adapters/artifacts/staging-area.js';
import { openDatabase, pendingMigrations } from '../db/database.js';
import { makeRepositories } from '../db/make-repositories.js';
import type { ServiceConfig } from '../platform/config.js';
import type { Lifecycle } from '../platform/lifecycle.js';
import { makeLifecycle } from '../platform/lifecycle.js';
import type { Logger } from '../platform/logging.js';
import { makeTemporalClient } from '../platform/temporal-client.js';
import { makeThreadPool } from '../platform/thread-pool.js';
import { makeDispatcher } from '../workflows/dispatch.js';
import { makeApp } from './app.js';
import { readBuild } from './build.js';
import type * as cpuTasks from './cpu-tasks.js';
import { listen } from './listen.js';
import { makeProbes } from './probes.js';

export interface ApiServer {
  /** Base address, without a slash at the end. */
  url: string;
  /** Lets requests end, then releases all the server opened. Idempotent. */
  stop(): Promise<void>;
}

/** Threads for inspections and payloads: a contract that takes long must not hold up payloads. */
const THREADS = 2;

/**
 * Starts the API over the services that the settings name. It starts while Temporal is away, but needs the database.
 * Rejects, with nothing left open, if it cannot start.
 */
export async function startServer(options: {
  config: ServiceConfig;
  log: Logger;
  /** Fails answers that do not match the API description: for tests. */
  validateResponses?: boolean;
}): Promise<ApiServer> {
  const lifecycle = makeLifecycle(options.log);
  try {
    const url = await startParts(options, lifecycle);
    return {
      url,
      stop: async () => {
        await lifecycle.stop('api');
      },
    };
  } catch (error) {
    await lifecycle.stop('the API could not start');
    throw error;
  }
}

async function startParts(
  { config, log, validateResponses = false }: Parameters<typeof startServer>[0],
  lifecycle: Lifecycle,
): Promise<string> {
  const db = openDatabase({ url: config.storage.databaseUrl, poolMax: config.storage.databasePoolMax });
  lifecycle.onStop('database', () => db.destroy());
  const repositories = makeRepositories(db);
  const installationId = await repositories.installation.id();
  const temporal = makeTemporalClient(config.temporal, 'api');
  lifecycle.onStop('temporal connection', () => temporal.close());
  const threads = makeThreadPool<typeof cpuTasks>({
    module: new URL('./cpu-tasks.ts', import.meta.url),
    threads: THREADS,
    memoryMb: config.worker.threadMemoryMb,
  });
  lifecycle.onStop('threads', () => threads.close());
  const staging = makeStagingArea({ dir: config.storage.artifactsDir });
  await staging.sweep(Date.now());
  const app = makeApp({
    config,
    repositories,
    artifacts: makeFileArtifactStore({ dir: config.storage.artifactsDir }),
    staging,
    dispatcher: makeDispatcher({ client: temporal.client.workflow, installationId }),
    threads,
    probes: makeProbes({
      pendingMigrations: () => pendingMigrations(db),
      temporal: temporal.connection,
      studioState: repositories.studioState,
    }),
    log,
    build: await readBuild(),
    validateResponses,
  });
  const listener = await listen(app, config.api);
  lifecycle.onStop('http listener', () => listener.stop());
  return listener.url;
}
