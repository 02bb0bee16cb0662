import assert from 'node:assert/strict';
import type { StudioOutcome } from '../../adapters/studio/studio-client.js';
import type { StudioSettings } from '../../adapters/studio/studio-settings.js';
import { call, eventually } from '../support/http.js';
import type { Json } from '../support/http.js';
import { CALL, makeTestClient } from '../support/studio/client.js';
import { startChatServer } from './support/chat-server.js';
import { startLangflow } from './support/langflow.js';
import type { Langflow } from './support/langflow.js';
import { printedSettings, runMakeFlow } from './support/python.js';
import { startRulesEndpoint } from './support/rules-endpoint.js';
import type { Rules, RulesEndpoint } from './support/rules-endpoint.js';

const START_MS = 300_000;
const FLOW_URL = 'PLANNER_INTELLIGENCE_STUDIO__FLOW_URL';
const API_KEY = 'PLANNER_INTELLIGENCE_STUDIO__API_KEY';
const MEGABYTE = 1024 * 1024;
const ECHO: Rules = ({ op, payload }) => JSON.stringify({ op, payload });

const textsOf = (outcome: StudioOutcome): readonly string[] =>
  outcome.kind === 'ok' ? outcome.texts : assert.fail(`${outcome.reason}: ${outcome.message}`);
const reasonOf = (outcome: StudioOutcome): string => (outcome.kind === 'ok' ? 'ok' : outcome.reason);

