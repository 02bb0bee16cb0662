import { call, eventually } from '../../support/http.js';
import { FAULT_ROWS } from '../../support/studio/fault-rows.js';
import type { FaultBench } from '../../support/studio/fault-table.js';
import { startFaultBench } from '../../support/studio/fault-table.js';

describe('a plan whose model fails', () => {
  let bench: FaultBench;
  before(async function () {
    this.timeout(120_000);
    bench = await startFaultBench();
    await bench.service('stand-in');
  });
  after(() => bench.stop());

  for (const row of FAULT_ROWS) it(row.name, () => bench.run(row)).timeout(60_000);

  it('tells operators of the breaker that is open since the last of these', async () => {
    const { url } = await bench.service('stand-in');
    await eventually(
      () => call('GET', `${url}/readyz`),
      ({ body }) => /"state":"open"/u.test(JSON.stringify(body)),
    );
    await eventually(
      () => call('GET', `${url}/metrics`),
      ({ body }) => /^planner_studio_breaker_state\{state="open"\} 1$/mu.test(String(body)),
    );
  }).timeout(60_000);
});
