import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { answerKey } from '../../../activities/studio/answer-key.js';
import type { StudioErrand } from '../../../activities/studio/studio-desk.js';
import type { NewStudioCall } from '../../../db/studio-calls.js';
import { countTokens } from '../../../planning/budget/tokens.js';
import type { StandInOptions } from '../../support/studio/stand-in.js';
import { ANSWER, API_KEY, CUT, PLENTY, QUESTION, REST, WHOLE, startDesks } from './desk-fixture.js';
import type { DeskFixture } from './desk-fixture.js';
import { addPlan, newScope, refOf, testPool, testRepositories } from './fixture.js';

const answered = { kind: 'answered', answer: ANSWER, fixes: [] };

/** What a worker has written down before it was killed. */
const lineOf = ({ planId, step }: StudioErrand, key: string): NewStudioCall => ({
  planId,
  revision: 1,
  step,
  op: 'trace',
  key,
  fence: 1,
  promptVersion: 'trace-1',
  promptSha256: QUESTION.promptSha256,
  schemaId: 'trace/1',
  repair: 0,
  promptTokens: 100,
  answerTokens: 200,
  cost: 0,
});

describe('what the desk remembers', () => {
  let desks: DeskFixture;
  let replies: string[];
  beforeEach(async () => {
    replies = [];
    desks = await startDesks({ answer: () => replies.shift() ?? WHOLE });
  });
  afterEach(() => desks.close());

  const newErrand = async (change: Partial<StudioErrand> = {}): Promise<StudioErrand> => {
    const scope = newScope();
    return desks.errand(scope, await addPlan(testRepositories(), scope), change);
  };
  const otherPlan = async ({ scope }: StudioErrand): Promise<StudioErrand> =>
    desks.errand(scope, await addPlan(testRepositories(), scope));
  const keyOf = (errand: StudioErrand): string => answerKey(errand, QUESTION, null, desks.studio.flowUrl);

  it('an answer serves another plan of the tenant without a call, and is told as a hit', async () => {
    const errand = await newErrand();
    assert.deepEqual(await desks.worker().ask(errand, QUESTION, PLENTY), answered);
    const other = await otherPlan(errand);
    const nothing = { calls: 0, tokens: 0, cost: 0 };
    assert.deepEqual(await desks.worker().ask(other, QUESTION, nothing), answered);
    assert.equal(desks.studio.calls.length, 1);
    assert.deepEqual(await desks.worker().spent(other), nothing);
    const [hit, ...more] = await testRepositories().studioCalls.list(other.scope, other.planId, 1);
    assert.deepEqual([hit?.cacheHit, hit?.status, more.length], [true, 'settled', 0]);
  });

  it('no answer serves another tenant', async () => {
    await desks.worker().ask(await newErrand(), QUESTION, PLENTY);
    await desks.worker().ask(await newErrand(), QUESTION, PLENTY);
    assert.equal(desks.studio.calls.length, 2);
  });

  it('is not used where it is bypassed, and the same revision pays once all the same', async () => {
    const errand = await newErrand();
    await desks.worker().ask(errand, QUESTION, PLENTY);
    const bypass = { ...(await otherPlan(errand)), bypassCache: true };
    await desks.worker().ask(bypass, QUESTION, PLENTY);
    await desks.worker().ask(bypass, QUESTION, PLENTY);
    assert.equal(desks.studio.calls.length, 2);
    const rows = await testRepositories().studioCalls.list(bypass.scope, bypass.planId, 1);
    assert.deepEqual(
      rows.map(({ cacheHit, status }) => [cacheHit, status]),
      [[false, 'settled']],
    );
  });

  it('a useless answer is used again in its own revision only', async () => {
    replies = ['Sorry.', 'Sorry!', 'Sorry?'];
    const errand = await newErrand();
    const useless = await desks.worker().ask(errand, QUESTION, PLENTY);
    assert.equal(useless.kind, 'unusable');
    const paid = desks.studio.calls.length;
    assert.deepEqual(await desks.worker().ask(errand, QUESTION, PLENTY), useless);
    assert.equal(desks.studio.calls.length, paid);
    replies = [];
    assert.equal((await desks.worker().ask(await otherPlan(errand), QUESTION, PLENTY)).kind, 'answered');
    assert.equal(desks.studio.calls.length, paid + 1);
  });

  it('a dialogue goes on from what a killed worker has got', async () => {
    replies = [CUT, REST];
    const errand = await newErrand();
    const killed = desks.worker().ask(errand, QUESTION, { ...PLENTY, calls: 1 });
    assert.equal((await killed).kind, 'spent');
    assert.deepEqual(await desks.worker().ask(errand, QUESTION, PLENTY), answered);
    assert.equal(desks.studio.calls.length, 2);
    assert.equal((await desks.worker().spent(errand)).calls, 2);
  });

  it('one call answers all who ask the same at the same time', async () => {
    const errand = await newErrand();
    const others = [errand, await otherPlan(errand), await otherPlan(errand)];
    const all = await Promise.all(others.map((one) => desks.worker().ask(one, QUESTION, PLENTY)));
    assert.deepEqual(all, [answered, answered, answered]);
    assert.equal(desks.studio.calls.length, 1);
  });

  it('a question of a worker that is gone is asked again when its lease ends, not before', async () => {
    const errand = await newErrand();
    const { scope, planId } = errand;
    const gone = { key: keyOf(errand), owner: 'gone', planId, revision: 1, leaseMs: 400 };
    assert.deepEqual(await testRepositories().studioAnswers.claim(scope, gone), { kind: 'claimed', fence: 1 });
    await testRepositories().studioCalls.reserve(scope, lineOf(errand, gone.key), PLENTY);
    const started = performance.now();
    assert.deepEqual(await desks.worker().ask(errand, QUESTION, PLENTY), answered);
    assert.ok(performance.now() - started >= 350);
    const rows = await testRepositories().studioCalls.list(scope, planId, 1);
    assert.deepEqual(
      rows.map(({ status, fence }) => [status, fence]),
      [
        ['lost', 1],
        ['settled', 2],
      ],
    );
    assert.equal((await desks.worker().spent(errand)).calls, 2);
  });

  it('a writer who lost the lease changes nothing', async () => {
    const errand = await newErrand();
    const { scope, planId } = errand;
    const { studioAnswers } = testRepositories();
    const late = { key: keyOf(errand), owner: 'late', fence: 1 };
    await studioAnswers.claim(scope, { ...late, planId, revision: 1, leaseMs: 0 });
    await desks.worker().ask(errand, QUESTION, PLENTY);
    assert.equal(await studioAnswers.commit(scope, late, refOf('forged')), false);
    assert.equal(await studioAnswers.extend(scope, late, 60_000), false);
    await studioAnswers.release(scope, late);
    assert.deepEqual(await desks.worker().ask(await otherPlan(errand), QUESTION, PLENTY), answered);
    assert.equal(desks.studio.calls.length, 1);
  });

  it('an answer that comes too late is not used, and counts as spent', async () => {
    const errand = await newErrand();
    const { scope, planId } = errand;
    await desks.close();
    let asked = 0;
    desks = await startDesks({
      answer: async () => {
        asked += 1;
        // The lease passes to another worker while the flow runs, which then gives it back.
        const taken = { owner: 'quicker', fence: 2, lease_until: new Date(0) };
        if (asked === 1) await testPool()('studio_answers').where({ tenant_id: scope.tenantId }).update(taken);
        return WHOLE;
      },
    });
    assert.deepEqual(await desks.worker().ask(errand, QUESTION, PLENTY), answered);
    const rows = await testRepositories().studioCalls.list(scope, planId, 1);
    assert.deepEqual(
      rows.map(({ status, fence }) => [status, fence]),
      [
        ['settled', 1],
        ['settled', 3],
      ],
    );
  });
});

