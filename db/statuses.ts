/** In the order a plan goes through them; the last three are ends, of which `completed` is left again by a rerun. */
export type PlanStatus = 'queued' | 'planning' | 'ready' | 'executing' | 'completed' | 'failed' | 'cancelled';

export type RevisionStatus =
  'importing' | 'analysing' | 'searching' | 'finalising' | 'published' | 'failed' | 'cancelled' | 'superseded';

export const TASK_STATUSES = [
  'pending',
  'ready',
  'claimed',
  'succeeded',
  'failed',
  'blocked',
  'superseded',
  'skipped',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What an executor can report. `progress` never changes a task's status. */
export type OutcomeStatus = 'succeeded' | 'failed' | 'blocked' | 'progress';

/** Revision statuses under which planning still goes on. */
export const RUNNING_REVISION_STATUSES = [
  'importing',
  'analysing',
  'searching',
  'finalising',
] as const satisfies readonly RevisionStatus[];

/** Task statuses that let dependents start and the plan complete. */
export const DONE_TASK_STATUSES = ['succeeded', 'skipped'] as const satisfies readonly TaskStatus[];

/** How often a task is tried before a retryable failure counts as final. */
export const MAX_TASK_ATTEMPTS = 3;

/** Nothing changes a cancelled plan any more. */
export const isCancelledPlan = (status: PlanStatus): boolean => status === 'cancelled';

/** The revision is still being made. */
export const isRevisionRunning = (status: RevisionStatus): boolean =>
  (RUNNING_REVISION_STATUSES as readonly RevisionStatus[]).includes(status);

/** The task stands in nobody's way any more. */
export const isDoneTask = (status: TaskStatus): boolean =>
  (DONE_TASK_STATUSES as readonly TaskStatus[]).includes(status);

/** The task has ended, well or not; `progress` is ignored from here on. */
export const isEndedTask = (status: TaskStatus): boolean =>
  isDoneTask(status) || status === 'failed' || status === 'superseded';
