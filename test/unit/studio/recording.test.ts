import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecordings, recordingKey } from '../../../adapters/studio/recording.js';
import type { StudioOutcome } from '../../../adapters/studio/studio-client.js';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import { CALL, makeTestClient } from '../../support/studio/client.js';
import { replaying } from '../../support/studio/replay.js';
import { startStandIn } from '../../support/studio/stand-in.js';
import type { StandIn, StandInOptions } from '../../support/studio/stand-in.js';

const KEY = 'k"y/of\\the+tests';
const SECRET = 'hunter2 hunter2';

describe('recordings of Intelligence Studio', () => {
  let dir = '';
  let studio: StandIn | null = null;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'planner-recordings-'));
  });
  afterEach(async () => {
    await studio?.close();
    await rm(dir, { recursive: true, force: true });
  });

  const start = async (options: Partial<StandInOptions>): Promise<StandIn> => {
    await studio?.close();
    return (studio = await startStandIn({ answer: () => 'fine', ...options }));
  };
  const recorded = async (options: Partial<StandInOptions>, settings: Partial<StudioSettings> = {}) => {
    const { flowUrl } = await start(options);
    return makeTestClient({ flowUrl, record: dir, ...settings }).client.run(CALL);
  };
  const replayed = async (call = CALL, settings: Partial<StudioSettings> = {}): Promise<StudioOutcome> => {
    const { flowUrl } = await start({ answer: await replaying(dir) });
    return makeTestClient({ flowUrl, ...settings }).client.run(call);
  };
  const files = async (): Promise<string[]> => (await readdir(dir)).sort();
  const allText = async (): Promise<string> =>
    (await Promise.all((await files()).map((file) => readFile(join(dir, file), 'utf8')))).join('\n');

  it('are replayed to the same outcome, under another nonce and session', async () => {
    const answer: StandInOptions['answer'] = ({ nonce }) => `{ "tasks": [],  "nonce": "${nonce}" }`;
    for (const stream of [false, true]) {
      const outcome = await recorded({ answer }, { stream });
      assert.equal(outcome.kind, 'ok');
      const again = await replayed({ ...CALL, nonce: 'another-nonce' }, { stream });
      assert.ok(again.kind === 'ok');
      assert.deepEqual(again.texts, ['{ "tasks": [],  "nonce": "another-nonce" }']);
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('hold failures too, without the traceback of the server', async () => {
    for (const [fault, stream] of [
      ['flow failed', false],
      ['rate limited', false],
      ['web page', false],
      ['stream of an error', true],
      ['stream without end', true],
    ] as const) {
      const outcome = await recorded({ fault: () => fault }, { stream });
      const again = await replayed(CALL, { stream });
      assert.ok(outcome.kind !== 'ok' && again.kind !== 'ok');
      assert.equal(again.reason, outcome.reason);
      assert.equal(again.retryAfterSeconds, outcome.retryAfterSeconds);
      assert.doesNotMatch(await allText(), /Traceback|flow\.py/);
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('hold no credential, wherever the server repeats it', async () => {
    const tokensSent = (): string => {
      const { valid, requests } = studio?.tokens ?? { valid: [], requests: [] };
      return [...valid, ...requests.map(({ authorization }) => authorization.slice('Basic '.length))].join(' and ');
    };
    const { flowUrl, tokenUrl } = await start({
      apiKey: KEY,
      clients: { planner: SECRET },
      answer: () =>
        `${tokensSent()} key ${KEY}, secret ${SECRET}, ${JSON.stringify({ KEY })} and sk-0123456789abcdef0123`,
    });
    const clientCredentials = { tokenUrl, clientId: 'planner', clientSecret: SECRET, scope: null };
    const { client } = makeTestClient({ flowUrl, record: dir, apiKey: KEY, clientCredentials });
    assert.equal((await client.run(CALL)).kind, 'ok');
    const text = await allText();
    assert.match(text, /\(hidden\) and \(hidden\) key \(hidden\), secret \(hidden\), .* and \(hidden\)/);
    assert.doesNotMatch(text, /of\\+the\+tests|hunter2|token-|Bearer|Basic|127\.0\.0\.1/);
    assert.doesNotMatch(text, new RegExp(studio?.calls[0]?.sessionId ?? '-'));
    assert.equal((await stat(join(dir, (await files())[0] ?? ''))).mode & 0o777, 0o600);
  });

  it('of one question are kept apart and replayed in their order, the last one for ever', async () => {
    let number = 0;
    const { flowUrl } = await start({ answer: () => `answer ${(number += 1)}` });
    const { client } = makeTestClient({ flowUrl, record: dir });
    await Promise.all([client.run(CALL), client.run(CALL)]);
    await client.run({ ...CALL, op: 'detail' });
    const key = recordingKey(CALL).slice(0, 16);
    assert.deepEqual((await files()).slice(1), [`outline-${key}-0001.json`, `outline-${key}-0002.json`]);
    const { flowUrl: replayUrl } = await start({ answer: await replaying(dir) });
    const { client: other } = makeTestClient({ flowUrl: replayUrl });
    const texts = [];
    for (let call = 0; call < 3; call += 1) {
      const outcome = await other.run(CALL);
      texts.push(outcome.kind === 'ok' ? outcome.texts[0] : outcome.reason);
    }
    assert.deepEqual(texts.slice(0, 2).sort(), ['answer 1', 'answer 2']);
    assert.equal(texts[2], texts[1]);
  });

  it('do not answer a question that was not asked', async () => {
    await recorded({});
    assert.equal((await replayed({ ...CALL, payload: { prd: 'another' } })).kind, 'upstream');
    assert.equal((await replayed({ ...CALL, promptVersion: 'outline-2' })).kind, 'upstream');
    assert.equal((await replayed()).kind, 'ok');
  });

  it('are found again by what was sent, which is not always what was given', async () => {
    const call = { ...CALL, payload: { prd: 'a\ud800b', nonce: CALL.nonce } };
    const { flowUrl } = await start({});
    assert.equal((await makeTestClient({ flowUrl, record: dir }).client.run(call)).kind, 'ok');
    assert.equal(
      (await replayed({ ...call, nonce: 'other', payload: { nonce: 'other', prd: 'a\ud801b' } })).kind,
      'ok',
    );
  });

  it('are not made of answers that did not come whole', async () => {
    for (const fault of ['closed in the middle', 'oversized', 'closed before the head'] as const) {
      await recorded({ fault: () => fault });
    }
    assert.deepEqual(await files(), []);
  });

  it('that cannot be written cost the call nothing', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    const { flowUrl } = await start({});
    const { client, lines } = makeTestClient({ flowUrl, record: file });
    assert.equal((await client.run(CALL)).kind, 'ok');
    assert.match(lines.join(''), /could not be recorded/);
  });

  it('are refused by name when a file is none', async () => {
    await writeFile(join(dir, 'a.json'), '{"format":"planner-studio-recording/1"}');
    await assert.rejects(readRecordings(dir), {
      name: 'RecordingDamagedError',
      message: /^a\.json is not a recording/,
    });
  });
});
