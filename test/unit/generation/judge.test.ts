import assert from 'node:assert/strict';
import { judgeQuestions, verdictOf } from '../../../planning/generation/judge/judge-questions.js';
import type { JudgeAnswer } from '../../../planning/generation/judge/judge-schema.js';
import { promptTokens } from '../../../planning/generation/pack-questions.js';
import { canonicalJson } from '../../../planning/hash.js';
import { city, plainCandidate, roomy } from './clinic.js';

const one = plainCandidate('vertical-slice');
const other = plainCandidate('data-first');
const says = (better: JudgeAnswer['better']): JudgeAnswer => ({ better, because: 'It shows early what works.' });

describe('judgeQuestions', () => {
  it('asks in both orders, the same otherwise', () => {
    const [straight, swapped] = judgeQuestions(one, other, roomy);
    assert.ok(straight !== undefined && swapped !== undefined);
    assert.deepEqual(straight.data.first, swapped.data.second);
    assert.deepEqual(straight.data.second, swapped.data.first);
    assert.notDeepEqual(straight.data.first, straight.data.second);
  });

  it('does not tell how a plan was made', () => {
    const text = canonicalJson(judgeQuestions(one, other, roomy).map(({ data }) => data));
    assert.doesNotMatch(text, /vertical-slice|data-first|reward|fresh/);
  });

  it('leaves out tasks where they do not fit, and asks nothing where even that is too much', () => {
    const [a, b] = [plainCandidate('contract-first', city), plainCandidate('risk-first', city)];
    const limits = { ...roomy, promptTokens: 1180 };
    const [straight] = judgeQuestions(a, b, limits);
    assert.ok(straight !== undefined && promptTokens(straight) <= 1180);
    assert.ok(straight.data.first.firstTasks.length < 20);
    assert.deepEqual(judgeQuestions(a, b, { ...roomy, promptTokens: 100 }), []);
    assert.deepEqual(judgeQuestions(a, b, { ...roomy, questions: 1 }), []);
  });
});

describe('verdictOf', () => {
  it('counts only what holds in both orders', () => {
    assert.equal(verdictOf([says('first'), says('second')]), 'first');
    assert.equal(verdictOf([says('second'), says('first')]), 'second');
    for (const [a, b] of [
      ['first', 'first'],
      ['second', 'second'],
      ['equal', 'first'],
      ['first', 'equal'],
      ['equal', 'equal'],
    ] as const)
      assert.equal(verdictOf([says(a), says(b)]), null);
    assert.equal(verdictOf([says('first')]), null);
    assert.equal(verdictOf([]), null);
  });
});
