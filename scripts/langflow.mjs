// Runs the tests against a real Langflow: installs one into a virtual environment of its own, then starts mocha.
// Plain Node, like the other set-up.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, underLock } from './setup/cache.mjs';
import { runCommand } from './setup/run-command.mjs';

const VERSION = '1.13.0';
const UV = 'uv==0.13.9';
const HELP = `Usage: npm run test:langflow [-- OPTION… | MOCHA OPTION…]

Tests against a real Langflow ${VERSION}: a flow made by deploy/studio/make_flow.py, asked by our client. Needs Python 3.10 to 3.13
with venv and pip; the first run fetches some 330 packages (1.3 GB on disk) from the package index that your pip or uv is set up for.
They are installed into a folder of their own and kept for the next run. Everything that is started is ended again.

  --install   installs only
  --clean     removes the folder
  --help      this text

Other options go to mocha, such as \`-- --grep stream\`.

PLANNER_LANGFLOW_DIR names the folder; without it, \`langflow\` in our cache folder (${cacheFolder()}).
Exit codes: 0 all passed, 1 Langflow could not be installed, else that of mocha.
`;

const SECOND = 1000;
const INSTALL_MS = 10 * 60 * SECOND;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const constraints = join(root, 'test/langflow/constraints.txt');

class InstallFailed extends Error {}

const say = (line) => process.stderr.write(`langflow: ${line}\n`);

async function main(args) {
  if (args.includes('--help')) return void process.stdout.write(HELP);
  const folder = process.env.PLANNER_LANGFLOW_DIR || join(cacheFolder(), 'langflow');
  if (args.includes('--clean')) return void rmSync(folder, { recursive: true, force: true });
  const onWait = (pid) => say(`process ${pid ?? '?'} is installing Langflow, waiting for it`);
  const python = await underLock(dirname(folder), 'langflow', onWait, () => ensureInstalled(folder));
  if (!args.includes('--install')) process.exitCode = await runMocha(python, args);
}

/** The Python of the virtual environment. The record is written last: a folder without it is half an installation. */
async function ensureInstalled(folder) {
  const environment = join(folder, 'venv');
  const record = join(folder, 'installed.json');
  const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const python = join(programs, 'python');
  if (existsSync(record) && existsSync(python) && JSON.parse(readFileSync(record, 'utf8')).version === VERSION) {
    say(`version ${VERSION} is in ${folder}`);
    return python;
  }
  const start = performance.now();
  rmSync(environment, { recursive: true, force: true });
  await step('making a virtual environment', systemPython(), ['-m', 'venv', environment]);
  await step(`installing ${UV}`, python, ['-m', 'pip', 'install', '--quiet', '--no-input', UV]);
  await installLangflow(join(programs, 'uv'), python);
  writeFileSync(record, JSON.stringify({ version: VERSION }));
  say(`installed in ${folder} (${Math.round((performance.now() - start) / SECOND)} s)`);
  return python;
}

/** By uv at the tested versions, else at any; else by pip, which knows settings that uv does not read. */
async function installLangflow(uv, python) {
  const wanted = `langflow-base==${VERSION}`;
  const ways = [
    ['by uv', uv, ['pip', 'install', '--quiet', '--python', python, '--constraint', constraints, wanted]],
    ['by uv, newest dependencies', uv, ['pip', 'install', '--quiet', '--python', python, wanted]],
    ['by pip', python, ['-m', 'pip', 'install', '--quiet', '--no-input', '--constraint', constraints, wanted]],
  ];
  const reasons = [];
  for (const [how, program, args] of ways) {
    const { ok, reason } = await attempt(`installing ${wanted} ${how}`, program, args);
    if (ok) return;
    say(`that failed: ${reason}`);
    reasons.push(`${how}: ${reason}`);
  }
  throw new InstallFailed(`Langflow could not be installed.\n  - ${reasons.join('\n  - ')}`);
}

function systemPython() {
  return process.platform === 'win32' ? 'python' : 'python3';
}

async function step(what, program, args) {
  const { ok, reason } = await attempt(what, program, args);
  if (!ok) throw new InstallFailed(`${what} failed: ${reason}`);
}

/** Runs a program and says every ten seconds that it still does. */
async function attempt(what, program, args) {
  const start = performance.now();
  say(what);
  const progress = setInterval(
    () => say(`${what} … (${Math.round((performance.now() - start) / SECOND)} s)`),
    10 * SECOND,
  );
  try {
    return await runCommand(program, args, { timeoutMs: INSTALL_MS });
  } finally {
    clearInterval(progress);
  }
}

/** With a folder of its own for all that the tests keep for a while: it goes with them, however they end. */
async function runMocha(python, args) {
  const temporary = mkdtempSync(join(tmpdir(), 'planner-langflow-'));
  try {
    return await mocha(args, { TEST_LANGFLOW_PYTHON: python, TMPDIR: temporary, TMP: temporary, TEMP: temporary });
  } finally {
    // What is just ending may still write.
    rmSync(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function mocha(args, settings) {
  // What starts with PLANNER_ is a setting of the planner, and an unknown one is refused.
  const environment = { ...process.env, ...settings };
  delete environment.PLANNER_LANGFLOW_DIR;
  const program = join(root, 'node_modules/mocha/bin/mocha.js');
  const child = spawn(process.execPath, [program, 'test/langflow/**/*.test.ts', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: environment,
  });
  // Ctrl-C reaches mocha from the terminal; what it started ends with it, and we wait for that.
  process.on('SIGINT', () => say('waiting for the tests to end'));
  process.on('SIGTERM', () => child.kill('SIGINT'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof InstallFailed ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
