import { Client } from '@temporalio/client';
import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { ArtifactStore } from '../adapters/artifacts/artifact-store.js';
import { makeHashedEmbedder } from '../adapters/embeddings/hashed-embedder.js';
import type * as cpuTasks from '../activities/cpu-tasks.js';
import { makeCompute } from '../activities/compute.js';
import type { ActivityDeps } from '../activities/deps.js';
import { makeCpuActivities, makePlanActivities, makeStudioActivities } from '../activities/make-activities.js';
import type { Repositories } from '../db/repositories.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logging.js';
import { makeThreadPool } from '../platform/thread-pool.js';
import type { ThreadPool } from '../platform/thread-pool.js';
import { makeTracingPlugin } from '../platform/tracing.js';
import { makeDispatcher } from '../workflows/dispatch.js';
import { taskQueues } from '../workflows/messages.js';
import { startOutboxRelay } from './outbox-relay.js';
import { startStudio } from './start-studio.js';

export interface WorkerDeps {
  config: Config;
  repositories: Repositories;
  artifacts: ArtifactStore;
  connection: NativeConnection;
  workflowBundle: WorkflowBundle;
  log: Logger;
}

export interface RunningWorkers {
  /** Settles when the workers have stopped; rejects when one of them failed. */
  done: Promise<void>;
  /** Stops polling, lets running activities end within the grace time, then releases threads and the relay. */
  stop(): Promise<void>;
}

/**
 * Starts everything a worker process runs: one worker per task queue, so that computing never holds up the short
 * steps; the threads that compute; and the relay of the outbox.
 */
export async function startWorkers(deps: WorkerDeps): Promise<RunningWorkers> {
  const { config, repositories, artifacts, connection, log } = deps;
  const { namespace } = config.temporal;
  const installationId = await repositories.installation.id();
  const queues = taskQueues(installationId);
  const threads = startThreads(config.worker);
  const compute = makeCompute(threads, config.worker.stepSeconds * 1000);
  const studio = startStudio({ config, repositories, artifacts, compute, log });
  const activityDeps: ActivityDeps = {
    repositories,
    artifacts,
    embedder: makeHashedEmbedder(),
    compute,
    studio: studio?.desk ?? null,
    config,
  };
  const workers = await createWorkers(deps, queues, activityDeps);
  const client = new Client({ connection, namespace, plugins: [makeTracingPlugin('worker')] });
  const relay = startOutboxRelay({
    repositories,
    dispatcher: makeDispatcher({ client: client.workflow, installationId }),
    log,
    ageSeconds: config.worker.relaySeconds,
  });
  const done = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    done,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await relay.stop();
      await done.finally(async () => {
        await threads.close();
        await studio?.stop();
      });
    },
  };
}

function startThreads({ cpuThreads, threadMemoryMb }: Config['worker']): ThreadPool<typeof cpuTasks> {
  return makeThreadPool<typeof cpuTasks>({
    module: new URL('../activities/cpu-tasks.ts', import.meta.url),
    threads: cpuThreads,
    memoryMb: threadMemoryMb,
    spare: true,
  });
}

/** One worker per task queue; that of the model only where one is set up. */
async function createWorkers(
  { config, connection, workflowBundle }: WorkerDeps,
  queues: ReturnType<typeof taskQueues>,
  activityDeps: ActivityDeps,
): Promise<Worker[]> {
  const common = {
    connection,
    namespace: config.temporal.namespace,
    plugins: [makeTracingPlugin('worker')],
    shutdownGraceTime: config.worker.shutdownGraceSeconds * 1000,
    shutdownForceTime: (config.worker.shutdownGraceSeconds + 5) * 1000,
  };
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: queues.plan,
      workflowBundle,
      activities: { ...makePlanActivities(activityDeps) },
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: config.storage.databasePoolMax * 2,
      maxCachedWorkflows: 500,
    }),
    await Worker.create({
      ...common,
      taskQueue: queues.cpu,
      activities: { ...makeCpuActivities(activityDeps) },
      // Many more than threads: rows are written meanwhile, and small tasks must not queue behind large ones unseen.
      maxConcurrentActivityTaskExecutions: config.worker.cpuThreads * 8,
    }),
  ];
  const { studio } = activityDeps;
  if (studio === null) return workers;
  const { callsPerSecond, concurrency } = config.intelligenceStudio;
  const studioWorker = await Worker.create({
    ...common,
    taskQueue: queues.studio,
    activities: { ...makeStudioActivities(activityDeps, studio) },
    // Some wait for answers that others have asked for.
    maxConcurrentActivityTaskExecutions: concurrency * 4,
    // The server holds all workers to it together; an activity that asks several questions counts once.
    maxTaskQueueActivitiesPerSecond: callsPerSecond,
  });
  return [...workers, studioWorker];
}