describe('a real Langflow', () => {
  let langflow: Langflow;
  let endpoint: RulesEndpoint;
  let flowUrl: string;
  let apiKey: string;

  before(async function () {
    this.timeout(START_MS);
    endpoint = await startRulesEndpoint(ECHO);
    langflow = await startLangflow();
    const made = await post('--rules', endpoint.url);
    ({ [FLOW_URL]: flowUrl, [API_KEY]: apiKey } = made as { [FLOW_URL]: string; [API_KEY]: string });
  });
  after(async () => {
    await langflow?.close();
    await endpoint?.close();
  });
  beforeEach(() => {
    endpoint.asked = [];
    endpoint.rules = ECHO;
  });

  const makeFlow = (args: readonly string[], password = langflow.password) =>
    runMakeFlow([...args, '--post', langflow.url, '--user', langflow.user], { LANGFLOW_PASSWORD: password });
  const post = async (...args: string[]): Promise<Record<string, string>> => {
    const { code, output, errors } = await makeFlow(args);
    assert.equal(code, 0, errors);
    return printedSettings(output);
  };
  const printed = async (...args: string[]): Promise<Json> => {
    const { code, output, errors } = await runMakeFlow(args);
    assert.equal(code, 0, errors);
    return JSON.parse(output);
  };
  const ask = (settings: Partial<StudioSettings> = {}, payload: unknown = CALL.payload): Promise<StudioOutcome> =>
    makeTestClient({ flowUrl, apiKey, timeoutMs: 15_000, firstByteMs: 15_000, ...settings }).client.run({
      ...CALL,
      payload,
    });

  describe('set up by make_flow.py', function () {
    // Loading the classes of Langflow takes seconds each time, many on a busy machine.
    this.timeout(180_000);

    it('gets a flow for a provider of its own, whose key is a variable and not part of it', async () => {
      const flow = await printed('--provider', 'openai', '--model-name', 'some-model', '--key-variable', 'MY_KEY');
      const { node } = flow.data.nodes.find(({ id }: Json) => id === 'PlannerModel').data;
      assert.equal(node.template.api_key.value, 'MY_KEY');
      assert.equal(node.template.api_key.load_from_db, true);
      assert.equal(node.template.model.value[0].name, 'some-model');
      assert.match(node.template.system_message.value, /never an instruction/);
    });

    it('says which variable such a flow lacks, and fails as a flow until it is there', async () => {
      const { code, output, errors } = await makeFlow([
        '--provider',
        'openai',
        '--model-name',
        'some-model',
        '--name',
        'By provider',
        '--endpoint',
        'by-provider',
      ]);
      assert.equal(code, 0, errors);
      assert.match(errors, /no global variable OPENAI_API_KEY yet/);
      const made = printedSettings(output);
      assert.equal(reasonOf(await ask({ flowUrl: made[FLOW_URL]!, apiKey: made[API_KEY]! })), 'flow-failed');
    });

    it('asks a server that speaks as OpenAI does: instructions and schema apart from the data', async () => {
      const server = await startChatServer('{"units":[]}');
      try {
        const args = ['--model', server.url, '--model-name', 'small', '--name', 'Local', '--endpoint', 'local'];
        const made = await post(...args);
        const payload = { instructions: 'Slice the work.', answerSchema: { type: 'object' }, data: '<<<DATA-7d Lend' };
        const outcome = await ask({ flowUrl: made[FLOW_URL]!, apiKey: made[API_KEY]! }, payload);
        assert.deepEqual(textsOf(outcome), ['{"units":[]}']);
        const [system, user] = server.asked[0].messages;
        assert.match(system.content, /^Slice the work\.[^]*"type": "object"/);
        assert.deepEqual(user, { role: 'user', content: payload.data });
        assert.equal(server.asked[0].response_format.json_schema.schema.type, 'object');
      } finally {
        await server.close();
      }
    });

    it('keeps the URL of a flow that is made again, and takes a key instead of a login', async () => {
      const args = ['--rules', endpoint.url, '--post', langflow.url];
      const { code, output, errors } = await runMakeFlow(args, { LANGFLOW_API_KEY: apiKey });
      assert.equal(code, 0, errors);
      assert.deepEqual(printedSettings(output), { [FLOW_URL]: flowUrl });
      assert.match(errors, /was replaced/);
    });

    it('tells what is wrong: password, provider, arguments, address', async () => {
      const wrong = await makeFlow(['--rules', endpoint.url], 'wrong');
      assert.deepEqual([wrong.code, /401/.test(wrong.errors)], [1, true]);
      const unknown = await runMakeFlow(['--provider', 'nobody', '--model-name', 'x']);
      assert.deepEqual([unknown.code, /there are anthropic/.test(unknown.errors)], [1, true]);
      const nameless = await runMakeFlow(['--provider', 'openai']);
      assert.deepEqual([nameless.code, /--model-name is needed/.test(nameless.errors)], [2, true]);
      const nowhere = await runMakeFlow(['--rules', endpoint.url, '--post', endpoint.url], { LANGFLOW_API_KEY: 'x' });
      assert.deepEqual([nowhere.code, /is this the address of Langflow/.test(nowhere.errors)], [1, true]);
      for (const { errors } of [wrong, unknown, nameless, nowhere]) assert.doesNotMatch(errors, /Traceback/);
    });
  });

  describe('asked by our client', () => {
    for (const stream of [false, true]) {
      it(`gives the question to the flow as it was sent, and its answer to us, ${stream ? 'streamed' : 'whole'}`, async () => {
        const outcome = await ask({ stream });
        assert.deepEqual(textsOf(outcome), [JSON.stringify({ op: 'outline', payload: CALL.payload })]);
        assert.deepEqual(endpoint.asked, [{ protocol: 'planner/1', ...CALL }]);
        assert.equal(outcome.requests, 1);
      });

      it(`says that the flow failed, and nothing of how, ${stream ? 'streamed' : 'whole'}`, async () => {
        endpoint.rules = () => ({ status: 500 });
        const outcome = await ask({ stream });
        assert.equal(reasonOf(outcome), 'flow-failed');
        assert.doesNotMatch(JSON.stringify(outcome), /Traceback|PlannerRules/);
      });

      it(`finds in the words of a failure that the model asks to wait, ${stream ? 'streamed' : 'whole'}`, async () => {
        endpoint.rules = () => ({ status: 429 });
        assert.equal(reasonOf(await ask({ stream })), 'model-rate-limited');
      });

      it(`refuses a wrong key and an unknown flow before anything runs, ${stream ? 'streamed' : 'whole'}`, async () => {
        assert.equal(reasonOf(await ask({ stream, apiKey: 'sk-wrong' })), 'key-refused');
        assert.equal(reasonOf(await ask({ stream, apiKey: null })), 'key-refused');
        assert.equal(reasonOf(await ask({ stream, flowUrl: `${langflow.url}/api/v1/run/nothing` })), 'flow-unknown');
        assert.deepEqual(endpoint.asked, []);
      });
    }

    it('can be asked by the name of the endpoint as well', async () => {
      assert.equal(reasonOf(await ask({ flowUrl: `${langflow.url}/api/v1/run/planner` })), 'ok');
    });

    it('drops a bare body with one wrong field without a word, which the missing echo shows', async () => {
      assert.equal(reasonOf(await ask({ body: 'bare' })), 'ok');
      endpoint.asked = [];
      assert.equal(reasonOf(await ask({ body: 'bare', outputType: 'nonsense' })), 'input-dropped');
      assert.deepEqual(endpoint.asked, []);
      assert.equal(reasonOf(await ask({ body: 'wrapped', outputType: 'nonsense' })), 'request-refused');
    });

    it('refuses a tweak of the code of a component', async () => {
      const body = { input_request: { input_value: 'x', tweaks: { PlannerRules: { code: 'import os' } } } };
      const answer = await call('POST', `${flowUrl}?stream=false`, body, { 'x-api-key': apiKey });
      assert.equal(answer.status, 422);
      assert.match(JSON.stringify(answer.body), /TWEAKS_REFUSED/);
    });

    it('takes a question of 2 MB', async () => {
      endpoint.rules = ({ payload }) => String((payload as string).length);
      const outcome = await ask({ maxResponseBytes: 16 * MEGABYTE }, 'ü'.repeat(MEGABYTE));
      assert.deepEqual(textsOf(outcome), [String(MEGABYTE)]);
    });

    it('repeats an answer five times in its response, so that the cap is to be six times the largest answer', async () => {
      endpoint.rules = () => 'x'.repeat(MEGABYTE);
      assert.equal(reasonOf(await ask({ maxResponseBytes: 4 * MEGABYTE })), 'answer-too-large');
      assert.equal(textsOf(await ask({ maxResponseBytes: 6 * MEGABYTE }))[0]?.length, MEGABYTE);
    });

    it('is not waited for longer than said', async () => {
      endpoint.rules = () => new Promise((resolve) => setTimeout(() => resolve('late'), 3000));
      const outcome = await ask({ timeoutMs: 1000 });
      assert.equal(reasonOf(outcome), 'call-timeout');
      assert.ok(outcome.milliseconds < 2500);
    });

    it('answers several questions at a time', async () => {
      let open = 0;
      let most = 0;
      endpoint.rules = async () => {
        open += 1;
        most = Math.max(most, open);
        await eventually(
          () => Promise.resolve(most),
          (seen) => seen === 4,
          10,
        );
        open -= 1;
        return 'fine';
      };
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => ask()));
      assert.deepEqual(outcomes.map(reasonOf), ['ok', 'ok', 'ok', 'ok']);
    });

    it('keeps nothing of what was asked and answered', async () => {
      assert.equal(reasonOf(await ask()), 'ok');
      const answer = await call('GET', `${langflow.url}/api/v1/monitor/messages`, undefined, { 'x-api-key': apiKey });
      assert.equal(answer.status, 200);
      assert.doesNotMatch(JSON.stringify(answer.body), /Lend books/);
    });

    it('loses a call when it is killed, and knows flow and key when it is back', async function () {
      this.timeout(START_MS);
      endpoint.rules = () => new Promise((resolve) => setTimeout(() => resolve('nobody hears this'), 5000));
      const lost = ask();
      await eventually(
        () => Promise.resolve(endpoint.asked.length),
        (asked) => asked === 1,
      );
      await langflow.kill();
      const outcome = await lost;
      assert.equal(reasonOf(outcome), 'connection-lost');
      assert.ok(outcome.kind !== 'ok' && outcome.retryable && outcome.mayHaveRun);
      assert.equal(reasonOf(await ask()), 'unreachable');
      endpoint.rules = ECHO;
      await langflow.restart();
      assert.equal(reasonOf(await ask()), 'ok');
    });
  });
});
