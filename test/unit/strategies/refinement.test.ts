import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CRITICS, evaluate } from '../../../planning/critics/evaluate.js';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { Candidate } from '../../../planning/dag/candidate.js';
import type { Shape } from '../../../planning/dag/shape.js';
import { aggregateShapes } from '../../../planning/refinement/aggregate-shapes.js';
import { applyMoves } from '../../../planning/refinement/moves.js';
import { refineShape } from '../../../planning/refinement/refine-shape.js';
import { decompose } from '../../../planning/strategies/decompose.js';
import { makeCandidate } from '../../../planning/strategies/make-candidate.js';
import { plannedModel } from '../../../planning/strategies/planned-model.js';
import { refsOfUnit } from '../../../planning/strategies/shape/sort-shape.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD = '- FR-1: Vets keep pets and visits.\n';
const plain = { seed: 1, pull: 0 };
const clinic = contextOf(
  crudContract([
    { name: 'Owner' },
    { name: 'Pet', needs: ['Owner'] },
    { name: 'Visit', needs: ['Pet'], acts: ['cancel'] },
    { name: 'Vet', guarded: true },
  ]),
  PRD,
);
const elementsOf = ({ units, tests }: Shape): string[][] => [
  units.flatMap(refsOfUnit).sort(),
  tests.flatMap(({ verifies }) => verifies).sort(),
];
const remade = (candidate: Candidate, shape: Shape, context = clinic): Candidate =>
  makeCandidate({ ...candidate, operator: 'refine', shape, fixes: [] }, context);

describe('refineShape', () => {
  it('gives a better valid plan of the same elements, or says that there is none', () => {
    let better = 0;
    fc.assert(
      fc.property(thingsArbitrary, fc.constantFrom(...STRATEGIES), fc.nat(3), (things, strategy, pull) => {
        const context = contextOf(crudContract(things), PRD);
        const candidate = decompose(strategy, context, plain);
        const evaluation = evaluate(candidate, context);
        const refined = refineShape(candidate, evaluation, context, plannedModel(context), pull);
        if (refined === null) return;
        better += 1;
        const judged = evaluate(remade(candidate, refined.shape, context), context);
        assert.ok(judged.valid && judged.reward > evaluation.reward, `${judged.reward} ${evaluation.reward}`);
        assert.deepEqual(elementsOf(refined.shape), elementsOf(candidate.shape));
        assert.equal(refined.because.length, refined.moves.length);
      }),
      { numRuns: 12 },
    );
    assert.ok(better > 0);
  });

  it('is the same every time, and can be followed by its moves', () => {
    const candidate = decompose('contract-first', clinic, plain);
    const refine = (): ReturnType<typeof refineShape> =>
      refineShape(candidate, evaluate(candidate, clinic), clinic, plannedModel(clinic), 1);
    const refined = refine();
    assert.ok(refined !== null);
    assert.deepEqual(refine(), refined);
    const followed = refined.moves.reduce<Candidate>((before, moves) => {
      const { shape, fixes } = applyMoves(before.shape, moves);
      assert.deepEqual(fixes, []);
      return remade(before, shape);
    }, candidate);
    assert.deepEqual(followed.shape, refined.shape);
  });

  it('follows the weights it is given', () => {
    const weights = { ...Object.fromEntries(Object.keys(CRITICS).map((name) => [name, 0])), redundancy: 1 };
    const gains = STRATEGIES.map((strategy) => {
      const candidate = decompose(strategy, clinic, plain);
      const before = evaluate(candidate, clinic, weights);
      const refined = refineShape(candidate, before, clinic, plannedModel(clinic), 0, weights);
      return refined === null ? 0 : evaluate(remade(candidate, refined.shape), clinic, weights).reward - before.reward;
    });
    assert.ok(
      gains.every((gain) => gain > 0),
      gains.join(),
    );
  });

  it('leaves an invalid candidate alone', () => {
    const candidate = decompose('data-first', clinic, plain);
    assert.equal(refineShape(candidate, { reward: 0.1, valid: false }, clinic, plannedModel(clinic), 0), null);
  });
});

describe('aggregateShapes', () => {
  it('makes a valid plan of every element from any two candidates', () => {
    fc.assert(
      fc.property(thingsArbitrary, fc.nat(3), (things, pull) => {
        const context = contextOf(crudContract(things), PRD);
        const candidates = STRATEGIES.map((strategy) => decompose(strategy, context, { seed: 1, pull }));
        candidates.forEach((a, i) => {
          for (const b of candidates.slice(i + 1)) {
            const shape = aggregateShapes(a, b, context);
            assert.deepEqual(elementsOf(shape), elementsOf(a.shape));
            assert.ok(evaluate(remade(a, shape, context), context).valid);
          }
        });
      }),
      { numRuns: 8 },
    );
  });

  it('takes units of both parents, and none of its own', () => {
    const [a, b] = [decompose('contract-first', clinic, plain), decompose('vertical-slice', clinic, plain)];
    const shape = aggregateShapes(a, b, clinic);
    const cut = (of: Shape): Set<string> =>
      new Set([...of.units.map((unit) => refsOfUnit(unit).join()), ...of.tests.map(({ verifies }) => verifies.join())]);
    const [ours, left, right] = [cut(shape), cut(a.shape), cut(b.shape)];
    for (const unit of ours) assert.ok(left.has(unit) || right.has(unit), unit);
    for (const parent of [left, right]) assert.notDeepEqual([...ours].sort(), [...parent].sort());
  });
});
