import type { WorkflowClient } from '@temporalio/client';
import type { PlanEvent } from './messages.js';
import { planEventSignal, planWorkflowId, taskQueues } from './messages.js';

/** One intent of the outbox: start a plan's lifecycle, or tell it of an event. */
export interface Dispatch {
  planId: string;
  kind: 'start' | 'signal';
  event: PlanEvent | null;
}

export interface Dispatcher {
  /**
   * Hands an intent to Temporal. Safe to repeat: a start joins the workflow that runs, a repeated event is dropped by
   * its id. @throws whatever the connection throws; the outbox row then stays unsent and the relay tries again.
   */
  dispatch(intent: Dispatch): Promise<void>;
}

/** @param deps.installationId prefix of the task queues, so that two installations never take each other's tasks */
export function makeDispatcher(deps: { client: WorkflowClient; installationId: string }): Dispatcher {
  const taskQueue = taskQueues(deps.installationId).plan;
  return {
    async dispatch({ planId, kind, event }) {
      const options = {
        workflowId: planWorkflowId(planId),
        taskQueue,
        args: [{ planId }],
        workflowIdConflictPolicy: 'USE_EXISTING' as const,
        staticSummary: `Plan ${planId}`,
      };
      if (kind === 'start') await deps.client.start('planLifecycle', options);
      else if (event !== null) {
        await deps.client.signalWithStart('planLifecycle', {
          ...options,
          signal: planEventSignal,
          signalArgs: [event],
        });
      } else throw new TypeError(`A signal to ${planId} needs an event.`);
    },
  };
}
