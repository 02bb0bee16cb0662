import { proxyActivities } from '@temporalio/workflow';
import type { bareActivities } from './bare-activities.js';

const step = proxyActivities<typeof bareActivities>({ startToCloseTimeout: '30 seconds' });

/** The shape of one planning run with nothing in it: what Temporal alone costs. */
export async function barePlan(): Promise<void> {
  await step.importContract();
  await step.analysePrd();
  await Promise.all([step.runTrial(), step.runTrial(), step.runTrial(), step.runTrial()]);
  for (let trial = 0; trial < 4; trial += 1) await step.runTrial();
  await step.finaliseRevision();
  await step.publishRevision();
}
