import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import {
  dataFolder,
  ended,
  killScripts,
  servicesOf,
  settings,
  startScript,
  untilGone,
  untilPrinted,
} from './processes.js';

const START = 'dev/start.ts';

describe('npm start', function () {
  this.timeout(180_000);
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await dataFolder();
  });
  afterEach(async () => {
    killScripts();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('prints where everything is, and at Ctrl-C stops it in order', async () => {
    const run = startScript(START, settings(dataDir, { PLANNER_API__PORT: '0', PLANNER_LOG__LEVEL: 'debug' }));
    await untilPrinted(run, /Data and logs/);
    const { database, temporal } = await servicesOf(dataDir);
    const url = /API +(http:\S+)\n/.exec(run.output())?.[1] ?? '';
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    assert.match(run.output(), /API documentation +http:\S+\/docs\n.*Temporal UI +http:/s);
    assert.ok(run.output().includes(dataDir));

    run.child.kill('SIGINT');
    assert.equal(await ended(run.child), 0, run.output());
    await untilGone([database, temporal], 1_000);
    const lines = run
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const stopped = entries.filter((entry) => entry['service'] === 'start' && entry['msg'] === 'part stopped');
    assert.deepEqual(
      stopped.map((entry) => entry['part']),
      ['API', 'worker', 'temporal', 'database', 'stack'],
    );
  });

  it('ends at once at a second Ctrl-C, and still leaves nothing behind', async () => {
    const run = startScript(START, settings(dataDir, { PLANNER_API__PORT: '0' }));
    await untilPrinted(run, /Data and logs/);
    const { database, temporal } = await servicesOf(dataDir);
    run.child.kill('SIGINT');
    await new Promise((done) => setTimeout(done, 20));
    run.child.kill('SIGINT');
    const start = performance.now();
    assert.equal(await ended(run.child), 1);
    assert.ok(performance.now() - start < 1_000);
    await untilGone([database, temporal], 30_000);
  });

  it('says what is wrong with the settings before it starts anything', async () => {
    const run = startScript(START, settings(dataDir, { PLANNER_API__PORT: 'x', PLANNER_NONSENSE: '1' }));
    assert.equal(await ended(run.child), 2);
    assert.match(run.output(), /PLANNER_NONSENSE.+PLANNER_API__PORT: accepts an integer/s);
  });
});
