import { setTimeout as sleep } from 'node:timers/promises';

import type { PlanSummary } from './api-types.js';
import { CliError } from './cli-error.js';
import type { PlannerClient } from './client.js';
import { EXIT } from './exit-codes.js';

export interface WaitOptions {
  planId: string;
  /** The revision to wait for; a later one ends the wait, too. */
  revision: number;
  onProgress?: (summary: PlanSummary) => void;
  /** Called when the service stops answering; the wait goes on for `patienceMs`. */
  onSilence?: (error: CliError) => void;
  /** How long a service that stopped answering is given to come back; 60 s by default. */
  patienceMs?: number;
}

const ENDED = new Set(['published', 'failed', 'cancelled', 'superseded']);
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 500;

/**
 * Asks for the plan again and again until its revision has come to an end, and gives that summary. A service that is
 * restarted meanwhile does not end the wait. Throws what the client throws.
 */
export async function waitForRevision(client: PlannerClient, options: WaitOptions): Promise<PlanSummary> {
  const { planId, revision, onProgress, onSilence, patienceMs = 60_000 } = options;
  let silentSince: number | null = null;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.2)) {
    try {
      const summary = await client.plan(planId);
      silentSince = null;
      onProgress?.(summary);
      if (hasEnded(summary, revision)) return summary;
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode !== EXIT.unreachable) throw error;
      silentSince ??= performance.now();
      if (performance.now() - silentSince > patienceMs) throw error;
      onSilence?.(error);
    }
    await sleep(pause);
  }
}

/** Whether a revision (or a later one) is published, failed or cancelled. */
function hasEnded({ status, lastRevision }: PlanSummary, revision: number): boolean {
  if (status === 'cancelled' || status === 'failed') return true;
  return lastRevision.n > revision || (lastRevision.n === revision && ENDED.has(lastRevision.status));
}
