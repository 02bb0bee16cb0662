import assert from 'node:assert/strict';
import fc from 'fast-check';
import { computeCoverage } from '../../../planning/contract/coverage.js';
import type { Coverage } from '../../../planning/contract/coverage.js';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { CandidateTask, Strategy } from '../../../planning/dag/candidate.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import type { PlanOptions } from '../../../planning/options.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD =
  '# Clinic\n\n- FR-1 The desk can create an owner.\n- FR-2 The desk can create a pet of an owner.\n- FR-3 The desk can list vets and delete a vet.\n' +
  '- FR-4 A web page shows the pets of an owner as tiles.\n- FR-5 A web page shows the vets as tiles.\n- FR-6 Answers arrive within 300 ms.\n';
const clinic = crudContract([
  { name: 'Owner', guarded: true },
  { name: 'Pet', needs: ['Owner'] },
  { name: 'Vet', guarded: true },
]);

interface Planned {
  tasks: CandidateTask[];
  coverage: Coverage;
}

function plan(options: PlanOptions, strategy: Strategy = 'contract-first', prd = PRD): Planned {
  const context = contextOf(clinic, prd, options);
  const candidate = decompose(strategy, context, { seed: 1, pull: 0 });
  assert.deepEqual(validateCandidate(candidate, context), []);
  const { model, analysis } = context;
  return { tasks: candidate.tasks, coverage: computeCoverage(model, candidate.tasks, analysis, options) };
}

const touched = ({ covers, verifies }: CandidateTask): string[] => [...covers, ...verifies];
const clause = (coverage: Coverage, id: string) => coverage.requirements.find((one) => one.id === id);
const isOf = (name: string) => (ref: string) =>
  new RegExp(`(?:entity:${name}$|/${name.toLowerCase()}s(?:/|$))`).test(ref);

describe('options.scope', () => {
  const options = { scope: { exclude: ['/vets', '/vets/**'] } };

  for (const strategy of STRATEGIES) {
    it(`leaves what it excludes out of every task, of tests and documentation too, with ${strategy}`, () => {
      const { tasks } = plan(options, strategy);
      assert.deepEqual(tasks.flatMap(touched).filter(isOf('Vet')), []);
      for (const { description, acceptance } of tasks)
        assert.doesNotMatch(description + JSON.stringify(acceptance), /\/vets|`Vet`/);
      const docs = tasks.find(({ kind }) => kind === 'docs');
      assert.match(docs?.description ?? '', /reference of 10 operations/);
    });
  }

  it('counts the rest as the whole, and lists what is left out', () => {
    const { coverage } = plan(options);
    assert.equal(coverage.complete, true);
    assert.deepEqual(coverage.totals.operations, { total: 10, covered: 10 });
    assert.equal(coverage.outOfScope.filter(isOf('Vet')).length, 6);
    assert.deepEqual(coverage.existing, []);
  });

  it('leaves clauses to others that only excluded elements serve', () => {
    const { tasks, coverage } = plan(options);
    const vets = clause(coverage, 'R-FR-3');
    assert.deepEqual([vets?.served, vets?.servedBy, vets?.coveredBy], [true, 'out-of-scope', []]);
    assert.equal(coverage.totals.requirements.total, coverage.totals.requirements.covered);
    assert.ok(!tasks.some(({ requirements }) => requirements.includes('R-FR-3')));
  });

  it('plans no sign-in where nobody has to sign in for what is in scope', () => {
    const kinds = (scope: PlanOptions['scope']): string[] =>
      plan({ ...(scope === undefined ? {} : { scope }) }).tasks.map(({ kind }) => kind);
    assert.ok(kinds(undefined).includes('auth'));
    assert.ok(!kinds({ include: ['/pets/**'] }).includes('auth'));
  });
});

