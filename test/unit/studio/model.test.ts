import assert from 'node:assert/strict';
import { schemaErrors } from '../../../planning/generation/check-answer.js';
import { answerFormat } from '../../../planning/generation/operations.js';
import type { FollowUp, Question } from '../../../planning/generation/question.js';
import { makeModel } from '../../support/studio/model.js';
import type { ModelOptions } from '../../support/studio/model.js';
import { envelopeOf, questionsAbout } from '../../support/studio/questions.js';
import { clinic } from '../generation/clinic.js';

const PRD = '# Clinic\n\nThe desk must print every visit at night.\n\n- FR-1 The desk keeps owners and their pets.\n';
const questions = questionsAbout(clinic, PRD);
const ask = (question: Question, options: Partial<ModelOptions> = {}, followUp: FollowUp | null = null): string =>
  makeModel({ seed: 7, ...options })(envelopeOf(question, followUp, 'n1'));
const parsed = (text: string): unknown => JSON.parse(text) as unknown;

describe('makeModel', () => {
  it('answers every kind of question in the form asked for, however bad it is', () => {
    assert.deepEqual([...new Set(questions.map(({ op }) => op))].sort(), [
      'analysePrd',
      'detail',
      'edges',
      'judge',
      'outline',
      'refine',
      'trace',
    ]);
    for (const question of questions)
      for (const quality of ['good', 'mixed', 'bad'] as const) {
        const answer = parsed(ask(question, { quality }));
        assert.deepEqual(schemaErrors(answerFormat(question.op), answer), [], `${question.op} ${quality}`);
      }
  });

  it('answers by question and seed, whatever the nonce', () => {
    for (const question of questions) {
      const answer = makeModel({ seed: 7 });
      assert.equal(answer(envelopeOf(question, null, 'n1')), answer(envelopeOf(question, null, 'n2')));
    }
    const texts = (seed: number): string[] => questions.map((question) => ask(question, { seed }));
    assert.notDeepEqual(texts(1), texts(2));
  });

  it('forgets more the worse it is, and tells of what is asked for again', () => {
    const lost = (quality: 'good' | 'bad'): number =>
      questions.reduce((sum, question) => {
        const format = answerFormat(question.op);
        return sum + format.missingIds(question.data, parsed(ask(question, { quality }))).length;
      }, 0);
    assert.ok(lost('bad') > lost('good'));
    for (const question of questions.filter(({ op }) => op === 'outline' || op === 'detail' || op === 'trace')) {
      const format = answerFormat(question.op);
      const missing = format.missingIds(question.data, { slices: [], tasks: [], traces: [] }).slice(0, 2);
      const answer = parsed(ask(question, { quality: 'bad' }, { kind: 'remainder', missing }));
      const left = format.missingIds(question.data, answer);
      assert.ok(missing.length > 0 && missing.every((id) => !left.includes(id)), question.op);
    }
  });

  it('mends its answer when asked to, or says the same again', () => {
    const [question] = questions.filter(({ op }) => op === 'outline');
    assert.ok(question !== undefined);
    const bad = ask(question, { quality: 'bad' });
    const repair: FollowUp = { kind: 'repair', attempt: 1, previous: bad, violations: [] };
    assert.equal(ask(question, { quality: 'bad', repairs: false }, repair), bad);
    const mended = parsed(ask(question, { quality: 'bad' }, repair));
    assert.deepEqual(answerFormat('outline').missingIds(question.data, mended), []);
  });
});
