import type { TenantScope } from '../../db/scope.js';
import type { AnswerLease } from '../../db/studio-answers.js';
import type { StudioDeskDeps } from './desk-deps.js';

/** What a call may take beyond its own time limit: writing it down before and after. */
const MARGIN_MS = 15_000;
/** Well below the heartbeat timeout of activities and the shortest lease. */
const BEAT_MS = 4_000;

/** How long a worker that is gone holds others up: its call may be running for as long. */
export function leaseMs({ config }: Pick<StudioDeskDeps, 'config'>): number {
  return config.timeoutSeconds * 1000 + MARGIN_MS;
}

/** Runs `work` under a lease that is prolonged meanwhile, and given back when the work throws. */
export async function underLease<T>(
  deps: StudioDeskDeps,
  scope: TenantScope,
  lease: AnswerLease,
  work: () => Promise<T>,
): Promise<T> {
  const { repositories, log } = deps;
  const activity = deps.activity();
  const beat = setInterval(() => {
    activity.heartbeat();
    repositories.studioAnswers.extend(scope, lease, leaseMs(deps)).catch((error: unknown) => {
      // It lasts for several beats; when it is lost all the same, the fence keeps the others safe.
      log.warn({ err: error }, 'the lease of a question could not be prolonged');
    });
  }, BEAT_MS);
  try {
    return await work();
  } catch (error) {
    await repositories.studioAnswers.release(scope, lease);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
