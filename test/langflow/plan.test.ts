import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudioEnvelope } from '../../adapters/studio/flow-request.js';
import { recordingKey } from '../../adapters/studio/recording.js';
import type { Json } from '../support/http.js';
import { makeModel } from '../support/studio/model.js';
import { replaying } from '../support/studio/replay.js';
import { startStandIn } from '../support/studio/stand-in.js';
import type { DemoPlan } from './support/demo-plan.js';
import { callsOf, planDemo } from './support/demo-plan.js';
import { startLangflow } from './support/langflow.js';
import type { Langflow } from './support/langflow.js';
import { printedSettings, runMakeFlow } from './support/python.js';
import { startRulesEndpoint } from './support/rules-endpoint.js';
import type { RulesEndpoint } from './support/rules-endpoint.js';

const RETRY_SECONDS = 'PLANNER_INTELLIGENCE_STUDIO__RETRY_SECONDS';
const RECORD = 'PLANNER_INTELLIGENCE_STUDIO__RECORD';
/** Asked again after this time, and after three times as long: Langflow takes some seconds to start, on a busy machine a minute. */
const RESTART_SECONDS = '20';
const MODEL = makeModel({ seed: 1 });

const isOfSearch = ({ op }: StudioEnvelope): boolean => op === 'outline' || op === 'refine';
const outcomesOf = (trace: Json): Set<string> => new Set(callsOf(trace).map(({ outcome }) => outcome));
const degradedOf = (plan: Json): Json => plan.findings.find(({ code }: Json) => code === 'studio-degraded');

describe('a plan made with a real Langflow', function () {
  this.timeout(300_000);
  let langflow: Langflow;
  let endpoint: RulesEndpoint;
  let settings: Record<string, string>;

  before(async () => {
    endpoint = await startRulesEndpoint(MODEL);
    langflow = await startLangflow();
    const args = ['--rules', endpoint.url, '--post', langflow.url, '--user', langflow.user];
    const { code, output, errors } = await runMakeFlow(args, { LANGFLOW_PASSWORD: langflow.password });
    assert.equal(code, 0, errors);
    settings = { ...printedSettings(output), PLANNER_INTELLIGENCE_STUDIO__CALLS_PER_SECOND: '100' };
  });
  after(async () => {
    await langflow?.close();
    await endpoint?.close();
  });
  beforeEach(() => {
    endpoint.asked = [];
    endpoint.rules = MODEL;
  });

  /** Kills Langflow while it waits for the first answer of the search; resolves with what it had been asked until then. */
  const killedInSearch = (): Promise<StudioEnvelope[]> =>
    new Promise((resolve, reject) => {
      endpoint.rules = async (envelope) => {
        if (!isOfSearch(envelope)) return MODEL(envelope);
        endpoint.rules = MODEL;
        const asked = [...endpoint.asked];
        await langflow.kill().then(() => resolve(asked), reject);
        return 'nobody hears this';
      };
    });

  describe('that is there all the time, and recorded', () => {
    let dir: string;
    let made: DemoPlan;
    before(async () => {
      dir = await mkdtemp(join(tmpdir(), 'planner-recordings-'));
      made = await planDemo({ ...settings, [RECORD]: dir });
    });
    after(() => rm(dir, { recursive: true, force: true }));

    it('is the work of the model, and says what each call took', () => {
      assert.match(made.plan.search.generator, /^(studio|mixed)$/);
      assert.equal(degradedOf(made.plan), undefined);
      const calls = callsOf(made.trace);
      assert.ok(calls.length > 0 && calls.every(({ tokens, requests }) => tokens > 0 && requests === 1));
      assert.deepEqual([...outcomesOf(made.trace)], ['ok']);
      const spent = calls.map(({ tokens }) => Number(tokens)).reduce((a, b) => a + b, 0);
      assert.equal(made.trace.studio.spent.calls, calls.length);
      assert.equal(made.trace.studio.spent.tokens, spent);
    });

    it('is made again from the recordings alone, with the same candidates', async () => {
      const studio = await startStandIn({ answer: await replaying(dir) });
      try {
        const again = await planDemo({ ...settings, PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: studio.flowUrl });
        assert.deepEqual(again.candidates, made.candidates);
        assert.equal(again.plan.search.generator, made.plan.search.generator);
        assert.deepEqual(again.trace.winner, made.trace.winner);
      } finally {
        await studio.close();
      }
      assert.deepEqual(endpoint.asked, []);
    });
  });

  describe('that is killed in the search', () => {
    it('is the work of the model when that comes back, and no answer is paid for twice', async () => {
      const killed = killedInSearch();
      const [{ plan, trace }, before] = await Promise.all([
        planDemo({ ...settings, [RETRY_SECONDS]: RESTART_SECONDS }),
        killed.then(async (asked) => {
          await langflow.restart();
          return asked;
        }),
      ]);
      assert.match(plan.search.generator, /^(studio|mixed)$/);
      assert.equal(degradedOf(plan), undefined);
      assert.ok(outcomesOf(trace).has('connection-lost'), 'the trace says what failed');

      const answered = before.filter((envelope) => !isOfSearch(envelope)).map(recordingKey);
      const askedAfter = new Set(endpoint.asked.slice(before.length).map(recordingKey));
      assert.ok(answered.length > 0);
      assert.deepEqual(
        answered.filter((key) => askedAfter.has(key)),
        [],
      );
      const paid = callsOf(trace).filter(({ outcome, cacheHit }) => outcome === 'ok' && !cacheHit);
      assert.equal(new Set(paid.map(({ key }) => key)).size, paid.length);
    });

    it('is finished by rules, with a finding, when it does not come back', async () => {
      const killed = killedInSearch();
      const [{ plan, trace }] = await Promise.all([planDemo({ ...settings, [RETRY_SECONDS]: '0.1' }), killed]);
      assert.match(degradedOf(plan)?.message, /Intelligence Studio could not be asked/);
      assert.equal(trace.studio.state, 'degraded');
      assert.ok(
        trace.trials.some(({ studioEnded }: Json) => /connection/i.test(studioEnded)),
        'the trace says what failed',
      );
    });
  });
});
