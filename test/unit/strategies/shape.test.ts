import assert from 'node:assert/strict';
import fc from 'fast-check';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { Strategy } from '../../../planning/dag/candidate.js';
import type { Shape } from '../../../planning/dag/shape.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { canonicalJson } from '../../../planning/hash.js';
import { applyMoves, unitHandles } from '../../../planning/refinement/moves.js';
import type { Move } from '../../../planning/refinement/moves.js';
import { decompose, shapeOf } from '../../../planning/strategies/decompose.js';
import { makeCandidate } from '../../../planning/strategies/make-candidate.js';
import { plannedModel } from '../../../planning/strategies/planned-model.js';
import { completeShape } from '../../../planning/strategies/shape/complete-shape.js';
import { refsOfUnit } from '../../../planning/strategies/shape/sort-shape.js';
import { sizeWindow, sizingFor } from '../../../planning/strategies/sizing.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';

const PRD = '- FR-1: Vets keep pets and visits.\n';
const plain = { seed: 1, pull: 0 };
const upload = {
  '/pets/{id}/photo': {
    post: {
      requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } },
      responses: { 204: { description: 'Stored' } },
    },
  },
};
const context = contextOf(
  crudContract(
    [{ name: 'Owner' }, { name: 'Pet', needs: ['Owner'] }, { name: 'Visit', needs: ['Pet'], guarded: true }],
    {
      paths: upload,
    },
  ),
  PRD,
);
const planned = plannedModel(context);
const sizing = sizingFor({}, plain);
const fallback = shapeOf('contract-first', planned, sizing);
const everything = [
  ...[...planned.entity.keys()].map((id) => `entity:${id}`),
  ...[...planned.operation.keys()].map((id) => `op:${id}`),
].sort();
const refsIn = ({ units }: Shape): string[] => units.flatMap(refsOfUnit).sort();
const verifiedIn = ({ tests }: Shape): string[] => tests.flatMap(({ verifies }) => verifies).sort();
const candidateOf = (shape: Shape) =>
  makeCandidate(
    { strategy: 'contract-first', operator: 'refine', parents: [], parameters: plain, shape, fixes: [] },
    context,
  );
const ids = [...planned.entity.keys(), ...planned.operation.keys(), 'Ghost', '', '__proto__'];
const shapeArbitrary: fc.Arbitrary<Shape> = fc.record({
  units: fc.array(
    fc.record({
      kind: fc.constantFrom('schema', 'operation', 'integration'),
      resource: fc.constantFrom('Pet', 'Owner', 'shared types', '../../etc', ''),
      entities: fc.array(fc.constantFrom(...ids), { maxLength: 6 }),
      operations: fc.array(fc.constantFrom(...ids), { maxLength: 20 }),
      rank: fc.constantFrom(0, 3, -1, NaN, 1.5, 1e12),
    }),
    { maxLength: 8 },
  ),
  tests: fc.array(
    fc.record({
      resource: fc.constantFrom('Pet', 'nobody', ''),
      verifies: fc.array(fc.constantFrom(...everything, 'op:Ghost', 'Pet'), { maxLength: 9 }),
      rank: fc.constantFrom(0, 1, -4),
    }),
    { maxLength: 5 },
  ),
});

