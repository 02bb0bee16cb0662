import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { ArtifactStore } from '../../adapters/artifacts/artifact-store.js';
import { makeFileArtifactStore } from '../../adapters/artifacts/file-artifact-store.js';
import { startServer } from '../../api/server.js';
import { migrateToLatest, openDatabase } from '../../db/database.js';
import { makeRepositories } from '../../db/make-repositories.js';
import type { Repositories } from '../../db/repositories.js';
import { startPglite } from '../../dev/pglite.js';
import { startTemporalServer } from '../../dev/temporal-server.js';
import type { Config, ServiceConfig } from '../../platform/config.js';
import { loadServiceConfig } from '../../platform/config.js';
import { makeLogger } from '../../platform/logging.js';
import { connectTemporal } from '../../platform/temporal-client.js';
import { startWorkers } from '../../worker/start-workers.js';
import { installQuietRuntime } from './quiet-runtime.js';
import { sharedWorkflowBundle } from './workflow-bundle.js';

/** The whole service in this process, on a real Temporal server and a real database. */
export interface TestStack {
  /** Of the API. */
  url: string;
  config: ServiceConfig;
  repositories: Repositories;
  artifacts: ArtifactStore;
  temporal: Client;
  /** Environment for a process of ours (API, worker) that joins this stack. */
  environment: Record<string, string>;
  installationId: string;
}

type Release = () => Promise<unknown>;

const releases: Release[] = [];
let stack: Promise<TestStack> | undefined;

/** The stack of this test run: started when first asked for, stopped when the run ends. */
export function getStack(): Promise<TestStack> {
  return (stack ??= start());
}

/** Stops what `getStack` started, the last first. */
export async function stopStack(): Promise<void> {
  for (let release = releases.pop(); release !== undefined; release = releases.pop()) await release();
}

async function start(): Promise<TestStack> {
  const dir = await mkdtemp(join(tmpdir(), 'planner-test-'));
  releases.push(() => rm(dir, { recursive: true, force: true }));
  const [database, temporalServer] = await Promise.all([startPgliteHere(), startTemporalHere()]);
  const environment = {
    PLANNER_DATA_DIR: dir,
    PLANNER_STORAGE__DATABASE_URL: database.databaseUrl,
    PLANNER_API__PORT: '0',
    PLANNER_LOG__LEVEL: 'error',
    // Tests wait for the relay: it should not take longer than it must.
    PLANNER_WORKER__RELAY_SECONDS: '1',
    TEMPORAL_ADDRESS: temporalServer.address,
    TEMPORAL_NAMESPACE: temporalServer.namespace,
  };
  const config = loadServiceConfig(environment);
  const log = makeLogger(config.log, 'test');
  const db = openDatabase({ url: database.databaseUrl, poolMax: config.storage.databasePoolMax });
  releases.push(() => db.destroy());
  await migrateToLatest(db);
  const repositories = makeRepositories(db);
  const artifacts = makeFileArtifactStore({ dir: config.storage.artifactsDir });
  await startWorkerHere(config, repositories, artifacts);
  const { client, close } = await connectTemporal(config.temporal, 'test');
  releases.push(close);
  const server = await startServer({ config, log, validateResponses: true });
  releases.push(() => server.stop());
  const installationId = await repositories.installation.id();
  return { url: server.url, config, repositories, artifacts, temporal: client, environment, installationId };
}

async function startPgliteHere(): Promise<{ databaseUrl: string }> {
  const database = await startPglite({ dataDir: null });
  releases.push(() => database.stop());
  return database;
}

async function startTemporalHere(): Promise<{ address: string; namespace: string }> {
  const server = await startTemporalServer({
    dataDir: null,
    ui: false,
    // Workflows continue as new after some dozen events instead of thousands: every test goes through it.
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 60 },
  });
  releases.push(() => server.stop());
  return server;
}

async function startWorkerHere(config: Config, repositories: Repositories, artifacts: ArtifactStore): Promise<void> {
  const log = makeLogger(config.log, 'worker');
  installQuietRuntime();
  const connection = await NativeConnection.connect({ address: config.temporal.address });
  releases.push(() => connection.close());
  const workflowBundle = await sharedWorkflowBundle();
  const workers = await startWorkers({ config, repositories, artifacts, connection, workflowBundle, log });
  releases.push(() => workers.stop());
}
