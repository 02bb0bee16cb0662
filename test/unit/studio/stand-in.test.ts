import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { call, eventually } from '../../support/http.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn } from '../../support/studio/stand-in.js';

const INPUT = JSON.stringify({ protocol: 'planner/1', op: 'outline', nonce: 'n', payload: 1 });
const KEY = { 'x-api-key': 'key' };

describe('the stand-in of Intelligence Studio', () => {
  let studio: StandIn;
  beforeEach(async () => {
    studio = await startStandIn({ apiKey: 'key', answer: ({ op }) => `answer to ${op}` });
  });
  afterEach(() => studio.close());

  const inputOf = (body: { outputs: { inputs: unknown }[] }): unknown => body.outputs[0]?.inputs;

  it('answers in the shape of a run API, with the text in five places', async () => {
    const { status, body } = await call('POST', studio.flowUrl, { input_value: INPUT, session_id: 's1' }, KEY);
    assert.equal(status, 200);
    assert.equal(body.session_id, 's1');
    assert.deepEqual(inputOf(body), { input_value: INPUT });
    assert.equal(JSON.stringify(body).split('answer to outline').length - 1, 5);
  });

  it('looks at the key before the flow, and at the query before the header', async () => {
    const elsewhere = studio.flowUrl.replace('planner', 'nothing');
    const statuses = [
      (await call('POST', elsewhere, {})).status,
      (await call('POST', elsewhere, {}, { 'x-api-key': 'no' })).status,
      (await call('POST', `${studio.flowUrl}?x-api-key=no`, {}, KEY)).status,
      (await call('POST', elsewhere, {}, KEY)).status,
      (await call('POST', studio.flowUrl, {}, KEY)).status,
    ];
    assert.deepEqual(statuses, [403, 403, 403, 404, 200]);
  });

  it('drops a bare body with a wrong field and runs on nothing; in the wrapper it refuses it', async () => {
    for (const wrong of [{ tweaks: [] }, { input_type: 'speech' }, { session_id: 7 }]) {
      const bare = { input_value: INPUT, ...wrong };
      const dropped = await call('POST', studio.flowUrl, bare, KEY);
      assert.deepEqual([dropped.status, inputOf(dropped.body)], [200, {}]);
      const refused = await call('POST', studio.flowUrl, { input_request: bare }, KEY);
      assert.deepEqual([refused.status, refused.body.detail[0].loc.length], [422, 3]);
    }
    const asText = await fetch(studio.flowUrl, { method: 'POST', body: INPUT, headers: KEY });
    assert.deepEqual(inputOf((await asText.json()) as { outputs: { inputs: unknown }[] }), {});
    const broken = await fetch(studio.flowUrl, {
      method: 'POST',
      body: '{',
      headers: { ...KEY, 'content-type': 'application/json' },
    });
    assert.equal(broken.status, 422);
    await broken.body?.cancel();
  });

  it('streams events without data: and ends with the whole result', async () => {
    const response = await fetch(`${studio.flowUrl}?stream=true`, {
      method: 'POST',
      body: JSON.stringify({ input_value: INPUT }),
      headers: { ...KEY, 'content-type': 'application/json' },
    });
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const events = (await response.text()).trim().split('\n\n');
    const parsed = events.map((event) => JSON.parse(event) as { event: string; data: { result?: object } });
    assert.deepEqual(
      parsed.map(({ event }) => event),
      ['add_message', 'token', 'end'],
    );
    assert.ok('outputs' in (parsed[2]?.data.result ?? {}));
  });

  it('closes an idle connection without having said so', async () => {
    await studio.close();
    studio = await startStandIn({ answer: () => 'fine', keepAliveMs: 20 });
    const agent = new Agent({ keepAlive: true });
    const send = () =>
      new Promise<string>((resolve, reject) => {
        const outgoing = httpRequest(studio.flowUrl, { method: 'POST', agent }, (incoming) => {
          void text(incoming).then(() => resolve(String(incoming.headers['keep-alive'])));
        });
        outgoing.on('error', reject).end('x');
      });
    assert.equal(await send(), 'undefined');
    await send();
    assert.deepEqual([studio.calls[0]?.connection, studio.calls[1]?.connection], [1, 1]);
    const idle = () => Promise.resolve(Object.keys(agent.freeSockets).length);
    assert.equal(await eventually(idle, (count) => count === 0, 5), 0);
    agent.destroy();
  });
});
