import assert from 'node:assert/strict';
import type { RequirementCoverage } from '../../../planning/contract/coverage.js';
import type { Finding } from '../../../planning/finding.js';
import { contractFit } from '../../../planning/revision/contract-fit.js';
import { coverage } from './sample-report.js';

const clause = (
  id: string,
  servedBy: RequirementCoverage['servedBy'],
  coveredBy: string[] = [],
): RequirementCoverage => ({
  id,
  text: `Text of ${id}.`,
  start: 0,
  end: 1,
  elements: [],
  served: servedBy !== 'nothing',
  servedBy,
  coveredBy,
});
const finding = (code: string, ref: string): Finding => ({
  code,
  severity: 'warning',
  message: `${code} of ${ref}.`,
  where: { in: 'prd', ref },
});
const row = (element: string, requirements: string[] = []) => ({
  element,
  implementedBy: ['operation.x'],
  testedBy: [],
  requirements,
});
const rows = {
  ...coverage([
    clause('R-1', 'plan', ['operation.x']),
    clause('R-2', 'nothing', ['requirement.r-2']),
    clause('R-3', 'plan'),
    clause('R-4', 'existing'),
    clause('R-5', 'out-of-scope'),
    clause('R-6', 'nothing', ['frontend.home']),
  ]),
  operations: [row('GET /a', ['R-1']), row('GET /b')],
};
const findings = [
  finding('requirement-unserved', 'req:R-2'),
  finding('requirement-contradicted', 'req:R-3'),
  finding('requirement-unserved', 'req:R-3'),
];
const fit = contractFit(rows, findings, (key) => `tsk_${key}`);

describe('how PRD and contract go together', () => {
  it('is said in one line, without what is nought', () => {
    assert.equal(
      fit.summary,
      '6 clauses: 1 served, 1 met by front end or choice of technology, 1 served by what exists, 1 out of scope, ' +
        '1 unserved, 1 contradicted; 1 of 2 operations asked for by no clause',
    );
    assert.equal(
      contractFit(coverage([]), [], String).summary,
      '0 clauses: 0 served, 0 unserved, 0 contradicted; 0 of 0 operations asked for by no clause',
    );
  });

  it('counts each clause once, a contradicted one as nothing else', () => {
    const { total, ...parts } = fit.clauses;
    assert.equal(
      Object.values(parts).reduce((sum, count) => sum + count, 0),
      total,
    );
    assert.deepEqual(
      fit.unserved.map(({ ref }) => ref),
      ['req:R-2'],
    );
  });

  it('lists each with why and with the tasks that take it up', () => {
    assert.deepEqual(fit.contradicted, [
      {
        ref: 'req:R-3',
        name: 'R-3',
        text: 'Text of R-3.',
        because: 'requirement-contradicted of req:R-3.',
        tasks: [],
      },
    ]);
    assert.deepEqual(fit.unserved[0]?.tasks, ['tsk_requirement.r-2']);
  });

  it('lists operations that no clause asks for', () => {
    assert.deepEqual(
      fit.unrequested.map(({ ref, tasks }) => [ref, tasks]),
      [['op:GET /b', ['tsk_operation.x']]],
    );
  });
});
