import { setTimeout as sleep } from 'node:timers/promises';

import type { PlanRow } from '../db/plans.js';
import type { TenantScope } from '../db/scope.js';
import type { PlanReader } from './plan-reader.js';

/** Reading a plan is one look-up by its key: a short pause costs little and the answer comes when it is there. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 100;

/** Whether the first revision is being made. */
function isBeingPlanned({ status }: Pick<PlanRow, 'status'>): boolean {
  return status === 'queued' || status === 'planning';
}

/**
 * Waits until the plan is planned, has failed or is cancelled, at most `seconds`, and until `signal` says that nobody
 * waits for the answer any more. Returns the plan as it then is.
 */
export async function waitForPlan(
  plans: PlanReader,
  scope: TenantScope,
  plan: PlanRow,
  seconds: number,
  signal: AbortSignal,
): Promise<PlanRow> {
  const deadline = performance.now() + seconds * 1000;
  let latest = plan;
  for (let pause = FIRST_PAUSE_MS; isBeingPlanned(latest) && !signal.aborted;) {
    const left = deadline - performance.now();
    if (left <= 0) break;
    await sleep(Math.min(pause, left));
    latest = (await plans.get(scope, plan.id)) ?? latest;
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  }
  return latest;
}
