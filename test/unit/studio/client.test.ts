import assert from 'node:assert/strict';
import type { StudioOutcome } from '../../../adapters/studio/studio-client.js';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import { eventually } from '../../support/http.js';
import { CALL, makeTestClient } from '../../support/studio/client.js';
import type { StudioFault } from '../../support/studio/faults.js';
import { chatOutput, customOutput, dataOutput, onlyIn, textOutput } from '../../support/studio/flow-output.js';
import type { FlowOutput } from '../../support/studio/flow-output.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn, StandInCall, StandInOptions } from '../../support/studio/stand-in.js';

const KEY = 'sk-the-key-of-the-tests';
const textsOf = (outcome: StudioOutcome): readonly string[] =>
  outcome.kind === 'ok' ? outcome.texts : assert.fail(`${outcome.reason}: ${outcome.message}`);

const bodyOf = (call: StandInCall | undefined): Record<string, unknown> =>
  (JSON.parse(call?.body ?? '{}') as { input_request: Record<string, unknown> }).input_request;

describe('the client of Intelligence Studio', () => {
  let studio: StandIn | null = null;
  afterEach(async () => {
    await studio?.close();
    studio = null;
  });

  const start = async (options: Partial<StandInOptions> = {}): Promise<StandIn> =>
    (studio = await startStandIn({ answer: () => 'fine', ...options }));
  const answered = async (outputs: readonly FlowOutput[], settings: Partial<StudioSettings> = {}) => {
    const { flowUrl } = await start({ answer: () => outputs });
    const outcome = await makeTestClient({ flowUrl, ...settings }).client.run(CALL);
    await studio?.close();
    return outcome;
  };

  it('sends the question in one envelope, and gets what the flow says', async () => {
    const { flowUrl, calls } = await start({ answer: ({ op, payload }) => JSON.stringify({ op, payload }) });
    const outcome = await makeTestClient({ flowUrl }).client.run(CALL);
    assert.deepEqual(textsOf(outcome), [JSON.stringify({ op: 'outline', payload: CALL.payload })]);
    assert.deepEqual(calls[0]?.envelope, { protocol: 'planner/1', ...CALL });
    assert.equal(outcome.requests, 1);
    assert.ok(outcome.milliseconds >= 0);
  });

  it('sends the key in a header and nowhere else', async () => {
    const { flowUrl, calls } = await start({ apiKey: KEY });
    const { client, lines } = makeTestClient({ flowUrl, apiKey: KEY });
    assert.equal((await client.run(CALL)).kind, 'ok');
    assert.equal(calls[0]?.query, '?stream=false');
    const refused = makeTestClient({ flowUrl, apiKey: 'sk-another-key' });
    const outcome = await refused.client.run(CALL);
    assert.equal(outcome.kind, 'auth');
    assert.doesNotMatch([...lines, ...refused.lines, JSON.stringify(outcome)].join(''), /sk-/);
    assert.equal(lines.length, 1);
  });

  it('hands on nothing of key and address where a flow tells them', async () => {
    const { flowUrl } = await start({ apiKey: KEY, answer: () => `Key ${KEY}, address ${String(studio?.flowUrl)}.` });
    const outcome = await makeTestClient({ flowUrl, apiKey: KEY }).client.run(CALL);
    assert.deepEqual(textsOf(outcome), ['Key (hidden), address (hidden).']);
  });

  it('uses the URL as it stands, and that of the operation where there is one', async () => {
    const { flowUrl, calls } = await start();
    const flowUrls = { detail: `${flowUrl}-detail/?tenant=a%2Fb` };
    const { client } = makeTestClient({ flowUrl, flowUrls });
    await client.run(CALL);
    await client.run({ ...CALL, op: 'detail' });
    assert.deepEqual(
      calls.map(({ query }) => query),
      ['?stream=false', '?tenant=a%2Fb&stream=false'],
    );
  });

  it('takes a fresh session and a fresh connection for every call', async () => {
    const { flowUrl, calls } = await start();
    const { client } = makeTestClient({ flowUrl });
    for (let call = 0; call < 3; call += 1) await client.run(CALL);
    assert.equal(new Set(calls.map(({ sessionId }) => sessionId)).size, 3);
    assert.match(calls[0]?.sessionId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      calls.map(({ connection }) => connection),
      [1, 2, 3],
    );
    assert.equal(calls[0]?.headers.connection, 'close');
  });

  it('wraps the body, and sends it bare once where the wrapper is not known', async () => {
    const { flowUrl, calls } = await start({ knowsWrapper: false });
    const outcome = await makeTestClient({ flowUrl }).client.run(CALL);
    assert.deepEqual([textsOf(outcome), outcome.requests], [['fine'], 2]);
    assert.deepEqual(
      calls.map(({ shape, run }) => [shape, run]),
      [
        [null, 'refused'],
        ['bare', 'finished'],
      ],
    );
    await makeTestClient({ flowUrl, body: 'bare' }).client.run(CALL);
    assert.equal(calls.length, 3);
  });

  it('sends a text with half a surrogate pair so that the server reads it', async () => {
    const { flowUrl, calls } = await start();
    const outcome = await makeTestClient({ flowUrl }).client.run({ ...CALL, payload: { prd: 'a\ud800b' } });
    assert.equal(outcome.kind, 'ok');
    assert.deepEqual(calls[0]?.envelope?.payload, { prd: 'a\ufffdb' });
  });

  it('finds the text in every place it may lie', async () => {
    for (const place of ['results', 'outputs', 'outputs.text', 'messages', 'artifacts'] as const) {
      assert.deepEqual(textsOf(await answered([onlyIn(place, 'here')])), ['here'], place);
    }
    assert.deepEqual(textsOf(await answered([textOutput('here')])), ['here']);
    assert.deepEqual(textsOf(await answered([customOutput('here')])), ['here']);
    assert.deepEqual(textsOf(await answered([customOutput({ text: 'here', sender: 'Machine' })])), ['here']);
  });

  it('takes a text that stands in five places once', async () => {
    assert.deepEqual(textsOf(await answered([chatOutput('{"tasks": []}')])), ['{"tasks": []}']);
  });

  it('gives data as JSON', async () => {
    const data = { tasks: [{ id: 't1' }] };
    assert.deepEqual(textsOf(await answered([dataOutput(data)])), [JSON.stringify(data)]);
    assert.deepEqual(textsOf(await answered([dataOutput([data])])), [JSON.stringify([data])]);
    assert.deepEqual(textsOf(await answered([customOutput(data)])), [JSON.stringify(data)]);
    assert.equal((await answered([dataOutput({})])).kind, 'malformed-response');
  });

  it('gives the texts of several outputs in their order, for the caller to choose', async () => {
    const outputs = [chatOutput('thinking…'), chatOutput(''), chatOutput('{}', 'ChatOutput-2'), chatOutput('{}')];
    assert.deepEqual(textsOf(await answered(outputs)), ['thinking…', '{}']);
  });

  it('hands on a text as the model left it', async () => {
    const text = '{"tasks": [{"id": "t1"}]}';
    const faults: StudioFault[] = [
      'fenced text',
      'prose around the text',
      'cut text',
      'text with a byte order mark',
      'injected text',
    ];
    for (const fault of faults) {
      const { flowUrl } = await start({ answer: () => text, fault: () => fault });
      const [got = ''] = textsOf(await makeTestClient({ flowUrl }).client.run(CALL));
      assert.notEqual(got, text, fault);
      assert.ok(got.includes(text.slice(0, 12)), fault);
      await studio?.close();
    }
  });

  it('asks for one component and another type of output where it is told to', async () => {
    const { flowUrl, calls } = await start();
    const { client } = makeTestClient({ flowUrl, outputType: 'any', outputComponent: 'Answerer-1' });
    assert.equal((await client.run(CALL)).kind, 'ok');
    const { input_value: input, session_id: session, ...rest } = bodyOf(calls[0]);
    assert.deepEqual([typeof input, typeof session], ['string', 'string']);
    assert.deepEqual(rest, { input_type: 'chat', output_type: 'any', output_component: 'Answerer-1' });
  });

  it('takes the result out of a stream', async () => {
    const { flowUrl, calls } = await start({ answer: () => '{"tasks":\n[]} „Ü“' });
    const outcome = await makeTestClient({ flowUrl, stream: true }).client.run(CALL);
    assert.deepEqual(textsOf(outcome), ['{"tasks":\n[]} „Ü“']);
    assert.equal(calls[0]?.query, '?stream=true');
  });

  it('takes a whole answer although a stream was asked for', async () => {
    const { flowUrl } = await start({
      answer: (_, input) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outputs: [{ inputs: { input_value: input }, outputs: [chatOutput('fine')] }] }, null, 2),
      }),
    });
    assert.deepEqual(textsOf(await makeTestClient({ flowUrl, stream: true }).client.run(CALL)), ['fine']);
  });

  it('stops a streamed flow when it gives up; one that is not streamed runs on', async () => {
    for (const [stream, run] of [
      [true, 'cancelled'],
      [false, 'finished'],
    ] as const) {
      const { promise, resolve } = withResolve();
      const { flowUrl, calls } = await start({ answer: () => promise });
      const outcome = await makeTestClient({ flowUrl, stream }).client.run({ ...CALL, timeoutMs: 250 });
      assert.equal(outcome.kind, 'timeout');
      const runs = () => Promise.resolve(calls[0]?.run);
      // Only then is it sure that the server has seen the caller go.
      if (stream) await eventually(runs, (now) => now !== 'running', 5);
      resolve('late');
      await eventually(runs, (now) => now !== 'running', 5);
      assert.equal(calls[0]?.run, run);
      await studio?.close();
    }
  });

  it('reads an answer up to the largest size, however often its text is repeated in it', async () => {
    const text = 'x'.repeat(40_000);
    const outcome = await answered([chatOutput(text)], { maxResponseBytes: 6 * 40_000 });
    assert.equal(textsOf(outcome)[0]?.length, 40_000);
    const larger = await answered([chatOutput(text)], { maxResponseBytes: 4 * 40_000 });
    assert.equal(larger.kind, 'too-large');
  });

  it('serves calls side by side', async () => {
    const { flowUrl } = await start({ answer: ({ payload }) => JSON.stringify(payload) });
    const { client } = makeTestClient({ flowUrl });
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => client.run({ ...CALL, payload: { n } })));
    assert.deepEqual(
      outcomes.map((outcome) => textsOf(outcome)[0]),
      Array.from({ length: 20 }, (_, n) => `{"n":${n}}`),
    );
  });
});

function withResolve(): { promise: Promise<string>; resolve: (text: string) => void } {
  let resolve: (text: string) => void = () => undefined;
  const promise = new Promise<string>((settle) => (resolve = settle));
  return { promise, resolve };
}
