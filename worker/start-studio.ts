import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { ArtifactStore } from '../adapters/artifacts/artifact-store.js';
import { makeGuardedClient } from '../adapters/studio/guarded-client.js';
import { makeHttpStudioClient } from '../adapters/studio/http-studio-client.js';
import { studioSettings } from '../adapters/studio/studio-settings.js';
import type { Compute } from '../activities/compute.js';
import { makeStudioDesk } from '../activities/studio/make-studio-desk.js';
import type { StudioDesk } from '../activities/studio/studio-desk.js';
import type { Repositories } from '../db/repositories.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logging.js';
import { startStudioState } from './studio-state.js';

export interface RunningStudio {
  desk: StudioDesk;
  /** Ends what tells others of it; calls end with the activities that make them. */
  stop(): Promise<void>;
}

/** Makes the desk of this worker, with its client, breaker and reports; null where no flow is set. */
export function startStudio(deps: {
  config: Config;
  repositories: Repositories;
  artifacts: ArtifactStore;
  compute: Compute;
  log: Logger;
}): RunningStudio | null {
  const { repositories, artifacts, compute, log } = deps;
  const config = deps.config.intelligenceStudio;
  const settings = studioSettings(config);
  if (settings === null) return null;
  const { flowUrl } = settings;
  const workerId = `wrk_${randomUUID()}`;
  const reporter = startStudioState({ repositories, workerId, log });
  const client = makeGuardedClient(
    makeHttpStudioClient(settings, { log }),
    { concurrency: config.concurrency, breakerMs: config.breakerSeconds * 1000 },
    (state) => reporter.changed(state),
  );
  const desk = makeStudioDesk({
    repositories,
    artifacts,
    client,
    compute,
    config: { ...config, flowUrl },
    workerId,
    activity: () => Context.current(),
    log,
  });
  return { desk, stop: () => reporter.stop() };
}