describe('makeCandidate', () => {
  it('makes the same tasks again of the shape it stored', () => {
    fc.assert(
      fc.property(
        thingsArbitrary,
        fc.constantFrom(...STRATEGIES),
        fc.nat(5),
        fc.integer(),
        (things, by, pull, seed) => {
          const world = contextOf(crudContract(things), PRD);
          const first = decompose(by, world, { seed, pull });
          const again = makeCandidate({ ...first, fixes: [] }, world);
          assert.equal(canonicalJson(again.tasks), canonicalJson(first.tasks));
          assert.equal(canonicalJson(again.shape), canonicalJson(first.shape));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('makes the same of a shape whatever was made in its context before', () => {
    fc.assert(
      fc.property(
        thingsArbitrary,
        fc.shuffledSubarray([...STRATEGIES], { minLength: 2 }),
        (things, [one, ...others]) => {
          const world = contextOf(crudContract(things), PRD);
          const untouched = structuredClone(world);
          for (const other of others) decompose(other, world, plain);
          const made = decompose(one as Strategy, world, plain);
          assert.equal(canonicalJson(made), canonicalJson(decompose(one as Strategy, untouched, plain)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('stores exactly what its building tasks cover and its tests verify', () => {
    for (const strategy of STRATEGIES) {
      const { shape, tasks } = decompose(strategy, context, plain);
      const built = tasks.filter(({ kind }) => ['schema', 'operation', 'integration'].includes(kind));
      assert.deepEqual(
        shape.units.map((unit) => refsOfUnit(unit).sort().join()).sort(),
        built.map(({ covers }) => [...covers].sort().join()).sort(),
      );
      assert.deepEqual(verifiedIn(shape), everything);
    }
  });
});

describe('completeShape', () => {
  it('makes a whole shape and a valid candidate of anything', () => {
    fc.assert(
      fc.property(shapeArbitrary, (shape) => {
        const { shape: whole } = completeShape(shape, planned, sizing, fallback);
        assert.deepEqual(refsIn(whole), everything);
        assert.deepEqual(verifiedIn(whole), everything);
        const candidate = candidateOf(whole);
        assert.deepEqual(validateCandidate(candidate, context), []);
        const { max } = sizeWindow(context.options);
        for (const { kind, covers, minutes } of candidate.tasks) {
          assert.ok(minutes <= max || covers.length < 2 || kind === 'docs' || kind === 'scaffold');
        }
        assert.ok(!canonicalJson(whole).includes('etc'), 'no name the plan does not know');
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a shape in order as it is, without a fix', () => {
    for (const strategy of STRATEGIES) {
      const { shape } = decompose(strategy, context, plain);
      const own = shapeOf(strategy, planned, sizing);
      assert.deepEqual(completeShape(shape, planned, sizing, own), { shape, fixes: [] });
    }
  });

  it('says what it repaired', () => {
    const [first, ...others] = fallback.units;
    const again = others[0] as (typeof others)[0];
    const units = [...others, { ...again, operations: [...again.operations, 'Ghost'] }];
    const { fixes, shape } = completeShape({ units, tests: fallback.tests }, planned, sizing, fallback);
    assert.deepEqual(
      fixes.map(({ code }) => code),
      ['unit-unknown', 'unit-twice', 'elements-added'],
    );
    assert.ok(shape.units.some((unit) => refsOfUnit(unit).join() === refsOfUnit(first as (typeof others)[0]).join()));
  });

  it('gives uploads a unit of their own', () => {
    const all = { kind: 'operation' as const, resource: 'Pet', entities: [], rank: 0 };
    const operations = planned.resources.find(({ name }) => name === 'Pet')?.operations.map(({ id }) => id) ?? [];
    const { shape } = completeShape({ units: [{ ...all, operations }], tests: [] }, planned, sizing, fallback);
    const unit = shape.units.find(({ operations: own }) => own.includes('POST /pets/{id}/photo'));
    assert.deepEqual([unit?.kind, unit?.operations.length], ['integration', 1]);
  });
});

describe('applyMoves', () => {
  const shape = decompose('contract-first', context, plain).shape;
  const handles = unitHandles(shape);
  const at = (test: (refs: string[]) => boolean): number => shape.units.findIndex((unit) => test(refsOfUnit(unit)));
  const cut = (of: Shape): string[] => of.units.map((unit) => refsOfUnit(unit).join(' '));

  it('splits, merges and moves', () => {
    const bundle = at((refs) => refs.length > 1 && refs.some((ref) => ref.startsWith('op:')));
    const refs = refsOfUnit(shape.units[bundle] as Shape['units'][0]);
    const some = { kind: 'split' as const, unit: handles[bundle] as string, refs: refs.slice(0, 1) };
    const parted = applyMoves(shape, [some]);
    assert.ok(cut(parted.shape).includes(refs[0] as string) && cut(parted.shape).includes(refs.slice(1).join(' ')));
    const back = applyMoves(shape, [some, { kind: 'move', refs: refs.slice(0, 1), to: some.unit }]);
    assert.deepEqual(back, { shape, fixes: [] });
    const merged = applyMoves(shape, [{ kind: 'merge', units: handles.slice(0, 3) }]).shape;
    assert.equal(merged.units.length, shape.units.length - 2);
  });

  it('loses and doubles no element, whatever the moves, and records those it drops', () => {
    const handle = fc.constantFrom(...handles, 'u0', 'u999', '__proto__');
    const refs = fc.array(fc.constantFrom(...everything, 'op:Ghost'), { maxLength: 4 });
    const move: fc.Arbitrary<Move> = fc.oneof(
      fc.record({ kind: fc.constant('split' as const), unit: handle, refs }),
      fc.record({ kind: fc.constant('merge' as const), units: fc.array(handle, { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('move' as const), refs, to: handle }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 8 }), (moves) => {
        const moved = applyMoves(shape, moves);
        assert.deepEqual(refsIn(moved.shape), everything);
        assert.deepEqual(moved.shape.tests, shape.tests);
        assert.ok(moved.fixes.length <= moves.length);
        assert.ok(moved.shape.units.every((unit) => refsOfUnit(unit).length > 0));
      }),
    );
    assert.deepEqual(
      applyMoves(shape, [{ kind: 'merge', units: ['u1', 'u999'] }]).fixes.map(({ code }) => code),
      ['move-dropped'],
    );
  });
});
