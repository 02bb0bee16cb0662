import { answerFaultRows } from './answer-fault-rows.js';
import type { FaultRow } from './fault-row.js';
import type { AnswerFault } from './faults.js';

const always = (fault: AnswerFault) => () => fault;

/** A fault of the way that a plan is made in spite of, without the model: trying again would not help, so there is one call. */
const final = (fault: AnswerFault, says: RegExp): FaultRow => ({
  name: fault,
  fault: always(fault),
  expect: { generator: 'deterministic', code: 'studio-degraded', says, calls: 1, leastCalls: 1 },
});

/** One that may go away: of four calls, three are those of the one trial that the model gets. */
const passing = (fault: AnswerFault, says: RegExp): FaultRow => ({
  ...final(fault, says),
  search: { maxCalls: 4 },
  expect: { generator: 'deterministic', code: 'studio-degraded', says, calls: 3, leastCalls: 3 },
});

/** One of each class of failure that ends the use of the model at once. */
const FINAL: readonly FaultRow[] = [
  final('no key', /refuses the credentials/),
  final('unknown flow', /knows no such flow/),
  final('redirect', /The flow URL redirects/),
  final('invalid field', /refuses the request as it is/),
  final('request too large', /refuses a request this large/),
  final('model refused', /The model behind the flow refuses/),
  final('body dropped', /ran without the input/),
  final('rate limited until a date', /asks to wait/),
  final('not HTTP', /does not speak HTTP/),
  final('web page', /A web page answered/),
  final('garbage', /not JSON/),
  final('no outputs', /without an output/),
  final('empty text', /empty text/),
  final('stream without end', /without the event that holds the result/),
  final('oversized', /larger than the largest/),
];

/** One of each class of failure that is tried again. */
const PASSING: readonly FaultRow[] = [
  passing('model rate limited', /model asks to wait/),
  passing('429 inside a 500', /model asks to wait/),
  passing('flow failed', /The flow failed/),
  passing('model failed', /The model behind the flow failed/),
  passing('hang before the head', /in the time a call may take/),
  passing('drip', /in the time a call may take/),
  passing('gateway timeout', /gave up waiting/),
  passing('bad gateway', /not available/),
  passing('reset before the head', /ended before an answer began/),
  passing('closed in the middle', /in the middle of the answer/),
];

/** Where the time at which it fails is what matters. */
const TIMES: readonly FaultRow[] = [
  {
    name: 'away from the start',
    service: 'away',
    expect: { generator: 'deterministic', code: 'studio-degraded', says: /No connection/, calls: 0 },
  },
  {
    name: 'away from the third call on',
    fault: (_, number) => (number >= 3 ? 'closed before the head' : null),
    expect: { generator: 'any', code: 'studio-degraded', says: /ended before an answer began/, calls: 10 },
  },
  {
    name: 'away for one call',
    fault: (_, number) => (number === 2 ? 'closed before the head' : null),
    expect: { generator: 'any', code: null },
  },
  {
    name: 'asks to wait three seconds',
    fault: (_, number) => (number === 1 ? 'unavailable' : null),
    expect: { generator: 'any', code: null, secondAfter: 3 },
  },
];

const BUDGETS: readonly FaultRow[] = [
  { name: 'no calls', search: { maxCalls: 0 }, expect: { generator: 'deterministic', code: null, calls: 0 } },
  { name: 'one call', search: { maxCalls: 1 }, expect: { generator: 'any', code: null, calls: 1 } },
  { name: 'four calls', search: { maxCalls: 4 }, expect: { generator: 'any', code: null, calls: 4 } },
  { name: 'few tokens', search: { maxTokens: 4000 }, expect: { generator: 'any', code: null, calls: 2 } },
  { name: 'little money', search: { maxCost: 0.05 }, expect: { generator: 'any', code: null, calls: 2 } },
  {
    name: 'little time',
    search: { maxSeconds: 1, maxTrials: 30 },
    answerMs: 500,
    expect: { generator: 'any', code: null, says: /"stopReason":"max-seconds"/ },
  },
  { name: 'few trials', search: { maxTrials: 4 }, expect: { generator: 'any', code: null, says: /"max-trials"/ } },
];

const REQUIRED: readonly FaultRow[] = [
  {
    name: 'required and away',
    service: 'away',
    search: { requireStudio: true },
    expect: { generator: 'failed', code: 'studio-required', says: /there is none: No connection/, calls: 0 },
  },
  {
    name: 'required and failing',
    fault: always('no key'),
    search: { requireStudio: true },
    expect: { generator: 'failed', code: 'studio-required', says: /refuses the credentials/, calls: 1 },
  },
  {
    name: 'required and not set up',
    service: 'without',
    search: { requireStudio: true },
    expect: { generator: 'failed', code: 'studio-required', says: /no Intelligence Studio is set up/, calls: 0 },
  },
];

const REMEMBERED: readonly FaultRow[] = [
  {
    name: 'the same plan again',
    search: { cache: 'use' },
    earlier: 1,
    expect: { generator: 'any', code: null, says: /"cacheHit":true/, calls: 0 },
  },
  {
    name: 'the same plan again, Cache: bypass',
    search: { cache: 'use' },
    headers: { cache: 'bypass' },
    earlier: 1,
    expect: { generator: 'any', code: null, says: /"cacheHits":0/, leastCalls: 1 },
  },
];

/** The last row: it leaves the breaker of the worker open. */
export const BREAKER_ROW: FaultRow = {
  name: 'breaker open after many failures',
  fault: always('flow failed'),
  earlier: 6,
  expect: { generator: 'deterministic', code: 'studio-degraded', says: /calls are held back/, calls: 0 },
};

/** Rows in turn from both: the good calls of the one keep the breaker closed that failures of the other alone would open. */
function alternating(some: readonly FaultRow[], others: readonly FaultRow[]): FaultRow[] {
  const turns = Math.max(some.length, others.length);
  return Array.from({ length: turns }, (_, at) => [...others.slice(at, at + 1), ...some.slice(at, at + 1)]).flat();
}

/** Every row of the table. */
export const FAULT_ROWS: readonly FaultRow[] = [
  { name: 'no fault', expect: { generator: 'any', code: null, leastCalls: 1 } },
  ...FINAL,
  ...alternating(PASSING, answerFaultRows()),
  ...TIMES,
  ...BUDGETS,
  ...REQUIRED,
  ...REMEMBERED,
  BREAKER_ROW,
];
