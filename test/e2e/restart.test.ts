import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { LENDING_CONTRACT, LENDING_PRD } from '../fixtures/lending.js';
import {
  dataFolder,
  ended,
  killScripts,
  servicesOf,
  settings,
  startScript,
  untilGone,
  untilPrinted,
} from '../integration/stack/processes.js';
import { call, eventually, makePlan } from '../support/http.js';

describe('the embedded service, killed and started again', function () {
  this.timeout(180_000);
  let dataDir: string;
  before(async () => {
    dataDir = await dataFolder();
  });
  after(async () => {
    killScripts();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<{ run: ReturnType<typeof startScript>; url: string }> => {
    const run = startScript('dev/start.ts', settings(dataDir, { PLANNER_API__PORT: '0' }));
    await untilPrinted(run, /Data and logs/u);
    return { run, url: /API +(http:\S+)\n/u.exec(run.output())?.[1] ?? '' };
  };

  it('still has the plans made before, and goes on with the plan that was being made', async () => {
    const first = await start();
    const kept = await makePlan(first.url, LENDING_PRD, LENDING_CONTRACT);
    const tasks = await call('GET', `${first.url}/plans/${kept.id}/tasks.json`);
    const body = {
      prd: { text: LENDING_PRD },
      contract: { text: LENDING_CONTRACT },
      options: { search: { maxTrials: 60 } },
    };
    const { body: begun } = await call('POST', `${first.url}/plans`, body);
    await eventually(
      () => call('GET', `${first.url}/plans/${begun.id}`),
      (answer) => answer.body.progress?.phase === 'searching',
    );
    const { database, temporal } = await servicesOf(dataDir);
    first.run.child.kill('SIGKILL');
    await ended(first.run.child);
    await untilGone([database, temporal], 30_000);

    const second = await start();
    const again = await call('GET', `${second.url}/plans/${kept.id}/tasks.json`);
    assert.deepEqual(again.body, tasks.body);
    const finished = await eventually(
      () => call('GET', `${second.url}/plans/${begun.id}`),
      (answer) => answer.body.status === 'ready',
      90,
    );
    assert.equal(finished.body.coverage.complete, true);
    second.run.child.kill('SIGINT');
    assert.equal(await ended(second.run.child), 0);
  });
});
