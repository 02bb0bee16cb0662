import type { ArtifactStore } from '../adapters/artifacts/artifact-store.js';
import type { StagingArea } from '../adapters/artifacts/staging-area.js';
import type { Repositories } from '../db/repositories.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logging.js';
import type { ThreadPool } from '../platform/thread-pool.js';
import type { Dispatcher } from '../workflows/dispatch.js';
import type * as cpuTasks from './cpu-tasks.js';
import type { ReadinessProbes } from './readiness.js';

/** What runs, as GET /version tells it. */
export interface Build {
  version: string;
  /** Null where it is not known. */
  commit: string | null;
}

/** What the API works with; made once by its process or by a test. */
export interface ApiDeps {
  config: Pick<Config, 'api' | 'limits' | 'budget' | 'storage'>;
  repositories: Repositories;
  artifacts: ArtifactStore;
  /** Where uploads lie until they are stored. */
  staging: StagingArea;
  dispatcher: Dispatcher;
  /** Runs the tasks of ./cpu-tasks. */
  threads: ThreadPool<typeof cpuTasks>;
  probes: ReadinessProbes;
  log: Logger;
  build: Build;
  /** Checks every JSON answer against openapi.yaml and fails those that do not match. */
  validateResponses: boolean;
}
