import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowBundle } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { makeTracingPlugin } from '../../platform/tracing.js';
import { installQuietRuntime } from '../support/quiet-runtime.js';
import { bundleOther, sharedWorkflowBundle } from '../support/workflow-bundle.js';

const FOLDER = new URL('./histories/', import.meta.url);

interface Recorded {
  name: string;
  workflowId: string;
  history: unknown;
}

/** Histories recorded from the running service by `npm run record-histories`, one file per workflow. */
function recordedHistories(): Recorded[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { workflowId, history } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Recorded;
      return { name, workflowId, history };
    });
}

/** Replays and returns, by file name, what was not deterministic. */
async function replay(workflowBundle: WorkflowBundle, recorded: Recorded[]): Promise<Map<string, Error>> {
  const histories = recorded.map(({ workflowId, history }) => ({ workflowId, history: historyFromJSON(history) }));
  const failures = new Map<string, Error>();
  const results = Worker.runReplayHistories({ workflowBundle, plugins: [makeTracingPlugin('worker')] }, histories);
  for await (const { workflowId, error } of results) {
    const name = recorded.find((r) => r.workflowId === workflowId)?.name ?? workflowId;
    if (error !== undefined) failures.set(name, error);
  }
  return failures;
}

describe('recorded histories', () => {
  before(installQuietRuntime);

  it('cover plans with a model and without, execution, a rerun, a failed revision and a cancelled plan', () => {
    const names = recordedHistories().map((r) => r.name.replace(/\.json$/u, ''));
    assert.deepEqual(names, [
      'advised.revision',
      'cancelled.lifecycle',
      'degraded.revision',
      'executed.lifecycle',
      'failed.revision',
      'published.revision',
      'rerun.lifecycle',
    ]);
  });

  it('replay on the workflows of today', async () => {
    const failures = await replay(await sharedWorkflowBundle(), recordedHistories());
    assert.deepEqual(
      [...failures].map(([name, error]) => `${name}: ${error.message}`),
      [],
    );
  });

  it('turn red when a workflow asks for its steps in another order', async () => {
    const changed = await bundleOther(fileURLToPath(new URL('./changed-workflows.ts', import.meta.url)));
    const failures = await replay(changed, recordedHistories());
    assert.deepEqual(
      [...failures.keys()].sort(),
      recordedHistories().map((r) => r.name),
    );
    for (const error of failures.values()) assert.match(error.message, /[Nn]ondeterminism/u);
  });
});
