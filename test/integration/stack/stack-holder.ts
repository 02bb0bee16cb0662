import { loadConfig } from '../../../platform/config.js';
import { makeLogger } from '../../../platform/logging.js';
import { startStack } from '../../../dev/stack.js';

/** A process that holds database and Temporal server of its data folder until it is killed; prints where they are. */
const config = loadConfig();
const log = makeLogger(config.log, 'holder');
const { databaseUrl, temporalAddress } = await startStack({ config, api: false, worker: false, log });
process.stdout.write(`${JSON.stringify({ databaseUrl, temporalAddress })}\n`);
