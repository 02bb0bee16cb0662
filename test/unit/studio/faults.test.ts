import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { StudioFailure } from '../../../adapters/studio/studio-failure.js';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import { CALL, makeTestClient } from '../../support/studio/client.js';
import { ANSWER_FAULTS } from '../../support/studio/faults.js';
import type { AnswerFault, StudioFault } from '../../support/studio/faults.js';
import { startStandIn } from '../../support/studio/stand-in.js';

const SECRET_OF_THE_SERVER = /Traceback|flow\.py|boom|evil|invalid_client/;
/** Long enough for a busy machine where an answer comes; short where none does. */
const timesFor = (fault: StudioFault): Partial<StudioSettings> => {
  const ms = /hang|drip/.test(fault) ? 300 : 5000;
  return { timeoutMs: ms, firstByteMs: ms, connectMs: ms };
};

/** kind, reason, may be retried, may have run */
type Expected = [StudioFailure['kind'], StudioFailure['reason'], boolean, boolean];

const STREAMED = {
  'stream without end': ['truncated', 'stream-without-end', false, true],
  'stream cut': ['truncated', 'answer-cut', true, true],
  'stream hangs': ['timeout', 'call-timeout', true, true],
  'stream of an error': ['upstream', 'flow-failed', true, true],
  'stream of an error that hangs': ['upstream', 'flow-failed', true, true],
  'stream of a 429': ['rate-limited', 'model-rate-limited', true, true],
} satisfies Partial<Record<AnswerFault, Expected>>;

const EXPECTED: Record<AnswerFault, Expected> = {
  'no key': ['auth', 'key-refused', false, false],
  unauthorized: ['auth', 'key-refused', false, false],
  'unknown flow': ['not-found', 'flow-unknown', false, false],
  redirect: ['not-found', 'redirected', false, false],
  'bad request': ['bad-request', 'request-refused', false, false],
  'method not allowed': ['bad-request', 'request-refused', false, false],
  'invalid field': ['bad-request', 'request-refused', false, false],
  'tweaks refused': ['bad-request', 'request-refused', false, false],
  'model refused': ['bad-request', 'model-refused', false, true],
  'request too large': ['bad-request', 'request-too-large', false, false],
  'body dropped': ['bad-request', 'input-dropped', false, true],
  'another input echoed': ['bad-request', 'input-dropped', false, true],
  'rate limited': ['rate-limited', 'rate-limited', true, true],
  'rate limited until a date': ['rate-limited', 'rate-limited', true, true],
  'model rate limited': ['rate-limited', 'model-rate-limited', true, true],
  '429 inside a 500': ['rate-limited', 'model-rate-limited', true, true],
  'flow failed': ['upstream', 'flow-failed', true, true],
  unhandled: ['upstream', 'flow-failed', true, true],
  'server error page': ['upstream', 'flow-failed', true, true],
  'hang after an error head': ['upstream', 'flow-failed', true, true],
  'model failed': ['upstream', 'model-failed', true, true],
  'bad gateway': ['unavailable', 'service-unavailable', true, true],
  unavailable: ['unavailable', 'service-unavailable', true, true],
  'unreachable origin': ['unavailable', 'service-unavailable', true, true],
  'reset before the head': ['unavailable', 'connection-lost', true, true],
  'closed before the head': ['unavailable', 'connection-lost', true, true],
  'gateway timeout': ['timeout', 'gateway-timeout', true, true],
  'hang before the head': ['timeout', 'call-timeout', true, true],
  'hang after the head': ['timeout', 'call-timeout', true, true],
  drip: ['timeout', 'call-timeout', true, true],
  'no content': ['malformed-response', 'unexpected-status', false, true],
  'web page': ['malformed-response', 'html', false, true],
  'web page as JSON': ['malformed-response', 'html', false, true],
  garbage: ['malformed-response', 'not-json', false, true],
  'another encoding': ['malformed-response', 'not-json', false, true],
  'not HTTP': ['malformed-response', 'not-http', false, true],
  'no outputs': ['malformed-response', 'no-output', false, true],
  'no runs': ['malformed-response', 'no-output', false, true],
  'empty text': ['malformed-response', 'empty-answer', false, true],
  'closed in the middle': ['truncated', 'answer-cut', true, true],
  oversized: ['too-large', 'answer-too-large', false, true],
  ...STREAMED,
};

async function failureUnder(fault: StudioFault, settings: Partial<StudioSettings> = {}): Promise<StudioFailure> {
  const studio = await startStandIn({ answer: () => 'fine', fault: () => fault });
  try {
    const { client, lines } = makeTestClient({ flowUrl: studio.flowUrl, ...timesFor(fault), ...settings });
    const outcome = await client.run(CALL);
    assert.ok(outcome.kind !== 'ok', 'the call was taken as answered');
    assert.doesNotMatch(JSON.stringify(outcome) + lines.join(''), SECRET_OF_THE_SERVER);
    assert.equal(outcome.requests, studio.calls.length);
    assert.equal(studio.calls.length, 1, 'it was sent again');
    return outcome;
  } finally {
    await studio.close();
  }
}

