import { proxyActivities } from '@temporalio/workflow';
import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type { CpuActivities, PlanActivities, StudioActivities } from '../activities/activity-types.js';

/** Short database steps, on the workflow's own queue. */
export const plan = proxyActivities<PlanActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 20 },
});

/** With a summary per call, which the Temporal UI shows beside the activity's name. */
export type CpuSteps = ActivityInterfaceFor<CpuActivities>;

export function cpuSteps(taskQueue: string): CpuSteps {
  return proxyActivities<CpuActivities>({
    taskQueue,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 10 },
  });
}

/** How often a question is put to a model that may answer later. */
export const STUDIO_ATTEMPTS = 3;

export type StudioSteps = ActivityInterfaceFor<StudioActivities>;

/**
 * The one place that retries calls to a model. A plan does not wait for ever for one that is away: after some minutes it
 * goes on without.
 */
export function studioSteps(taskQueue: string, retrySeconds: number): StudioSteps {
  return proxyActivities<StudioActivities>({
    taskQueue,
    startToCloseTimeout: '10 minutes',
    scheduleToCloseTimeout: '15 minutes',
    heartbeatTimeout: '15 seconds',
    retry: {
      initialInterval: retrySeconds * 1000,
      backoffCoefficient: 3,
      maximumInterval: retrySeconds * 30_000,
      maximumAttempts: STUDIO_ATTEMPTS,
    },
  });
}
