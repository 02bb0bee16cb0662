import type { RequestScope } from '../db/scope.js';
import type { Dispatch } from '../workflows/dispatch.js';
import type { ApiDeps } from './deps.js';

/** How long a request waits for Temporal before it leaves the rest to the relay. */
const PATIENCE_MS = 2_000;

/** A stored intent that Temporal may not have been told of yet. */
export interface StoredIntent {
  /** Its outbox row; null for one that is repeated to be sure. */
  outboxId: string | null;
  intent: Dispatch;
}

/**
 * Tells Temporal what the request has just stored. A failure is logged and no more: the relay of a worker finds the
 * row unsent and tries again, so that the client's request is as good as done.
 */
export async function sendIntent(
  { dispatcher, repositories, log }: Pick<ApiDeps, 'dispatcher' | 'repositories' | 'log'>,
  scope: RequestScope,
  { outboxId, intent }: StoredIntent,
): Promise<void> {
  const context = { correlationId: scope.correlationId, planId: intent.planId, kind: intent.kind };
  const send = async (): Promise<void> => {
    try {
      await dispatcher.dispatch(intent);
      if (outboxId !== null) await repositories.outbox.markSent(scope, outboxId);
    } catch (error) {
      log.warn({ ...context, err: error }, 'Temporal could not be told, the relay will try again');
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([send(), patience]);
  clearTimeout(timer);
}
