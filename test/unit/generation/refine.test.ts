import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Shape } from '../../../planning/dag/shape.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { promptTokens } from '../../../planning/generation/pack-questions.js';
import type { RefineQuestion } from '../../../planning/generation/refine/refine-data.js';
import { refineQuestion } from '../../../planning/generation/refine/refine-question.js';
import type { RefineAnswer, RefineMove } from '../../../planning/generation/refine/refine-schema.js';
import { shapeFromMoves } from '../../../planning/generation/refine/shape-from-moves.js';
import { canonicalJson } from '../../../planning/hash.js';
import { shapeOf } from '../../../planning/strategies/decompose.js';
import { makeCandidate } from '../../../planning/strategies/make-candidate.js';
import { plannedModel } from '../../../planning/strategies/planned-model.js';
import { sizingFor } from '../../../planning/strategies/sizing.js';
import { city, clinic, plainCandidate, roomy } from './clinic.js';

const planned = plannedModel(clinic);
const sizing = sizingFor({}, { seed: 1, pull: 0 });
const { candidate, evaluation } = plainCandidate('risk-first');

function ask(limits = roomy): RefineQuestion {
  const question = refineQuestion(candidate, evaluation, clinic, planned, limits);
  assert.ok(question !== null);
  return question;
}

function refine(answer: RefineAnswer): ReturnType<typeof shapeFromMoves> & { violations: unknown[] } {
  const fallback = shapeOf('risk-first', planned, sizing);
  const made = shapeFromMoves(answer, ask(), candidate.shape, planned, sizing, fallback);
  const refined = makeCandidate(
    { ...candidate, operator: 'refine', parents: [], shape: made.shape, fixes: made.fixes },
    clinic,
  );
  const built = refined.tasks.filter(({ kind }) => kind !== 'test' && kind !== 'docs').flatMap(({ covers }) => covers);
  for (const { id } of clinic.model.operations) assert.equal(built.filter((ref) => ref === `op:${id}`).length, 1, id);
  for (const { id } of clinic.model.entities) assert.equal(built.filter((ref) => ref === `entity:${id}`).length, 1, id);
  return { ...made, violations: validateCandidate(refined, clinic) };
}

describe('refineQuestion', () => {
  it('shows the critics that cost most, and the units of the shape by their place', () => {
    const { data } = ask();
    assert.ok(data.critics.length > 0 && data.critics.length <= 3);
    assert.ok(data.critics.every(({ score }) => score < 1));
    for (const { id, elements } of data.units) {
      const unit = candidate.shape.units[Number(id.slice(1)) - 1];
      assert.deepEqual(
        elements.map(({ what }) => what),
        [...(unit?.entities ?? []), ...(unit?.operations ?? [])],
      );
    }
    const making = data.units.find(({ elements }) => elements.some(({ what }) => what === 'POST /pets'));
    const schema = data.units.find(({ elements }) => elements.some(({ what }) => what === 'Pet'));
    const owner = data.units.find(({ elements }) => elements.some(({ what }) => what === 'Owner'));
    assert.deepEqual([...(making?.after ?? [])].sort(), [schema?.id, owner?.id].sort());
  });

  it('shows at most forty units of a large plan, within the tokens', () => {
    const large = plainCandidate('contract-first', city);
    const question = refineQuestion(large.candidate, large.evaluation, city, plannedModel(city), roomy);
    assert.ok(question !== null && question.data.units.length === 40);
    const small = { ...roomy, promptTokens: 2500 };
    const less = refineQuestion(large.candidate, large.evaluation, city, plannedModel(city), small);
    assert.ok(less !== null && less.data.units.length < 40 && promptTokens(less) <= 2500);
  });

  it('shows units that a critic names before others', () => {
    const large = plainCandidate('contract-first', city);
    const last = large.candidate.tasks.filter(({ kind }) => kind === 'schema').at(-1);
    const critics = { cohesion: { score: 0, weight: 1, evidence: [`${last?.key ?? ''} touches 2 resources.`] } };
    const question = refineQuestion(large.candidate, { ...large.evaluation, critics }, city, plannedModel(city), roomy);
    const shown = question?.data.units.flatMap(({ elements }) => elements.map(({ what }) => `entity:${what}`)) ?? [];
    assert.ok(last?.covers.every((ref) => shown.includes(ref)));
  });

  it('is none where no critic finds anything, or the candidate is invalid', () => {
    assert.equal(refineQuestion(candidate, { ...evaluation, critics: {} }, clinic, planned, roomy), null);
    assert.equal(refineQuestion(candidate, { ...evaluation, valid: false }, clinic, planned, roomy), null);
  });

  it('is the same for the same candidate', () => {
    assert.equal(canonicalJson(ask()), canonicalJson(ask()));
  });
});

