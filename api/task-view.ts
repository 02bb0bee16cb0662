import type { TaskRow } from '../db/tasks.js';
import type { components } from './generated/openapi.js';
import { taskLinks } from './plan-links.js';

export type Task = components['schemas']['Task'];
type Subtask = components['schemas']['Subtask'];
export type TaskField = components['schemas']['TaskField'];
export type ReadyTask = components['schemas']['ReadyList']['tasks'][number];

/**
 * A task as clients read it (formats, "tasks.json"): what was published, with ids for keys, and what happened since.
 * @param idOf id of the task with a key
 */
export function taskView(row: TaskRow, idOf: (key: string) => string): Task {
  const { dependsOn, followUps, ...document } = row.document;
  return {
    id: row.taskId,
    key: row.key,
    contentHash: row.contentHash,
    kind: document.kind,
    title: document.title,
    description: document.description,
    deliverables: document.deliverables,
    acceptance: withLinks(document.acceptance, taskLinks(row.planId, row.taskId).self),
    covers: document.covers,
    uses: document.uses,
    verifies: document.verifies,
    requirements: document.requirements,
    dependsOn: dependsOn.map((dependency) => ({ ...dependency, task: idOf(dependency.task) })),
    followUps: followUps.map(({ to, because }) => ({ to: idOf(to), because })),
    wave: document.wave,
    critical: document.critical,
    priority: document.priority,
    minutes: document.minutes,
    repository: document.repository,
    ccs: document.ccs,
    budget: document.budget,
    status: row.status,
    ...(row.reopened === null ? {} : { reopened: row.reopened }),
    ...(row.findings.length === 0 ? {} : { findings: row.findings }),
    ...(document.subtasks === undefined ? {} : { subtasks: subtaskViews(row.taskId, document.subtasks) }),
    ...(document.guidance === undefined ? {} : { guidance: document.guidance }),
  };
}

/** A part's id is its task's with the number that its key ends with. */
function subtaskViews(taskId: string, subtasks: NonNullable<TaskRow['document']['subtasks']>): Subtask[] {
  const idOf = (key: string): string => `${taskId}${key.slice(key.lastIndexOf('.'))}`;
  return subtasks.map(({ dependsOn, ...subtask }) => ({
    id: idOf(subtask.key),
    ...subtask,
    dependsOn: dependsOn.map(idOf),
  }));
}

/** The named members of a task; `id` and `key` always come. */
export function pickFields(task: Task, fields: ReadonlySet<string>): components['schemas']['TaskPart'] {
  const kept = Object.entries(task).filter(([name]) => name === 'id' || name === 'key' || fields.has(name));
  return Object.fromEntries(kept) as components['schemas']['TaskPart'];
}

/** A ready task as GET …/ready lists it. */
export function readyTask(row: TaskRow): ReadyTask {
  const { taskId, key, kind, title, planId } = row;
  const { priority, minutes } = row.document;
  return { id: taskId, key, kind, title, priority, minutes, links: taskLinks(planId, taskId) };
}

/** Criteria with the address of their check from the root of the API on. */
function withLinks(acceptance: TaskRow['document']['acceptance'], self: string): Task['acceptance'] {
  return acceptance.map((criterion) =>
    criterion.check === undefined
      ? criterion
      : { ...criterion, check: { ...criterion.check, href: `${self}/${criterion.check.href}` } },
  );
}
