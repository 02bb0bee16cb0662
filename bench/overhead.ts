import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { compare } from './bench-result.js';
import type { BenchResult } from './bench-result.js';
import { makePlan, startBaseline, withStack } from './bench-stack.js';
import type { barePlan } from './bare-workflow.js';

const WARM_UPS = 5;
const ROUNDS = 20;

/**
 * What a whole deterministic plan of the demo input costs over HTTP, from POST /plans to published, against a workflow
 * of the same shape whose activities do nothing. Both run on one server, in turns, each with a worker process.
 */
export async function overhead(): Promise<BenchResult> {
  return withStack(async ({ apiUrl, temporalAddress: address, temporalNamespace: namespace }) => {
    const taskQueue = `bench-${randomUUID()}`;
    const baseline = await startBaseline('bare-worker.ts', [address, namespace, taskQueue]);
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace });

    const runBare = async (): Promise<number> => {
      const start = performance.now();
      await client.workflow.execute<typeof barePlan>('barePlan', { taskQueue, workflowId: randomUUID() });
      return performance.now() - start;
    };

    try {
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
        const { milliseconds } = await makePlan(apiUrl, `round ${round}`);
        const bareMilliseconds = await runBare();
        if (round < WARM_UPS) continue;
        ours.push(milliseconds);
        bare.push(bareMilliseconds);
      }
      return compare(
        {
          name: 'overhead',
          unit: 'ms',
          ours,
          baseline: bare,
          notes: [
            `medians of ${ROUNDS} rounds in turns after ${WARM_UPS} warm-ups; every contract is new to the importer`,
          ],
        },
        { bound: 'at most', value: 2 },
      );
    } finally {
      await connection.close();
      await baseline.stop();
    }
  });
}
