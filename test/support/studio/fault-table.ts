import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { LENDING_CONTRACT, LENDING_PRD } from '../../fixtures/lending.js';
import type { Json } from '../http.js';
import { call } from '../http.js';
import type { SeparateService } from '../stack.js';
import { startSeparateService } from '../stack.js';
import type { StudioFault } from './faults.js';
import { makeModel } from './model.js';
import { startStandIn } from './stand-in.js';
import type { StandIn, StandInCall, Reply } from './stand-in.js';

/** One way in which a model, or what lies between it and us, can fail, and what must come of it. */
export interface FaultRow {
  name: string;
  /** What goes wrong with a call; null where nothing does. */
  fault?: (call: StandInCall) => StudioFault | null;
  /** What the model says instead of its answer. */
  answer?: (honest: string, call: number) => Reply;
  /** `options.search` of the plan. */
  search?: Json;
  expect: {
    /** Of the summary; a failed plan has none. */
    generator: 'deterministic' | 'studio' | 'mixed' | 'any' | 'failed';
    /** Code of a finding, or of the error of a failed plan; null: no finding about the model. */
    code: string | null;
    /** What the trace (or the error) must say. */
    says?: RegExp;
    /** Calls at most; 20 where nothing is said. */
    calls?: number;
  };
}

/** What came of it, as a row of a table. */
export interface FaultResult {
  name: string;
  calls: number;
  status: string;
  generator: string;
  coverage: string;
  says: string;
  milliseconds: number;
}

/** A service with a stand-in that can be told how to fail next. */
export interface FaultBench {
  run(row: FaultRow): Promise<FaultResult>;
  service: SeparateService;
  studio: StandIn;
  stop(): Promise<void>;
}

const MOST_CALLS = 20;
const API_KEY = 'sk-stand-in-8f41';

/** Starts a service whose model is a stand-in; each row gets a worker that remembers nothing of the rows before. */
export async function startFaultBench(): Promise<FaultBench> {
  let row: FaultRow | null = null;
  const honest = makeModel({ seed: 1 });
  const studio = await startStandIn({
    apiKey: API_KEY,
    fault: (one) => row?.fault?.(one) ?? null,
    answer: (envelope) => {
      const text = honest(envelope);
      return row?.answer?.(text, studio.calls.length) ?? text;
    },
  });
  const service = await startSeparateService({
    worker: true,
    settings: {
      PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: studio.flowUrl,
      PLANNER_INTELLIGENCE_STUDIO__API_KEY: API_KEY,
      PLANNER_INTELLIGENCE_STUDIO__TIMEOUT_SECONDS: '2',
      PLANNER_INTELLIGENCE_STUDIO__MAX_RESPONSE_BYTES: '2000000',
      PLANNER_INTELLIGENCE_STUDIO__RETRY_SECONDS: '0.1',
      PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100',
    },
  });
  return {
    service,
    studio,
    run: async (next) => {
      await service.restartWorker();
      row = next;
      try {
        return await runRow(service, studio, next);
      } finally {
        row = null;
      }
    },
    stop: async () => {
      await service.stop();
      await studio.close();
    },
  };
}

async function runRow(service: SeparateService, studio: StandIn, row: FaultRow): Promise<FaultResult> {
  const started = performance.now();
  const before = studio.calls.length;
  const options = { title: `${row.name} ${randomUUID()}`, search: { cache: 'bypass', ...row.search } };
  const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT }, options };
  const answer = await call('POST', `${service.url}/plans`, body, { prefer: 'wait=120' });
  const calls = studio.calls.length - before;
  const milliseconds = Math.round(performance.now() - started);
  const { expect } = row;
  assert.ok(calls <= (expect.calls ?? MOST_CALLS), `${calls} calls`);
  if (expect.generator === 'failed') {
    assert.equal(`${answer.body.code}`, expect.code, JSON.stringify(answer.body));
    const says = String(answer.body.detail);
    if (expect.says !== undefined) assert.match(says, expect.says);
    return { name: row.name, calls, status: 'failed', generator: '', coverage: '', says, milliseconds };
  }
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const plan = answer.body;
  assert.equal(plan.coverage.complete, true);
  if (expect.generator !== 'any') assert.equal(plan.search.generator, expect.generator);
  const finding = plan.findings.find(({ code }: Json) => /^studio-/u.test(code));
  assert.equal(finding?.code ?? null, expect.code);
  const trace = await call('GET', `${service.url}/plans/${plan.id}/search`);
  const text = JSON.stringify(trace.body);
  if (expect.says !== undefined) assert.match(text, expect.says);
  assert.ok(!text.includes(API_KEY) && !JSON.stringify(plan).includes(API_KEY), 'no secret');
  return {
    name: row.name,
    calls,
    status: plan.status,
    generator: plan.search.generator,
    coverage: plan.coverage.complete ? 'complete' : 'incomplete',
    says: finding?.message ?? saysOf(trace.body),
    milliseconds,
  };
}

/** What a trace says of a fault that no finding is about: its fixes by code, with how often each was made. */
function saysOf(trace: Json): string {
  const counts = new Map<string, number>();
  for (const trial of trace.trials) {
    for (const { code } of trial.fixes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => `${code} ×${count}`).join(', ');
}
