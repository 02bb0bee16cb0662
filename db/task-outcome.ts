import type { Finding } from '../planning/finding.js';
import { isDoneTask, isEndedTask, MAX_TASK_ATTEMPTS } from './statuses.js';
import type { TaskStatus } from './statuses.js';
import type { TaskOutcome } from './tasks.js';

export interface TaskState {
  key: string;
  status: TaskStatus;
  attempts: number;
  findings: Finding[];
}

/**
 * The state of a task after an outcome, or null where the outcome has no effect: on a task that is done, and `progress`
 * on one that has ended. A retryable failure goes back to `pending`, from where readiness makes it `ready` again.
 */
export function taskAfterOutcome(task: TaskState, outcome: TaskOutcome): TaskState | null {
  if (isDoneTask(task.status) || task.status === 'superseded') return null;
  switch (outcome.status) {
    case 'progress':
      return isEndedTask(task.status) ? null : task;
    case 'blocked':
      return { ...task, status: 'blocked' };
    case 'succeeded':
      return {
        ...task,
        status: 'succeeded',
        attempts: task.attempts + 1,
        findings: task.status === 'pending' ? [...task.findings, executedEarly(task.key)] : task.findings,
      };
    case 'failed': {
      const attempts = task.attempts + 1;
      const again = outcome.retryable === true && task.status !== 'failed' && attempts < MAX_TASK_ATTEMPTS;
      return { ...task, status: again ? 'pending' : 'failed', attempts };
    }
  }
}

const executedEarly = (key: string): Finding => ({
  code: 'executed-early',
  severity: 'warning',
  message: 'The task was carried out before all tasks it depends on were done.',
  where: { in: 'plan', ref: key },
});
