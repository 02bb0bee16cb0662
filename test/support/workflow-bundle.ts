import type { WorkflowBundle } from '@temporalio/worker';
import { makeLogger } from '../../platform/logging.js';
import { bundleWorkflows } from '../../worker/workflow-bundle.js';

const silentLog = makeLogger({ level: 'silent', format: 'json' }, 'test');
let bundle: Promise<WorkflowBundle> | undefined;

/** Bundles the workflows of another module, as ours are. */
export function bundleOther(workflowsPath: string): Promise<WorkflowBundle> {
  return bundleWorkflows(silentLog, workflowsPath);
}

/** The workflows, bundled once per test run. */
export function sharedWorkflowBundle(): Promise<WorkflowBundle> {
  return (bundle ??= bundleWorkflows(silentLog));
}
