import assert from 'node:assert/strict';
import { LENDING_CONTRACT, LENDING_PRD } from '../fixtures/lending.js';
import type { Json } from '../support/http.js';
import { call, eventually } from '../support/http.js';
import type { TestProcess } from '../support/processes.js';
import { startProcess } from '../support/processes.js';
import type { SeparateService } from '../support/stack.js';
import { startSeparateService } from '../support/stack.js';
import { answerHonestly } from '../support/studio/model.js';
import type { StandIn, StandInCall } from '../support/studio/stand-in.js';
import { startStandIn } from '../support/studio/stand-in.js';

describe('a worker that is killed while a model answers', function () {
  this.timeout(180_000);
  let service: SeparateService;
  let studio: StandIn;
  let release: () => void;
  const workers: TestProcess[] = [];

  before(async () => {
    const held = new Promise<void>((resolve) => (release = resolve));
    studio = await startStandIn({
      // The second call is held until the worker that made it is gone.
      answer: async (envelope) => {
        if (studio.calls.length === 2) await held;
        return answerHonestly(envelope);
      },
    });
    service = await startSeparateService({
      worker: false,
      settings: {
        PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: studio.flowUrl,
        PLANNER_INTELLIGENCE_STUDIO__TIMEOUT_SECONDS: '5',
        PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100',
        // One trial at a time, so that one call is on its way when the worker dies.
        PLANNER_SEARCH__PARALLELISM: '1',
      },
    });
  });
  after(async () => {
    release();
    for (const worker of workers) await worker.kill();
    await service.stop();
    await studio.close();
  });

  it('has what was answered taken up, not asked again, and the call on its way counted as lost and asked once more', async () => {
    workers.push(await startProcess('worker', service.environment));
    const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT } };
    const posted = await call('POST', `${service.url}/plans`, body);
    await eventually(
      () => Promise.resolve(studio.calls.length),
      (calls) => calls === 2,
      60,
    );
    await workers.pop()?.kill();
    release();
    workers.push(await startProcess('worker', service.environment));
    const plan = await eventually(
      async () => (await call('GET', `${service.url}/plans/${posted.body.id}`)).body,
      ({ status }: Json) => status === 'ready',
      120,
    );
    assert.equal(plan.coverage.complete, true);
    const [first, second, ...later] = studio.calls.map(questionOf);
    assert.ok(!later.includes(first ?? ''), 'what was answered is not asked again');
    assert.equal(later.filter((question) => question === second).length, 1, 'what was lost is asked once more');
    const trace = (await call('GET', `${service.url}/plans/${plan.id}/search`)).body;
    const outcomes = trace.trials.flatMap((trial: Json) => trial.studio?.calls ?? []).map((one: Json) => one.outcome);
    assert.equal(outcomes.filter((outcome: string) => outcome === 'lost').length, 1, outcomes.join());
    assert.equal(trace.studio.spent.calls, studio.calls.length);
  });
});

/** What a call asks, without what differs from call to call. */
function questionOf({ envelope }: StandInCall): string {
  return JSON.stringify(envelope).replaceAll(envelope?.nonce ?? '', '');
}
