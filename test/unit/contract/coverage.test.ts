import assert from 'node:assert/strict';
import { computeCoverage } from '../../../planning/contract/coverage.js';
import type { CoverageTask } from '../../../planning/contract/coverage.js';
import { globMatches, inScope } from '../../../planning/contract/scope.js';
import { analysePrd } from '../../../planning/prd/analyse-prd.js';
import { imported, petShop } from './documents.js';

const { model } = imported(petShop());
const analysis = analysePrd('- FR-1 Staff list pets.\n', model, {});
const everything = [...model.operations.map(({ id }) => `op:${id}`), ...model.entities.map(({ id }) => `entity:${id}`)];
const task = (key: string, part: Partial<CoverageTask>): CoverageTask => ({
  key,
  kind: 'operation',
  covers: [],
  verifies: [],
  requirements: [],
  ...part,
});

describe('coverage', () => {
  it('is complete when every element is covered by a task that is no test and no docs task', () => {
    const whole = computeCoverage(model, [task('a', { covers: everything, requirements: ['R-FR-1'] })], analysis, {});
    assert.equal(whole.complete, true);
    assert.deepEqual(whole.totals.operations, { total: 7, covered: 7 });
    assert.deepEqual(whole.totals.requirements, { total: 1, covered: 1 });
    for (const kind of ['test', 'docs'] as const) {
      assert.equal(computeCoverage(model, [task('a', { kind, covers: everything })], analysis, {}).complete, false);
    }
  });

  it('names what is not covered, who tests, and which clause asks', () => {
    const tasks = [
      task('a', { covers: everything.filter((ref) => ref !== 'op:GET /pets') }),
      task('t', { kind: 'test', verifies: ['op:GET /pets'] }),
    ];
    const found = computeCoverage(model, tasks, analysis, {});
    assert.deepEqual(found.totals.uncovered, ['op:GET /pets']);
    const row = found.operations.find(({ element }) => element === 'GET /pets');
    assert.deepEqual(row, { element: 'GET /pets', implementedBy: [], testedBy: ['t'], requirements: ['R-FR-1'] });
  });

  it('counts the scope, and lists the rest and what exists', () => {
    const options = { scope: { include: ['/pets/**'] }, existing: ['entity:Pet'] };
    const found = computeCoverage(model, [], analysis, options);
    assert.deepEqual(
      found.operations.map(({ element }) => element),
      ['DELETE /pets/{petId}', 'GET /pets', 'GET /pets/{petId}', 'POST /pets'],
    );
    assert.ok(found.outOfScope.includes('op:POST /owners'));
    assert.ok(found.outOfScope.includes('entity:Pet'));
    assert.equal(found.totals.uncovered.includes('entity:Pet'), false);
  });

  it('names tasks without an anchor', () => {
    assert.deepEqual(computeCoverage(model, [task('x', {}), task('y', { covers: ['auth'] })], analysis, {}).orphans, [
      'x',
    ]);
  });
});

describe('scope', () => {
  it('is everything without patterns', () => {
    const scope = inScope(model);
    assert.deepEqual([scope.operations.size, scope.entities.size, scope.outOfScope], [7, 8, []]);
  });

  it('takes tags, and the entities that operations in scope reach', () => {
    const scope = inScope(model, { include: ['pets'] });
    assert.deepEqual([...scope.operations], ['GET /pets']);
    assert.deepEqual([...scope.entities].sort(), ['Animal', 'Cat', 'Dog', 'Owner', 'Pet', 'PetStatus', 'Problem']);
  });

  it('lets exclude win, and drops entities that only excluded operations reach', () => {
    const scope = inScope(model, { include: ['/**'], exclude: ['POST /pets'] });
    assert.equal(scope.operations.has('POST /pets'), false);
    assert.equal(scope.entities.has('NewPet'), false);
  });

  it('matches globs: * within a segment, ** across', () => {
    assert.equal(globMatches('/pets/*', '/pets/{id}'), true);
    assert.equal(globMatches('/pets/*', '/pets/{id}/toys'), false);
    assert.equal(globMatches('/pets/**', '/pets/{id}/toys'), true);
    assert.equal(globMatches('/pets/**', '/pets'), true);
    assert.equal(globMatches('Query.*', 'Query.user'), true);
    assert.equal(globMatches(`${'*a'.repeat(50)}b`, 'a'.repeat(2000)), false);
  });
});
