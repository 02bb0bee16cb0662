import type { Command } from 'commander';

import type { PlanSummary } from '../api-types.js';
import type { PlannerClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { noteOnInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { renderSummary } from '../render/summary.js';
import { renderVerification } from '../render/verification.js';
import { makeSafe, printableJson } from '../safe.js';
import { wantsJson } from '../session.js';
import type { Session } from '../session.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { waitForRevision } from '../wait-for-revision.js';
import { writeBundle } from '../write-bundle.js';

/** Waits for a revision with a display of its progress. Ctrl-C leaves it to the service. */
export async function watchRevision(
  session: Session,
  client: PlannerClient,
  planId: string,
  revision: number,
): Promise<PlanSummary> {
  const { terminal } = session;
  const progress = makeProgress(terminal);
  const release = noteOnInterrupt(terminal, `The service goes on planning; look with: planner show ${planId}`);
  try {
    return await waitForRevision(client, {
      planId,
      revision,
      onProgress: progress.update,
      onSilence: ({ message }) => {
        progress.remark(`${message} Trying again.`);
      },
    });
  } finally {
    release();
    progress.end();
  }
}

/**
 * What `plan` and `rerun` do once the revision has ended: print the plan, write its bundle where that is asked, settle
 * the exit code.
 */
export async function finishRevision(
  session: Session,
  command: Command,
  client: PlannerClient,
  summary: PlanSummary,
  out?: string,
): Promise<void> {
  const { terminal } = session;
  const failed = summary.status === 'failed' || summary.lastRevision.status !== 'published';
  if (failed) session.settle(EXIT.failed);
  if (wantsJson(command)) terminal.print(printableJson(summary));
  else terminal.print(...renderSummary(terminal, makeSafe(summary)));
  if (failed || out === undefined) return;
  const { path, bundle } = await writeBundle(out, summary.id, await client.bundle(summary.id));
  const verification = verifyBundle(bundle);
  if (verification.violations.length > 0) session.settle(EXIT.failed);
  terminal.note(`Bundle written to ${path}`);
  for (const line of renderVerification(terminal, verification)) terminal.note(line);
}
