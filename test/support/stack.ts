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
import type { ServiceConfig } from '../../platform/config.js';
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
  await releaseAll(releases);
}

async function start(): Promise<TestStack> {
  const temporal = await startTemporalHere();
  return assemble(releases, { temporal, settings: {}, worker: true });
}

/** A service beside the stack of the run, with a database and settings of its own. */
export interface SeparateService extends TestStack {
  /** Ends the worker, if one runs here, and starts another: what the old one knew only in memory is forgotten. */
  restartWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts such a service on the Temporal server of the run; its queues bear the name of its own installation. */
export async function startSeparateService(options: {
  settings: Record<string, string>;
  /** False: the test starts workers as processes of their own. */
  worker: boolean;
}): Promise<SeparateService> {
  const { config } = await getStack();
  const own: Release[] = [];
  const { address, namespace } = config.temporal;
  const service = await assemble(own, { temporal: { address, namespace }, settings: options.settings, worker: false });
  let worker = options.worker ? await startWorkerHere(service) : null;
  return {
    ...service,
    restartWorker: async () => {
      await worker?.();
      worker = await startWorkerHere(service);
    },
    stop: async () => {
      await worker?.();
      await releaseAll(own);
    },
  };
}

async function releaseAll(some: Release[]): Promise<void> {
  for (let release = some.pop(); release !== undefined; release = some.pop()) await release();
}

interface Parts {
  temporal: { address: string; namespace: string };
  settings: Record<string, string>;
  worker: boolean;
}

async function assemble(own: Release[], { temporal, settings, worker }: Parts): Promise<TestStack> {
  const dir = await mkdtemp(join(tmpdir(), 'planner-test-'));
  own.push(() => rm(dir, { recursive: true, force: true }));
  const database = await startPglite({ dataDir: null });
  own.push(() => database.stop());
  const environment = {
    PLANNER_DATA_DIR: dir,
    PLANNER_STORAGE__DATABASE_URL: database.databaseUrl,
    PLANNER_API__PORT: '0',
    PLANNER_LOG__LEVEL: 'error',
    // Tests wait for the relay: it should not take longer than it must.
    PLANNER_WORKER__RELAY_SECONDS: '1',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    ...settings,
  };
  const config = loadServiceConfig(environment);
  const log = makeLogger(config.log, 'test');
  const db = openDatabase({ url: database.databaseUrl, poolMax: config.storage.databasePoolMax });
  own.push(() => db.destroy());
  await migrateToLatest(db);
  const repositories = makeRepositories(db);
  const artifacts = makeFileArtifactStore({ dir: config.storage.artifactsDir });
  const { client, close } = await connectTemporal(config.temporal, 'test');
  const parts = { config, repositories, artifacts, temporal: client, environment };
  if (worker) own.push(await startWorkerHere(parts));
  own.push(close);
  const server = await startServer({ config, log, validateResponses: true });
  own.push(() => server.stop());
  return { ...parts, url: server.url, installationId: await repositories.installation.id() };
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

/** Starts a worker in this process; what is returned stops it. */
async function startWorkerHere({
  config,
  repositories,
  artifacts,
}: Pick<TestStack, 'config' | 'repositories' | 'artifacts'>): Promise<Release> {
  const log = makeLogger(config.log, 'worker');
  installQuietRuntime();
  const connection = await NativeConnection.connect({ address: config.temporal.address });
  const workflowBundle = await sharedWorkflowBundle();
  const workers = await startWorkers({ config, repositories, artifacts, connection, workflowBundle, log });
  return async () => {
    await workers.stop();
    await connection.close();
  };
}
