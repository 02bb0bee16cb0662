import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LENDING_CONTRACT, LENDING_PRD } from '../../fixtures/lending.js';
import type { Answer, Json } from '../http.js';
import { call } from '../http.js';
import type { SeparateService } from '../stack.js';
import { startSeparateService } from '../stack.js';
import type { FaultResult, FaultRow, FaultyService } from './fault-row.js';
import type { ModelAnswer } from './model.js';
import { answerHonestly } from './model.js';
import { startStandIn } from './stand-in.js';
import type { StandIn } from './stand-in.js';

/** Services with a stand-in that can be told how to fail next. */
export interface FaultBench {
  /** Makes the plan of a row. @throws AssertionError where something else comes of it than the row expects */
  run(row: FaultRow): Promise<FaultResult>;
  /** The service of that kind: started when first asked for. */
  service(kind: FaultyService): Promise<SeparateService>;
  stop(): Promise<void>;
}

const MOST_CALLS = 20;
const API_KEY = 'sk-stand-in-8f41';
/** The breaker looks at calls of the last 30 s, and opens when half of at least ten have failed. */
const BREAKER = { spanMs: 30_000, leastCalls: 10, share: 0.5 };

/** What the stand-in does during a row. */
interface Script {
  row: FaultRow;
  model: ModelAnswer;
  /** When each call came, in milliseconds. */
  calledAt: number[];
}

/** Starts the stand-in. A row never suffers from the breaker that the calls of earlier rows would have opened. */
export async function startFaultBench(): Promise<FaultBench> {
  let script: Script | null = null;
  let remembered: RememberedCall[] = [];
  const studio = await startStandIn({
    apiKey: API_KEY,
    fault: (one) => {
      if (script === null) return null;
      const number = script.calledAt.push(performance.now());
      const fault = script.row.fault?.(one, number) ?? null;
      remembered.push({ at: performance.now(), failed: fault !== null });
      return fault;
    },
    answer: async (envelope) => {
      await sleep(script?.row.answerMs ?? 0);
      return (script?.model ?? answerHonestly)(envelope);
    },
  });
  const services = new Map<FaultyService, Promise<SeparateService>>();
  const service = (kind: FaultyService): Promise<SeparateService> => {
    const known = services.get(kind) ?? startSeparateService({ worker: true, settings: settingsOf(kind, studio) });
    services.set(kind, known);
    return known;
  };
  return {
    service,
    run: async (row) => {
      const used = await service(row.service ?? 'stand-in');
      if (mightOpen(remembered) || row.earlier !== undefined) {
        await used.restartWorker();
        remembered = [];
      }
      script = { row, model: row.model?.(answerHonestly) ?? answerHonestly, calledAt: [] };
      try {
        return await runRow(used.url, script);
      } finally {
        script = null;
      }
    },
    stop: async () => {
      for (const started of services.values()) await (await started).stop();
      await studio.close();
    },
  };
}

/** A call as the breaker of a worker remembers it. */
interface RememberedCall {
  at: number;
  failed: boolean;
}

/** Whether the breaker might open in the middle of a row, for what it remembers of the rows before. */
function mightOpen(calls: readonly RememberedCall[]): boolean {
  const now = performance.now();
  return calls.filter(({ at, failed }) => failed && now - at < BREAKER.spanMs).length >= BREAKER.leastCalls / 4;
}

function settingsOf(kind: FaultyService, studio: StandIn): Record<string, string> {
  if (kind === 'without') return {};
  return {
    // Port 9 is that of a service which nobody runs any more.
    PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: kind === 'away' ? 'http://127.0.0.1:9/api/v1/run/planner' : studio.flowUrl,
    PLANNER_INTELLIGENCE_STUDIO__API_KEY: API_KEY,
    PLANNER_INTELLIGENCE_STUDIO__TIMEOUT_SECONDS: '1',
    PLANNER_INTELLIGENCE_STUDIO__MAX_RESPONSE_BYTES: '2000000',
    PLANNER_INTELLIGENCE_STUDIO__RETRY_SECONDS: '0.05',
    PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100',
    PLANNER_INTELLIGENCE_STUDIO__INPUT_PRICE: '10',
    PLANNER_INTELLIGENCE_STUDIO__OUTPUT_PRICE: '30',
  };
}

async function runRow(url: string, script: Script): Promise<FaultResult> {
  const { row, calledAt } = script;
  await Promise.all(Array.from({ length: row.earlier ?? 0 }, () => makePlan(url, row)));
  const before = calledAt.length;
  const started = performance.now();
  const answer = await makePlan(url, row);
  const milliseconds = Math.round(performance.now() - started);
  const called = calledAt.slice(before);
  checkCalls(row, called);
  const made = { name: row.name, calls: called.length, milliseconds };
  return row.expect.generator === 'failed'
    ? { ...made, ...checkFailure(row, answer) }
    : { ...made, ...(await checkPlan(url, row, answer)) };
}

function makePlan(url: string, row: FaultRow): Promise<Answer> {
  const options = { title: `${row.name} ${randomUUID()}`, search: { cache: 'bypass', ...row.search } };
  const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT }, options };
  return call('POST', `${url}/plans`, body, { prefer: 'wait=120', ...row.headers });
}

function checkCalls({ expect }: FaultRow, called: readonly number[]): void {
  const { calls = MOST_CALLS, leastCalls = 0, secondAfter = 0 } = expect;
  assert.ok(called.length <= calls && called.length >= leastCalls, `${called.length} calls`);
  const [first = 0, second = 0] = called;
  if (secondAfter > 0) assert.ok(second - first >= secondAfter * 1000, `${second - first} ms`);
}

type Outcome = Pick<FaultResult, 'status' | 'generator' | 'coverage' | 'says'>;

function checkFailure({ expect }: FaultRow, { body }: Answer): Outcome {
  const text = JSON.stringify(body);
  assert.equal(body.code, expect.code, text);
  const says = String(body.detail);
  if (expect.says !== undefined) assert.match(says, expect.says);
  assertNoSecret(text);
  return { status: 'failed', generator: '', coverage: '', says };
}

async function checkPlan(url: string, { expect }: FaultRow, answer: Answer): Promise<Outcome> {
  const plan = answer.body;
  assert.equal(answer.status, 201, JSON.stringify(plan));
  assert.equal(plan.coverage.complete, true);
  const [trace, tasks] = await Promise.all(
    ['search', 'tasks.json'].map((path) => call('GET', `${url}/plans/${plan.id}/${path}`)),
  );
  const finding = plan.findings.find(({ code }: Json) => /^studio-/u.test(code));
  const text = JSON.stringify(trace?.body);
  if (expect.generator !== 'any') assert.equal(plan.search.generator, expect.generator, text);
  assert.equal(finding?.code ?? null, expect.code, text);
  if (expect.says !== undefined) assert.match(text, expect.says);
  assertNoSecret(text + JSON.stringify([plan, tasks?.body]));
  return {
    status: plan.status,
    generator: plan.search.generator,
    coverage: 'complete',
    says: finding?.message ?? saysOf(trace?.body),
  };
}

function assertNoSecret(text: string): void {
  assert.ok(!text.includes(API_KEY), 'no secret');
}

/** What a trace says of a fault that no finding is about: its fixes by code, with how often each was made, and what ended it. */
function saysOf(trace: Json): string {
  const counts = new Map<string, number>();
  for (const trial of trace.trials) {
    for (const { code } of trial.fixes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [`ended by ${trace.stopReason}`, ...[...counts].map(([code, count]) => `${code} ×${count}`)].join(', ');
}