describe('what the desk writes down', () => {
  let desks: DeskFixture;
  afterEach(() => desks.close());

  const begin = async (options: Partial<StandInOptions> = {}): Promise<StudioErrand> => {
    desks = await startDesks(options);
    const scope = newScope();
    return desks.errand(scope, await addPlan(testRepositories(), scope));
  };

  it('sums calls, tokens and cost of a step, follow-ups included', async () => {
    const replies = [CUT, REST];
    const errand = await begin({ answer: () => replies.shift() ?? '' });
    await desks.worker().ask(errand, QUESTION, PLENTY);
    const rows = await testRepositories().studioCalls.list(errand.scope, errand.planId, 1);
    assert.equal(rows.length, 2);
    assert.ok(
      rows.every(({ promptTokens, requests, outcome }) => promptTokens > 100 && requests === 1 && outcome === 'ok'),
    );
    const sent = rows.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
    const got = rows.reduce((sum, { answerTokens }) => sum + answerTokens, 0);
    assert.deepEqual(
      rows.map(({ answerTokens }) => answerTokens),
      [CUT, REST].map((text) => countTokens(text, 'gpt-4o').tokens),
    );
    const spent = await desks.worker().spent(errand);
    assert.deepEqual(
      { ...spent, cost: spent.cost.toFixed(9) },
      {
        calls: 2,
        tokens: sent + got,
        cost: ((sent + 10 * got) / 1_000_000).toFixed(9),
      },
    );
    assert.deepEqual(await desks.worker().spent({ ...errand, step: 'edges' }), { calls: 0, tokens: 0, cost: 0 });
  });

  for (const [what, allowance] of Object.entries({
    calls: { ...PLENTY, calls: 0 },
    tokens: { ...PLENTY, tokens: 1000 },
    cost: { ...PLENTY, cost: 0.000_001 },
  })) {
    it(`sends nothing that the allowance of ${what} does not pay`, async () => {
      const errand = await begin();
      const asked = await desks.worker().ask(errand, QUESTION, allowance);
      assert.equal(asked.kind, 'spent');
      assert.equal(desks.studio.calls.length, 0);
    });
  }

  it('lets two questions of one step at the same time not spend the same rest', async () => {
    const errand = await begin();
    const another = { ...QUESTION, data: { elements: [], clauses: [] } };
    const rest = { ...PLENTY, calls: 1 };
    const asked = await Promise.all([
      desks.worker().ask(errand, QUESTION, rest),
      desks.worker().ask(errand, another, rest),
    ]);
    assert.deepEqual(asked.map(({ kind }) => kind).sort(), ['answered', 'spent']);
    assert.equal(desks.studio.calls.length, 1);
  });

  it('holds no credentials and nothing of the server, in no row, log line or failure', async () => {
    let failing = true;
    const errand = await begin({ fault: () => (failing ? 'flow failed' : null) });
    const failure: unknown = await desks
      .worker()
      .ask(errand, QUESTION, PLENTY)
      .catch((error: unknown) => error);
    failing = false;
    await desks.worker().ask(errand, QUESTION, PLENTY);
    const rows = await Promise.all(
      ['studio_answers', 'studio_calls', 'studio_state'].map((table) => testPool()(table).select('*')),
    );
    const written = JSON.stringify([rows, desks.lines, inspect(failure, { depth: 9 })]);
    assert.ok(!written.includes(API_KEY) && !written.includes(desks.studio.flowUrl));
    assert.doesNotMatch(written, /boom|Traceback/);
  });
});
