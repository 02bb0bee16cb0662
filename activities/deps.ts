import type { ArtifactStore } from '../adapters/artifacts/artifact-store.js';
import type { Embedder } from '../adapters/embeddings/embedder.js';
import type { Repositories } from '../db/repositories.js';
import type { Config } from '../platform/config.js';
import type { Compute } from './compute.js';
import type { StudioDesk } from './studio/studio-desk.js';

/** What activities work with; made once by the worker. */
export interface ActivityDeps {
  repositories: Repositories;
  artifacts: ArtifactStore;
  embedder: Embedder;
  /** Runs a task of ./cpu-tasks in a worker thread, with its limits, heartbeats and failure types. */
  compute: Compute;
  /** Where a model is asked; null where there is none. */
  studio: StudioDesk | null;
  config: Config;
}
