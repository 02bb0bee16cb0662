import type { NewCard } from '../db/cards.js';
import type { TaskRow } from '../db/tasks.js';
import type { TaskEventRow } from '../db/task-events.js';
import { base32 } from '../planning/hash.js';
import type { Callback } from '../planning/memory/make-card.js';
import { makeCard } from '../planning/memory/make-card.js';
import { createHash } from 'node:crypto';
import type { PlanActivities, TaskOutcomeResult } from './activity-types.js';
import type { ActivityDeps } from './deps.js';
import { failure } from './failures.js';

/**
 * Gives a stored callback its effect: task state, ready set, Context Card, in one transaction. Idempotent by
 * (task, event id): a second call finds the event applied.
 */
export function makeApplyTaskOutcome(deps: ActivityDeps): PlanActivities['applyTaskOutcome'] {
  return async ({ planId, scope, taskId, eventId }): Promise<TaskOutcomeResult> => {
    const event = await deps.repositories.taskEvents.get(scope, taskId, eventId);
    const found = await deps.repositories.tasks.find(scope, taskId);
    if (event === null || found === null) {
      throw failure('plan-missing', `There is no callback ${eventId} of task ${taskId} in ${planId}.`);
    }
    // Checked against the API description before it was stored.
    const callback = event.body as Callback;
    const card = callback.status === 'progress' ? undefined : newCard(deps, found.row, event, callback);
    const result = await deps.repositories.tasks.applyOutcome(scope, {
      planId,
      taskId,
      eventId,
      outcome: { status: callback.status, retryable: callback.error?.retryable ?? false },
      ...(card === undefined ? {} : { card }),
    });
    return { applied: result.applied, taskStatus: result.taskStatus, planStatus: result.planStatus };
  };
}

function newCard(deps: ActivityDeps, row: TaskRow, event: TaskEventRow, callback: Callback): NewCard {
  const { text, tokens, document } = makeCard(row.document, callback);
  return {
    id: cardIdOf(event.taskId, event.eventId),
    outcome: callback.status,
    text,
    tokens,
    document,
    embedding: deps.embedder.embed(text),
    embedder: deps.embedder.id,
  };
}

/** `crd_` + 26 base32 characters of SHA-256(taskId NUL eventId): a repeated event makes the same card, never a second one. */
function cardIdOf(taskId: string, eventId: string): string {
  const digest = createHash('sha256').update(`${taskId}\u0000${eventId}`, 'utf8').digest();
  return `crd_${base32(digest).slice(0, 26)}`;
}
