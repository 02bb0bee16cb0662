import { randomUUID } from 'node:crypto';

import type { PlanSummary } from '../cli/api-types.js';
import { CliError } from '../cli/cli-error.js';
import { makeClient } from '../cli/client.js';
import type { PlannerClient } from '../cli/client.js';
import { EXIT } from '../cli/exit-codes.js';
import { makeProgress } from '../cli/progress.js';
import { renderSummary } from '../cli/render/summary.js';
import { renderVerification } from '../cli/render/verification.js';
import { makeSafe } from '../cli/safe.js';
import type { Terminal } from '../cli/terminal.js';
import { secondsText } from '../cli/text.js';
import { verifyBundle } from '../cli/verify/verify-bundle.js';
import type { Verification } from '../cli/verify/verify-bundle.js';
import { waitForRevision } from '../cli/wait-for-revision.js';
import { writeBundle } from '../cli/write-bundle.js';
import { playFirstWave } from './demo-execution.js';
import type { Execution } from './demo-execution.js';
import type { DemoInputs } from './demo-inputs.js';
import { renderAfterWave, renderDemoPlan, renderPlayed } from './demo-render.js';
import type { DemoPlan } from './demo-render.js';

/** What the demo did, as `--json` prints it. */
export interface DemoResult extends DemoPlan {
  bundle: { path: string; verification: Verification };
  execution: Execution;
  milliseconds: { planning: number; bundle: number; execution: number };
}

interface DemoRun {
  terminal: Terminal;
  /** Prints lines of the story; nothing with `--json`. */
  say: (...lines: string[]) => void;
  apiUrl: string;
  inputs: DemoInputs;
  out: string;
}

/**
 * Plans the inputs through the HTTP API, tells what came of it, writes and verifies the bundle, and plays an executor.
 * Throws CliError where the plan fails or the service does.
 */
export async function runDemo({ terminal, say, apiUrl, inputs, out }: DemoRun): Promise<DemoResult> {
  const client = makeClient(apiUrl);
  const planned = await timed(() => plan(terminal, client, inputs));
  const summary = planned.value;
  if (summary.status === 'failed' || summary.status === 'cancelled') {
    say(...renderSummary(terminal, makeSafe(summary)));
    throw new CliError(EXIT.failed, `The plan ${summary.id} is ${summary.status}.`);
  }
  say(`Planned in ${secondsText(planned.milliseconds)}.`, '');
  const demoPlan = await readPlan(client, summary);
  say(...renderDemoPlan(terminal, makeSafe(demoPlan), 'see report.json in the bundle'));

  const bundle = await timed(() => bundleOf(client, summary.id, out));
  say('', terminal.colours.bold(`Bundle, written and checked offline in ${secondsText(bundle.milliseconds)}`));
  say(...renderVerification(terminal, bundle.value.verification).map((line) => `  ${line}`));

  say('', terminal.colours.bold('Execution: the demo plays an executor for everything that is ready'));
  const execution = await timed(() =>
    playFirstWave(client, summary.id, (task) => say(...renderPlayed(terminal, makeSafe(task)))),
  );
  say(...renderAfterWave(terminal, makeSafe(execution.value)));
  return {
    ...demoPlan,
    summary: await client.plan(summary.id),
    bundle: bundle.value,
    execution: execution.value,
    milliseconds: {
      planning: Math.round(planned.milliseconds),
      bundle: Math.round(bundle.milliseconds),
      execution: Math.round(execution.milliseconds),
    },
  };
}

async function plan(terminal: Terminal, client: PlannerClient, inputs: DemoInputs): Promise<PlanSummary> {
  const progress = makeProgress(terminal);
  try {
    const { id, lastRevision } = await client.createPlan({ ...inputs }, randomUUID());
    return await waitForRevision(client, { planId: id, revision: lastRevision.n, onProgress: progress.update });
  } finally {
    progress.end();
  }
}

async function readPlan(client: PlannerClient, summary: PlanSummary): Promise<DemoPlan> {
  const { id } = summary;
  const [candidates, report, coverage, tasks, ready] = await Promise.all([
    client.candidates(id),
    client.report(id),
    client.coverage(id),
    client.tasks(id, { fields: 'title,minutes' }),
    client.ready(id),
  ]);
  return { summary, candidates, report, coverage, tasks, ready };
}

async function bundleOf(client: PlannerClient, planId: string, out: string): Promise<DemoResult['bundle']> {
  const { path, bundle } = await writeBundle(out, planId, await client.bundle(planId));
  return { path, verification: verifyBundle(bundle) };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}