describe('shapeFromMoves', () => {
  const because = 'It takes too long.';

  const shown = (what: string): { unit: string; element: string } => {
    const unit = ask().data.units.find(({ elements }) => elements.some((one) => one.what === what));
    return { unit: unit?.id ?? '', element: unit?.elements.find((one) => one.what === what)?.id ?? '' };
  };
  const unitsWith = ({ units }: Shape, ids: string[]): string[][] =>
    units.filter(({ operations }) => operations.some((id) => ids.includes(id))).map(({ operations }) => operations);

  it('merges units', () => {
    const ids = ['DELETE /pets/{id}', 'GET /pets/{id}'];
    assert.equal(unitsWith(candidate.shape, ids).length, 2);
    const { shape } = refine({ moves: [{ kind: 'merge', units: ids.map((id) => shown(id).unit), because }] });
    assert.deepEqual(unitsWith(shape, ids), [ids]);
  });

  it('splits a unit', () => {
    const { unit, element } = shown('Owner');
    const { shape } = refine({ moves: [{ kind: 'split', unit, elements: [element], because }] });
    assert.deepEqual(
      shape.units.filter(({ entities }) => entities.includes('Owner')).map(({ operations }) => operations),
      [[]],
    );
  });

  it('moves elements to another unit', () => {
    const { element } = shown('GET /pets');
    const { shape } = refine({
      moves: [{ kind: 'move', elements: [element], to: shown('PUT /pets/{id}').unit, because }],
    });
    assert.deepEqual(unitsWith(shape, ['GET /pets']), [['GET /pets', 'PUT /pets/{id}']]);
  });

  it('leaves the shape as it is without moves', () => {
    assert.equal(canonicalJson(refine({ moves: [] }).shape), canonicalJson(candidate.shape));
  });

  it('drops moves of ids that were not shown, and says so', () => {
    const { fixes, shape } = refine({
      moves: [
        { kind: 'merge', units: ['u1', 'u999'], because },
        { kind: 'move', elements: ['o999'], to: 'u1', because },
        { kind: 'split', because },
        { kind: 'split', unit: 'u999', elements: [shown('Owner').element], because },
      ],
    });
    assert.equal(canonicalJson(shape), canonicalJson(candidate.shape));
    assert.deepEqual(
      fixes.map(({ code }) => code),
      ['refine-unknown-id', 'refine-move-dropped'],
    );
  });

  it('makes a complete and valid candidate of any moves', () => {
    const { units } = ask().data;
    const unit = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...units.map(({ id }) => id)) },
      fc.constantFrom('u0', 'u1000', '__proto__', ''),
    );
    const element = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...units.flatMap(({ elements }) => elements.map(({ id }) => id))) },
      fc.string({ maxLength: 10 }),
    );
    const move: fc.Arbitrary<RefineMove> = fc.record(
      {
        kind: fc.constantFrom('split' as const, 'merge' as const, 'move' as const),
        because: fc.string(),
        unit,
        to: unit,
        units: fc.array(unit, { maxLength: 30 }),
        elements: fc.array(element, { maxLength: 30 }),
      },
      { requiredKeys: ['kind', 'because'] },
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        assert.deepEqual(refine({ moves }).violations, []);
      }),
      { numRuns: 25 },
    );
  });
});
