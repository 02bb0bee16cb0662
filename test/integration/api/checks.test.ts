import assert from 'node:assert/strict';
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LIBRARY_PRD, LIBRARY_SDL, startLibrary } from '../../support/library-service.js';
import { startContractServer } from '../../support/contract-server/start.js';
import { getStack } from '../../support/stack.js';
import { planner } from '../../unit/cli/check-sample.js';
import { makeClient } from './api-client.js';
import type { Json } from './api-client.js';

const DEMO = new URL('../../../dev/demo-input/', import.meta.url);

describe('checks of a plan', function () {
  this.timeout(180_000);
  let url: string;
  let call: ReturnType<typeof makeClient>;
  let folder: string;
  before(async () => {
    ({ url } = await getStack());
    call = makeClient(url);
    folder = await mkdtemp(join(tmpdir(), 'planner-checks-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function makePlan(prd: string, contract: string): Promise<string> {
    const body = { prd: { text: prd }, contract: { text: contract }, options: { search: { maxTrials: 4 } } };
    const { json } = await call('/plans', { method: 'POST', body, headers: { Prefer: 'wait=50' } });
    assert.equal(json.lastRevision.status, 'published', JSON.stringify(json.error));
    return String(json.id);
  }

  it('of GraphQL operations pass against a right service, from the planner and from its bundle', async () => {
    const plan = await makePlan(LIBRARY_PRD, LIBRARY_SDL);
    const library = await startLibrary();
    try {
      const online = await planner('check', plan, '--planner', url, '--url', library.url, '--json');
      assert.equal(online.code, 0, online.stdout);
      const { counts, tasks } = JSON.parse(online.stdout);
      assert.deepEqual([counts.graphql.failed, counts.graphql.skipped], [0, 0]);
      assert.ok(counts.graphql.passed > 30, JSON.stringify(counts));
      assert.deepEqual(counts.arazzo, { passed: 0, failed: 0, skipped: 0 });
      // Every criterion that says that requests show it has at least one.
      const { json } = await call(`/plans/${plan}/tasks.json?fields=acceptance`);
      const promised = json.tasks.flatMap((task: Json) =>
        task.acceptance.filter((one: Json) => one.check?.kind === 'graphql').map((one: Json) => `${task.id} ${one.id}`),
      );
      const kept = new Set(
        tasks.flatMap((task: Json) =>
          task.results
            .filter((one: Json) => one.kind === 'graphql')
            .map((one: Json) => `${task.taskId} ${one.checkId}`),
        ),
      );
      assert.deepEqual(
        promised.filter((one: string) => !kept.has(one)),
        [],
      );
      const zip = join(folder, 'graphql.zip');
      await writeFile(zip, (await call(`/plans/${plan}/bundle`)).bytes);
      const offline = await planner('check', '--bundle', zip, '--url', library.url, '--json');
      assert.deepEqual(JSON.parse(offline.stdout).counts, counts);
    } finally {
      library.stop();
    }
  });

  it('fail against a wrong one, and the evidence is what a callback takes', async () => {
    const plan = await makePlan(LIBRARY_PRD, LIBRARY_SDL);
    const library = await startLibrary('update-lost');
    try {
      const { json } = await call(`/plans/${plan}/tasks.json?kind=operation&fields=covers`);
      const task = json.tasks.find((one: Json) => one.covers.includes('op:Mutation.updateBook'));
      const file = join(folder, 'evidence.json');
      const argv = ['--plan', plan, '--planner', url, '--url', library.url, '--evidence', file];
      assert.equal((await planner('check', task.key, ...argv)).code, 1);
      const { evidence } = JSON.parse(await readFile(file, 'utf8'));
      assert.ok(evidence.some((one: Json) => one.outcome === 'failed' && one.checkId.endsWith('kept')));
      const reported = await planner(
        'complete',
        task.id,
        '--status',
        'progress',
        '--summary',
        'Checked.',
        '--evidence',
        file,
        '--url',
        url,
      );
      assert.equal(reported.code, 0, reported.stderr);
    } finally {
      library.stop();
    }
  });

  it('of HTTP operations run against a right service', async () => {
    const [prd, contract] = await Promise.all(
      ['prd.md', 'contract.yaml'].map((name) => readFile(new URL(name, DEMO), 'utf8')),
    );
    const plan = await makePlan(prd ?? '', contract ?? '');
    const server = await startContractServer();
    try {
      const argv = ['--plan', plan, '--planner', url, '--url', server.url, '--token', server.token, '--json'];
      const { json } = await call(`/plans/${plan}/tasks.json?kind=operation&fields=title`);
      let passed = 0;
      for (const { key } of json.tasks.slice(0, 4)) {
        const { stdout } = await planner('check', key, ...argv);
        const { counts, tasks } = JSON.parse(stdout);
        assert.deepEqual(
          tasks[0].results.filter((one: Json) => one.outcome === 'failed'),
          [],
        );
        assert.doesNotMatch(stdout, new RegExp(server.token));
        passed += Number(counts.arazzo.passed);
      }
      assert.ok(passed >= 8, String(passed));
    } finally {
      await server.close();
    }
  });
});