const shown = (f: StudioFailure): Expected => [f.kind, f.reason, f.retryable, f.mayHaveRun];

describe('what goes wrong with a call to Intelligence Studio', () => {
  for (const fault of ANSWER_FAULTS.filter((name) => !(name in STREAMED))) {
    const [kind, reason] = EXPECTED[fault];
    it(`is ${kind} (${reason}): ${fault}`, async () => {
      assert.deepEqual(shown(await failureUnder(fault)), EXPECTED[fault]);
    });
  }

  for (const fault of Object.keys(STREAMED) as (keyof typeof STREAMED)[]) {
    const [kind, reason] = EXPECTED[fault];
    it(`is ${kind} (${reason}) when streaming: ${fault}`, async () => {
      assert.deepEqual(shown(await failureUnder(fault, { stream: true })), EXPECTED[fault]);
    });
  }

  it('is the same when streaming, for everything that comes before a stream begins', async () => {
    for (const fault of ['no key', 'unknown flow', 'flow failed', 'web page', 'closed before the head'] as const) {
      assert.deepEqual(shown(await failureUnder(fault, { stream: true })), EXPECTED[fault], fault);
    }
  });

  it('ends soon after an error event, although the stream goes on', async () => {
    const started = performance.now();
    await failureUnder('stream of an error that hangs', { stream: true, timeoutMs: 10_000, firstByteMs: 10_000 });
    assert.ok(performance.now() - started < 5000);
  });

  it('tells how long the server asks to wait, at most an hour', async () => {
    assert.equal((await failureUnder('rate limited')).retryAfterSeconds, 7);
    assert.equal((await failureUnder('rate limited until a date')).retryAfterSeconds, 3600);
    assert.equal((await failureUnder('unavailable')).retryAfterSeconds, 3);
    assert.equal((await failureUnder('flow failed')).retryAfterSeconds, null);
  });

  it('tells the name of a fault where the server gives one, and nothing else it says', async () => {
    assert.equal((await failureUnder('tweaks refused')).code, 'TWEAKS_REFUSED');
    assert.equal((await failureUnder('model failed')).code, 'UPSTREAM_AUTH');
    assert.equal((await failureUnder('flow failed')).code, null);
  });

  it('has a limit of its own for the first byte, before the whole call is late', async () => {
    const failure = await failureUnder('hang before the head', { timeoutMs: 5000, firstByteMs: 60 });
    assert.deepEqual(shown(failure), ['timeout', 'first-byte-timeout', true, true]);
    const late = await failureUnder('hang after the head', { timeoutMs: 500, firstByteMs: 250 });
    assert.equal(late.reason, 'call-timeout');
  });

  it('is unavailable, and has not run, where nobody listens', async () => {
    const { client } = makeTestClient({ flowUrl: 'http://127.0.0.1:9/api/v1/run/planner' });
    const outcome = await client.run(CALL);
    assert.ok(outcome.kind !== 'ok');
    assert.deepEqual(shown(outcome), ['unavailable', 'unreachable', true, false]);
    assert.equal(outcome.code, 'ECONNREFUSED');
  });

  it('is a timeout, and has not run, where no connection comes about', async () => {
    // A server that takes no part in the TLS handshake: for the client the connection is not there yet.
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const { client } = makeTestClient({ flowUrl: `https://127.0.0.1:${port}/run`, connectMs: 60 });
    const outcome = await client.run(CALL);
    await new Promise((resolve) => silent.close(resolve));
    assert.ok(outcome.kind !== 'ok');
    assert.deepEqual(shown(outcome), ['timeout', 'connect-timeout', true, false]);
  });

  it('is cancelled, at once, when the caller does not want it any more', async () => {
    const studio = await startStandIn({ answer: () => 'fine', fault: () => 'hang before the head' });
    const { client } = makeTestClient({ flowUrl: studio.flowUrl, timeoutMs: 10_000 });
    const outcome = await client.run({ ...CALL, signal: AbortSignal.timeout(200) });
    await studio.close();
    assert.ok(outcome.kind !== 'ok');
    assert.deepEqual(shown(outcome), ['cancelled', 'cancelled', false, true]);
    const before = await client.run({ ...CALL, signal: AbortSignal.abort() });
    assert.ok(before.kind !== 'ok');
    assert.deepEqual(shown(before), ['cancelled', 'cancelled', false, false]);
  });

  it('may take less time than the setting, never more', async () => {
    const studio = await startStandIn({ answer: () => 'fine', fault: () => 'hang before the head' });
    const { client } = makeTestClient({ flowUrl: studio.flowUrl, timeoutMs: 600, firstByteMs: 10_000 });
    for (const [timeoutMs, atMost] of [
      [100, 550],
      [60_000, 3000],
    ] as const) {
      const outcome = await client.run({ ...CALL, timeoutMs });
      assert.equal(outcome.kind, 'timeout');
      assert.ok(outcome.milliseconds < atMost, `${outcome.milliseconds} ms`);
    }
    await studio.close();
  });
});
