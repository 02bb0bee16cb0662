import type { OutboxRow } from '../db/outbox.js';
import type { Repositories } from '../db/repositories.js';
import type { Logger } from '../platform/logging.js';
import type { Dispatcher } from '../workflows/dispatch.js';

const BATCH = 100;

/**
 * Resends what a request stored but could not hand to Temporal (it was killed, or Temporal was away). Every worker runs
 * one: dispatching twice is harmless, so they need no lock.
 * @param deps.ageSeconds rows younger than this belong to a request that is still at work
 * @returns stops it; resolves when the round under way has ended
 */
export function startOutboxRelay(deps: {
  repositories: Repositories;
  dispatcher: Dispatcher;
  log: Logger;
  ageSeconds: number;
}): { stop(): Promise<void> } {
  const { repositories, dispatcher, log, ageSeconds } = deps;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function resend(row: OutboxRow): Promise<void> {
    const context = { planId: row.planId, kind: row.kind, correlationId: row.scope.correlationId };
    try {
      await dispatcher.dispatch(row);
      await repositories.outbox.markSent(row.scope, row.id);
      log.info(context, 'outbox row resent');
    } catch (error) {
      // The row stays unsent: the next round finds it again. One bad row must not hold up the others.
      log.warn({ ...context, err: error }, 'outbox row could not be sent');
    }
  }

  async function round(): Promise<void> {
    for (const row of await repositories.outbox.unsent(ageSeconds, BATCH)) {
      if (stopped) return;
      await resend(row);
    }
  }

  async function loop(): Promise<void> {
    try {
      await round();
    } catch (error) {
      log.warn({ err: error }, 'outbox could not be read, will try again');
    }
    if (!stopped) timer = setTimeout(next, (ageSeconds * 1000) / 2);
  }

  let current = loop();
  function next(): void {
    current = loop();
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
