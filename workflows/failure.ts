import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { RevisionFailure } from '../activities/activity-types.js';

/** What the database should say of a step that failed for good. */
export function toFailure(error: unknown): RevisionFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'internal', message: cause.message };
  return { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) };
}
