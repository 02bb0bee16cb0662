import { NativeConnection, Runtime } from '@temporalio/worker';
import { makeFileArtifactStore } from '../adapters/artifacts/file-artifact-store.js';
import { openDatabase } from '../db/database.js';
import { makeRepositories } from '../db/make-repositories.js';
import { loadServiceConfig } from '../platform/config.js';
import { makeLogger } from '../platform/logging.js';
import { reportReady, runProcess } from '../platform/run-process.js';
import { ensureSearchAttributes } from '../platform/search-attributes.js';
import { connectTemporal, temporalConnectionOptions } from '../platform/temporal-client.js';
import { startWorkers } from './start-workers.js';
import { temporalLogger } from './temporal-logger.js';
import { bundleWorkflows } from './workflow-bundle.js';

/** The worker process: `npm run worker`. Takes everything from settings; ends when a worker fails. */
const config = loadServiceConfig();
const log = makeLogger(config.log, 'worker');

await runProcess(log, async (lifecycle) => {
  // Signals are ours: stopping has an order, and the SDK's own handlers would not know it.
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  const bundle = bundleWorkflows(log);
  // Workflows set them: a server that lacks one refuses every start.
  const temporal = await connectTemporal(config.temporal, 'worker');
  await ensureSearchAttributes(temporal.connection, config.temporal.namespace).finally(() => temporal.close());
  const db = openDatabase({ url: config.storage.databaseUrl, poolMax: config.storage.databasePoolMax });
  lifecycle.onStop('database', () => db.destroy());
  const connection = await NativeConnection.connect({
    ...temporalConnectionOptions(config.temporal),
  });
  lifecycle.onStop('temporal connection', () => connection.close());
  const workers = await startWorkers({
    config,
    repositories: makeRepositories(db),
    artifacts: makeFileArtifactStore({ dir: config.storage.artifactsDir }),
    connection,
    workflowBundle: await bundle,
    log,
  });
  lifecycle.onStop('workers', () => workers.stop(), (config.worker.shutdownGraceSeconds + 10) * 1000);
  workers.done.catch((error: unknown) => {
    lifecycle.fail(error, 'a worker failed');
  });
  log.info({ temporal: config.temporal.address, namespace: config.temporal.namespace }, 'worker is polling');
  reportReady();
});
