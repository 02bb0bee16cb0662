import { CancelledFailure } from '@temporalio/common';
import type { StudioFailure } from '../../adapters/studio/studio-failure.js';
import { failure, temporaryFailure } from '../failures.js';

/**
 * What a call that gave no answer means for the activity: words for what asking again would not help, else an exception.
 * @throws ApplicationFailure `studio-unavailable`, `studio-circuit-open`; CancelledFailure when the activity was cancelled
 */
export function refusalOf(outcome: StudioFailure): string {
  const { kind, reason, message, retryable, retryAfterSeconds } = outcome;
  if (kind === 'cancelled') throw new CancelledFailure(message);
  if (reason === 'circuit-open') throw failure('studio-circuit-open', message);
  if (retryable) throw temporaryFailure('studio-unavailable', message, retryAfterSeconds);
  return message;
}
