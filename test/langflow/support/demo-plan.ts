import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readZip } from '../../../cli/verify/read-bundle.js';
import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import type { Json } from '../../support/http.js';
import { call, eventually } from '../../support/http.js';
import { startSeparateService } from '../../support/stack.js';

const DEMO = new URL('../../../dev/demo-input/', import.meta.url);
const PLAN_SECONDS = 180;

/** A published plan of the demo input, as its readers see it. */
export interface DemoPlan {
  plan: Json;
  trace: Json;
  /** Ids of its candidates, which are their content hashes. */
  candidates: string[];
}

/** Plans the demo input by a service of its own with these settings, and checks that what it publishes is complete and sound. */
export async function planDemo(settings: Record<string, string>): Promise<DemoPlan> {
  const service = await startSeparateService({ worker: true, settings });
  try {
    const [prd, contract] = await Promise.all(
      ['prd.md', 'contract.yaml'].map((name) => readFile(new URL(name, DEMO), 'utf8')),
    );
    const made = await call('POST', `${service.url}/plans`, { prd: { text: prd }, contract: { text: contract } });
    assert.equal(made.status, 202, JSON.stringify(made.body));
    const url = `${service.url}/plans/${made.body.id}`;
    const { body: plan } = await eventually(
      () => call('GET', url),
      ({ body }) => body.status === 'ready' || body.status === 'failed',
      PLAN_SECONDS,
    );
    assert.equal(plan.status, 'ready', JSON.stringify(plan));
    assert.equal(plan.coverage.complete, true);
    const bundle = await fetch(`${url}/bundle`);
    assert.deepEqual(verifyBundle(readZip(new Uint8Array(await bundle.arrayBuffer()))).violations, []);
    const { body: trace } = await call('GET', `${url}/search`);
    const candidates = trace.trials.map(({ candidateId }: Json) => candidateId);
    return { plan, trace, candidates };
  } finally {
    await service.stop();
  }
}

/** All calls that a trace lists. */
export function callsOf(trace: Json): Json[] {
  const ofTrials = trace.trials.flatMap(({ studio }: Json) => studio?.calls ?? []);
  return [...trace.studio.steps.flatMap(({ calls }: Json) => calls), ...ofTrials];
}
