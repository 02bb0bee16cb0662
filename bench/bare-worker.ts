import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { bareActivities } from './bare-activities.js';

// Started by overhead.ts as: bare-worker.ts <address> <namespace> <task queue>. Ends with its parent.
const [address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowsPath: fileURLToPath(new URL('bare-workflow.ts', import.meta.url)),
  activities: bareActivities,
});
process.once('disconnect', () => worker.shutdown());
process.send?.({ ready: true });
await worker.run();
await connection.close();