describe('options.existing', () => {
  const existing = ['entity:Owner', ...['POST /owners', 'GET /owners', 'GET /owners/{id}'].map((id) => `op:${id}`)];

  it('gives what exists no task, lets tasks use it, and leaves no dependency in the air', () => {
    for (const strategy of STRATEGIES) {
      const { tasks, coverage } = plan({ existing }, strategy);
      const keys = new Set(tasks.map(({ key }) => key));
      assert.deepEqual(
        tasks.flatMap(touched).filter((ref) => existing.includes(ref)),
        [],
      );
      assert.ok(tasks.some(({ covers, uses }) => covers.includes('entity:Pet') && uses.includes('entity:Owner')));
      for (const { dependsOn } of tasks) for (const { task } of dependsOn) assert.ok(keys.has(task));
      assert.deepEqual(coverage.existing, [...existing].sort());
      assert.ok(existing.every((ref) => coverage.outOfScope.includes(ref)));
    }
  });

  it('says of clauses that it serves that they are met, and makes no task of them', () => {
    const { tasks, coverage } = plan({ existing: [...existing, 'op:PUT /owners/{id}', 'op:DELETE /owners/{id}'] });
    const owners = clause(coverage, 'R-FR-1');
    assert.deepEqual([owners?.served, owners?.servedBy, owners?.coveredBy], [true, 'existing', []]);
    assert.ok(!tasks.some(({ kind, requirements }) => kind === 'requirement' && requirements.includes('R-FR-1')));
    assert.ok(tasks.some(({ kind, requirements }) => kind === 'requirement' && requirements.includes('R-FR-6')));
  });

  it('takes the checks of callers for given where they exist', () => {
    const { tasks } = plan({ existing: ['auth'] });
    assert.ok(!tasks.some(({ kind }) => kind === 'auth'));
    const closed = tasks.find(({ description }) => description.includes('Callers must be signed in'));
    assert.match(closed?.description ?? '', /signed in \(`token`; the checks exist\)/);
  });
});

describe('a front end', () => {
  const pages = (options: PlanOptions): CandidateTask[] =>
    plan(options).tasks.filter(({ kind }) => kind === 'frontend');

  it('calls operations that exist without waiting for anybody', () => {
    const existing = contextOf(clinic, PRD).model.operations.map(({ id }) => `op:${id}`);
    const [page] = pages({ existing });
    assert.ok(page?.uses.some((ref) => existing.includes(ref)));
    assert.ok(page?.dependsOn.every(({ type }) => type !== 'data'));
  });

  it('calls none that is left out and not there, and shows nothing of it', () => {
    const shown = pages({ scope: { exclude: ['/vets', '/vets/**'] } });
    assert.deepEqual(shown.flatMap(({ uses }) => uses).filter(isOf('Vet')), []);
    assert.ok(shown.some(({ requirements }) => requirements.includes('R-FR-4')));
    assert.ok(!shown.some(({ requirements }) => requirements.includes('R-FR-5')));
  });
});

describe('scope and existing together', () => {
  it('make a valid plan of any contract, whatever they leave', () => {
    fc.assert(
      fc.property(thingsArbitrary, fc.array(fc.nat(200)), fc.array(fc.nat(200)), (things, left, there) => {
        const contract = crudContract(things);
        const { model } = contextOf(contract, PRD);
        const refs = [
          ...model.operations.map(({ id }) => `op:${id}`),
          ...model.entities.map(({ id }) => `entity:${id}`),
        ];
        const pick = (from: string[], some: number[]): string[] => some.map((at) => from[at % from.length] as string);
        const options = {
          scope: {
            exclude: pick(
              model.operations.map(({ id }) => id),
              left,
            ),
          },
          existing: pick(refs, there),
        };
        const context = contextOf(contract, PRD, options);
        for (const strategy of STRATEGIES) {
          const { tasks, ...rest } = decompose(strategy, context, { seed: 1, pull: 0 });
          assert.deepEqual(validateCandidate({ tasks, ...rest }, context), []);
          const coverage = computeCoverage(model, tasks, context.analysis, options);
          assert.equal(coverage.complete, true);
          const outside = new Set(coverage.outOfScope);
          assert.deepEqual(
            tasks.flatMap(touched).filter((ref) => outside.has(ref)),
            [],
          );
          assert.equal(coverage.operations.length + coverage.entities.length + outside.size, refs.length);
        }
      }),
      { numRuns: 15 },
    );
  });
});
