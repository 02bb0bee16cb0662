import { defineQuery, defineSignal } from '@temporalio/workflow';

/** Who asked, carried with every event so that audit rows written by activities name the caller, not the worker. */
interface Asked {
  /** Unique in the plan, or for its task where it is a callback's; a repeated event has no second effect. */
  eventId: string;
  principal: string;
  correlationId: string;
}

/** All that can happen to a plan from outside, in one signal: order across signal names is not guaranteed. */
export type PlanEvent =
  | (Asked & { kind: 'rerun'; revision: number })
  | (Asked & { kind: 'taskOutcome'; taskId: string })
  | (Asked & { kind: 'cancel' });

export interface PlanLifecycleInput {
  planId: string;
}

export interface PlanProgress {
  phase: string;
  revision: number;
  trial: number;
  trials: number;
  bestReward: number | null;
}

export interface LeaderboardEntry {
  candidateId: string;
  strategy: string;
  reward: number;
  valid: boolean;
}

export const planEventSignal = defineSignal<[PlanEvent]>('planEvent');
export const progressQuery = defineQuery<PlanProgress>('progress');
export const leaderboardQuery = defineQuery<LeaderboardEntry[]>('leaderboard');

/** Workflow id of a plan's lifecycle. */
export const planWorkflowId = (planId: string): string => `plan/${planId}`;

/** Workflow id of the child that makes revision `n`. */
export const revisionWorkflowId = (planId: string, n: number): string => `plan/${planId}/rev/${n}`;

/** Task queues by resource, prefixed by the installation id: two installations on one Temporal server never share tasks. */
export const taskQueues = (installationId: string): { plan: string; cpu: string; studio: string } => ({
  plan: `${installationId}.plan`,
  cpu: `${installationId}.cpu`,
  studio: `${installationId}.studio`,
});
