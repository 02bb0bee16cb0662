// Child process of setup: lets the Temporal SDK download its development server into the folder given as argument, which it does
// only by starting one. The parent bounds the time.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir: process.argv[2], version: 'default', ttl: '1 day' } },
});
await environment.teardown();
process.exit(0);
