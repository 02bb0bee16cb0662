import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflowCode } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../platform/logging.js';
import { makeTracingPlugin } from '../platform/tracing.js';
import { temporalLogger } from './temporal-logger.js';

const WORKFLOWS = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/**
 * Bundles workflows with the tracing interceptors, which are part of every history. About 0.7 s.
 * @param log takes the bundler's warnings
 * @param workflowsPath module that exports the workflows; ours by default
 */
export function bundleWorkflows(log: Logger, workflowsPath = WORKFLOWS): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath,
    plugins: [makeTracingPlugin('worker')],
    logger: temporalLogger(log),
  });
}
