import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTokens } from '../../../planning/budget/tokens.js';
import type { PlanTask } from '../../../planning/dag/plan-task.js';
import { CARD_TOKENS, makeCard } from '../../../planning/memory/make-card.js';
import type { Callback } from '../../../planning/memory/make-card.js';
import { planTask } from '../report/sample-report.js';

const TASK: PlanTask = planTask('operation.pets', { title: 'Create pets', covers: ['op:POST /pets'] });

const CALLBACK: Callback = {
  status: 'succeeded',
  summary: 'POST /pets works.',
  decisions: [{ what: 'ids are UUIDs', why: 'they are made offline' }],
  interfaces: ['POST /pets', { name: 'pets', kind: 'table' }],
  invariants: ['names are unique'],
  openQuestions: ['soft delete?'],
  evidence: [
    { checkId: 'status-201', outcome: 'passed' },
    { checkId: 'status-409', outcome: 'failed', detail: 'got 500' },
  ],
};

describe('makeCard', () => {
  it('says what happened, what others can rely on, what was decided and what is open', () => {
    assert.equal(
      makeCard(TASK, CALLBACK).text,
      [
        'succeeded: Create pets (operation.pets)',
        'POST /pets works.',
        '- provides: POST /pets',
        '- provides: {"kind":"table","name":"pets"}',
        '- decided: ids are UUIDs, because they are made offline',
        '- holds: names are unique',
        '- open: soft delete?',
        '- check failed: status-409, got 500',
        '- checks: 1 of 2 passed',
      ].join('\n'),
    );
  });

  it('puts the error first on a failed task', () => {
    const error = { code: 'no-database', message: 'connection refused', retryable: true };
    const { text, document } = makeCard(TASK, { status: 'failed', error });
    assert.equal(text.split('\n')[1], 'error no-database: connection refused');
    assert.equal(document.outcome, 'failed');
  });

  it('stays within its tokens for any report, and says how many lines are in the document only', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('漢'.repeat(900), '\ua501'.repeat(900), 'x'.repeat(5_000), '👩‍👩‍👧'.repeat(200)),
    );
    const list = fc.array(text, { maxLength: 8 });
    const reports = fc.record({
      status: fc.constantFrom<Callback['status']>('succeeded', 'failed', 'blocked'),
      summary: text,
      interfaces: list,
      invariants: list,
      openQuestions: list,
    });
    fc.assert(
      fc.property(reports, text, (report, title) => {
        const card = makeCard({ ...TASK, title }, report);
        assert.ok(card.tokens <= CARD_TOKENS);
        assert.equal(card.tokens, countTokens(card.text, 'gpt-4o').tokens);
        assert.equal(card.document.interfaces.length, report.interfaces.length);
      }),
      { numRuns: 40 },
    );
    const many = makeCard(TASK, {
      status: 'succeeded',
      invariants: Array.from({ length: 200 }, (_, n) => `rule ${n}`),
    });
    const shown = many.text.match(/- holds/g)?.length ?? 0;
    assert.ok(shown > 20);
    assert.ok(many.text.endsWith(`(${200 - shown} more in the card's document)`));
    assert.equal(many.document.invariants.length, 200);
  });

  it('keeps no secret, neither in the text nor in the document', () => {
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const report: Callback = {
      status: 'failed',
      summary: `set GITHUB=${secret}`,
      decisions: [{ what: `use ${secret}`, why: secret }],
      interfaces: [secret, { key: secret }],
      invariants: [secret],
      openQuestions: [secret],
      evidence: [{ checkId: secret, outcome: 'failed', detail: secret, url: `https://x/?t=${secret}` }],
      error: { code: secret, message: secret, retryable: false },
    };
    assert.ok(!JSON.stringify(makeCard(TASK, report)).includes(secret));
  });

  it('gives an equal card for an equal report', () => {
    assert.deepEqual(makeCard(TASK, CALLBACK), makeCard(structuredClone(TASK), structuredClone(CALLBACK)));
  });
});
