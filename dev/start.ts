import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../platform/config.js';
import { makeLogger } from '../platform/logging.js';
import { runProcess } from '../platform/run-process.js';
import { startStack } from './stack.js';
import type { Stack } from './stack.js';

const HELP = `Usage: npm start

Starts the planner with all it needs on this machine: database, Temporal server with its UI, API and worker. Plans are
kept in the data folder (PLANNER_DATA_DIR, default .planner) and are there again after a restart.
Ctrl-C stops everything in order; a second Ctrl-C stops at once.

  --help  this text

Settings: npm run config. The API's port is PLANNER_API__PORT (default 8080).
`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const config = loadConfig();
  const log = makeLogger(config.log, 'start');
  await runProcess(log, async (lifecycle) => {
    const stack = await startStack({ config, api: true, worker: true, log, output: 'inherit' });
    lifecycle.onStop('stack', () => stack.stop().then(() => undefined), 60_000);
    void stack.lost.then((what) => lifecycle.fail(new Error(what), 'a part of the stack has ended'));
    process.stdout.write(whereThingsAre(stack, config.dataDir));
  });
}

function whereThingsAre(stack: Stack & { apiUrl: string }, dataDir: string): string {
  const lines = [
    ['API', stack.apiUrl],
    ['API documentation', `${stack.apiUrl}/docs`],
    ['Temporal', `${stack.temporalAddress}, namespace ${stack.temporalNamespace}`],
    ['Temporal UI', stack.temporalUiUrl ?? 'see the operator of that server'],
    ['Data and logs', dataDir],
  ];
  const rows = lines.map(([name, value]) => `  ${String(name).padEnd(18)} ${String(value)}`);
  return `\nThe planner is ready. Ctrl-C stops it.\n\n${rows.join('\n')}\n\n`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof ConfigError)) process.stderr.write(`\n${HELP}`);
  process.exitCode = 2;
}
