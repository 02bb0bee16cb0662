import { loadServiceConfig } from '../platform/config.js';
import { makeLogger } from '../platform/logging.js';
import { reportReady, runProcess } from '../platform/run-process.js';
import { startServer } from './server.js';

/** The API process: `npm run api`. Takes everything from settings. */
const config = loadServiceConfig();
const log = makeLogger(config.log, 'api');

await runProcess(log, async (lifecycle) => {
  const server = await startServer({ config, log });
  lifecycle.onStop('api', () => server.stop());
  log.info({ url: server.url }, 'API is listening');
  reportReady({ url: server.url });
});
