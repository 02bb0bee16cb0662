import assert from 'node:assert/strict';

import { problemOfRefusal } from '../../../api/problem-of-refusal.js';
import { PROBLEMS } from '../../../platform/problem-codes.js';
import { problem, problemErrorsOf, problemOfPlanFailure } from '../../../platform/problems.js';

describe('problems', () => {
  it('have a client or server status, a title without a full stop and an imperative remedy each', () => {
    for (const [code, { status, title, remediation }] of Object.entries(PROBLEMS)) {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(status >= 400 && status < 600, code);
      assert.ok(!title.endsWith('.') && remediation.endsWith('.'), code);
    }
  });

  it('take the remedy of their code unless they know a better one', () => {
    assert.equal(problem('unknown-plan', 'x').remediation, PROBLEMS['unknown-plan'].remediation);
    assert.equal(problem('unknown-plan', 'x', { remediation: 'Look.' }).remediation, 'Look.');
  });

  it('keep code, status and place of a refusal and point at the input', () => {
    const where = { in: 'contract', line: 3, column: 7 } as const;
    const refusal = {
      status: 422,
      code: 'contract-unparseable',
      message: 'No.',
      remediation: 'Mend it.',
      where,
    } as const;
    const answer = problemOfRefusal(refusal);
    assert.deepEqual([answer.status, answer.code, answer.remediation], [422, 'contract-unparseable', 'Mend it.']);
    assert.deepEqual(answer.errors, [{ detail: 'No.', where, pointer: '/contract' }]);
  });

  it('turn entries of the validator into pointers and names', () => {
    const entry = (path: string): { path: string; message: string } => ({ path, message: 'is wrong' });
    assert.deepEqual(
      problemErrorsOf([entry('/body/options/a~1b'), entry('/query/limit'), entry('/headers/prefer'), entry('/body')]),
      [
        { detail: 'is wrong', pointer: '/options/a~1b' },
        { detail: 'is wrong', parameter: 'limit' },
        { detail: 'is wrong', header: 'prefer' },
        { detail: 'is wrong', pointer: '' },
      ],
    );
  });

  it('blame the input for a failed plan only where other input helps', () => {
    const failure = { message: 'm', remediation: 'r' };
    assert.equal(problemOfPlanFailure('pln_a', { ...failure, code: 'contract-refused' }).status, 422);
    const ours = problemOfPlanFailure('pln_a', { ...failure, code: 'coverage-incomplete' });
    assert.deepEqual([ours.status, ours.planId], [500, 'pln_a']);
  });
});
