import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import { CALL, makeTestClient } from '../../support/studio/client.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn } from '../../support/studio/stand-in.js';

const CLIENTS = { 'planner:a b': 'p&ss/wörd%20' };
const [CLIENT_ID, CLIENT_SECRET] = ['planner:a b', 'p&ss/wörd%20'];

describe('bearer tokens from client credentials', () => {
  let studio: StandIn;
  const begin = async (tokenSeconds = 300): Promise<void> => {
    studio = await startStandIn({ answer: () => 'fine', apiKey: 'the-key', clients: CLIENTS, tokenSeconds });
  };
  beforeEach(() => begin());
  afterEach(() => studio.close());

  const client = (change: Partial<StudioSettings> = {}, scope: string | null = null) => {
    const { flowUrl, tokenUrl } = studio;
    const clientCredentials = { tokenUrl, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, scope };
    return makeTestClient({ flowUrl, apiKey: 'the-key', clientCredentials, ...change });
  };

  it('are sent beside the key, and got once for many calls', async () => {
    const { client: used } = client({}, 'flows');
    for (let call = 0; call < 3; call += 1) assert.equal((await used.run(CALL)).kind, 'ok');
    assert.equal(studio.tokens.requests.length, 1);
    assert.deepEqual(Object.fromEntries(studio.tokens.requests[0]?.form ?? []), {
      grant_type: 'client_credentials',
      scope: 'flows',
    });
    assert.match(studio.calls[0]?.headers.authorization ?? '', /^Bearer token-/);
    assert.equal(studio.calls[0]?.headers['x-api-key'], 'the-key');
  });

  it('are got once for calls that need one at the same time', async () => {
    const { client: used } = client();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => used.run(CALL)));
    assert.ok(outcomes.every(({ kind }) => kind === 'ok'));
    assert.equal(studio.tokens.requests.length, 1);
  });

  it('come for the others when the call that asked for one is cancelled', async () => {
    const { client: used } = client();
    const abort = new AbortController();
    const calls = [used.run({ ...CALL, signal: abort.signal }), used.run(CALL)];
    abort.abort();
    const [first, second] = await Promise.all(calls);
    assert.deepEqual([first?.kind, second?.kind], ['cancelled', 'ok']);
    assert.equal(studio.tokens.requests.length, 1);
  });

  it('are got anew shortly before they expire', async () => {
    await studio.close();
    await begin(0);
    const { client: used } = client();
    for (let call = 0; call < 2; call += 1) assert.equal((await used.run(CALL)).kind, 'ok');
    assert.equal(studio.tokens.requests.length, 2);
  });

  it('are got anew once when one is refused', async () => {
    const { client: used } = client();
    await used.run(CALL);
    studio.tokens.valid.clear();
    const outcome = await used.run(CALL);
    assert.deepEqual([outcome.kind, outcome.requests], ['ok', 2]);
    assert.equal(studio.tokens.requests.length, 2);
  });

  it('are not asked for again and again when new ones are refused too', async () => {
    const { client: used } = client({ apiKey: 'a-wrong-key' });
    const outcome = await used.run(CALL);
    assert.deepEqual([outcome.kind, outcome.requests], ['auth', 2]);
    assert.equal(studio.tokens.requests.length, 2);
  });

  it('that cannot be got end the call before the flow is asked, with the reason', async () => {
    const json = { 'content-type': 'application/json' };
    const cases: [string, string, (response: ServerResponse) => void][] = [
      ['auth', 'token-refused', (r) => void r.writeHead(400, json).end('{"error":"invalid_client"}')],
      ['rate-limited', 'rate-limited', (r) => void r.writeHead(429, { 'retry-after': '9' }).end()],
      ['unavailable', 'token-unavailable', (r) => void r.writeHead(503).end()],
      ['unavailable', 'token-unavailable', (r) => void r.socket?.destroy()],
      ['timeout', 'token-timeout', () => undefined],
      ['timeout', 'token-timeout', (r) => r.writeHead(200, json).flushHeaders()],
      ['malformed-response', 'token-malformed', (r) => void r.writeHead(200).end('<html>')],
      ['malformed-response', 'token-malformed', (r) => void r.writeHead(200).end('{"access_token":"a\\r\\nb: c"}')],
      [
        'malformed-response',
        'token-malformed',
        (r) => void r.writeHead(200).end('{"access_token":"a","token_type":"mac"}'),
      ],
      ['malformed-response', 'token-malformed', (r) => void r.writeHead(302, { location: '/' }).end()],
    ];
    for (const [kind, reason, instead] of cases) {
      studio.tokens.instead = instead;
      const outcome = await client({ timeoutMs: 500 }).client.run(CALL);
      assert.ok(outcome.kind !== 'ok');
      assert.deepEqual([outcome.kind, outcome.reason, outcome.mayHaveRun], [kind, reason, false]);
    }
    assert.equal(studio.calls.length, 0);
  });

  it('are refused to a wrong secret, of which nothing is shown', async () => {
    const credentials = { tokenUrl: studio.tokenUrl, clientId: CLIENT_ID, clientSecret: 'hunter2hunter2', scope: null };
    const { client: used, lines } = client({ clientCredentials: credentials });
    const outcome = await used.run(CALL);
    assert.ok(outcome.kind !== 'ok');
    assert.equal(outcome.reason, 'token-refused');
    assert.doesNotMatch(JSON.stringify(outcome) + lines.join(''), /hunter2|Basic|Bearer/);
  });

  it('never reach what is logged', async () => {
    const { client: used, lines } = client();
    await used.run(CALL);
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines.join(''), /token-|the-key|p&ss|Bearer/);
  });
});
