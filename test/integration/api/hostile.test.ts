import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';

import { startStack } from '../../../dev/stack.js';
import type { Stack } from '../../../dev/stack.js';
import { loadConfig } from '../../../platform/config.js';
import { openApi, repeat, withOperation, withSchemas } from '../../support/hostile/hostile-case.js';
import { dataFolder, settings } from '../stack/processes.js';
import { makeClient } from './api-client.js';
import type { Answer } from './api-client.js';
import { planRequest, PRD } from './inputs.js';

/** So many operations take any machine longer than the limit. */
const MANY = openApi({
  paths: Object.fromEntries(
    Array.from({ length: 20_000 }, (_, i) => [
      `/things/{id}/x${i}`,
      { get: { responses: { 200: { description: 'ok' } } } },
    ]),
  ),
});

describe('limits of time', function () {
  this.timeout(120_000);
  let dataDir: string;
  let stack: Stack & { apiUrl: string };
  let call: ReturnType<typeof makeClient>;

  const start = async (limits: Record<string, string>): Promise<void> => {
    const config = loadConfig(settings(dataDir, { PLANNER_API__PORT: '0', ...limits }));
    stack = await startStack({ config, api: true, worker: true });
    call = makeClient(stack.apiUrl);
  };
  const post = (contract: string): Promise<Answer> =>
    call('/plans', { method: 'POST', body: { prd: { text: PRD }, contract: { text: contract } } });
  const postAndWait = (body: object): Promise<Answer> =>
    call('/plans', { method: 'POST', body, headers: { Prefer: 'wait=60' } });
  const ended = async ({ json }: Answer): Promise<Answer> => {
    for (;;) {
      const plan = await call(`/plans/${String(json.id)}`);
      if (plan.json.status === 'failed' || plan.json.status === 'ready') return plan;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  beforeEach(async () => {
    dataDir = await dataFolder();
  });
  afterEach(async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('fail the plan whose step takes too long, with what can be done, and no other', async () => {
    await start({ PLANNER_WORKER__STEP_SECONDS: '3' });
    const failed = await ended(await post(MANY));
    assert.equal(failed.json.status, 'failed', failed.text);
    assert.equal(failed.json.error.code, 'step-timeout');
    assert.match(failed.json.error.remediation, /PLANNER_WORKER__STEP_SECONDS/);
    const next = await postAndWait(planRequest());
    assert.equal(next.status, 201, next.text);
  });

  it('are never reached by documents that are small and hostile', async () => {
    await start({});
    const texts = [
      withSchemas(
        repeat(
          31,
          (i) =>
            `"S${i}":{"properties":{"a":{"$ref":"#/components/schemas/S${(i + 1) % 31}"},"b":{"$ref":"#/components/schemas/S${(i + 1) % 31}"}}}`,
        ),
      ),
      withOperation('"callbacks":{"self":{"/cb":{"$ref":"#/paths/~1things"}}},"responses":{}'),
      withSchemas(
        '"__proto__":{"properties":{"__proto__":{"$ref":"#/components/schemas/__proto__"}}},"constructor":{}',
      ),
    ];
    for (const text of texts) {
      const answer = await postAndWait({ prd: { text: PRD }, contract: { text } });
      assert.equal(`${answer.status} ${String(answer.json.status)}`, '201 ready', answer.text.slice(0, 500));
      assert.equal(answer.json.coverage.complete, true);
    }
  });
});
