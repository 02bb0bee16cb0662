import assert from 'node:assert/strict';
import fc from 'fast-check';
import { continueDialogue } from '../../../planning/generation/dialogue.js';
import { makeQuestion } from '../../../planning/generation/make-question.js';
import type { DialogueStep } from '../../../planning/generation/question.js';
import { TRACE } from '../../../planning/generation/trace/trace-format.js';

const clauses = ['R-1', 'R-2', 'R-3', 'R-4'].map((id) => ({ id, text: id, candidates: ['op:a'] }));
const question = makeQuestion(TRACE, { elements: [{ id: 'op:a', what: 'A' }], clauses });
const trace = (requirement: string, elements: unknown = ['op:a']) => ({ requirement, elements, quote: 'q' });
const answer = (...traces: unknown[]): string => JSON.stringify({ traces });
const cut = (...traces: unknown[]): string => `${answer(...traces).slice(0, -2)},{"requirement":"R-`;
const talk = (...texts: string[]): DialogueStep =>
  continueDialogue(
    question,
    texts.map((text) => [text]),
  );
const whole = [trace('R-1'), trace('R-2'), trace('R-3'), trace('R-4')];
const codes = (step: DialogueStep): string[] => (step.kind === 'ask' ? [] : step.fixes.map(({ code }) => code));

describe('continueDialogue', () => {
  it('begins with the question and ends with an answer that fits', () => {
    assert.deepEqual(talk(), { kind: 'ask', followUp: null });
    assert.deepEqual(talk(answer(...whole)), { kind: 'answered', answer: { traces: whole }, fixes: [] });
  });

  it('reads no text after the end', () => {
    assert.deepEqual(talk(answer(...whole), 'more'), talk(answer(...whole)));
  });

  it('takes the best of several outputs', () => {
    const step = continueDialogue(question, [['Thinking …', cut(whole[0]), answer(...whole), answer({})]]);
    assert.deepEqual(step, { kind: 'answered', answer: { traces: whole }, fixes: [] });
  });
});

describe('continueDialogue on a cut answer', () => {
  it('asks for what is missing by ids, and joins the parts', () => {
    const first = talk(cut(whole[0], whole[1]));
    assert.deepEqual(first, { kind: 'ask', followUp: { kind: 'remainder', missing: ['R-3', 'R-4'] } });
    const step = talk(cut(whole[0], whole[1]), answer(whole[2], whole[3]));
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: whole });
    assert.deepEqual(codes(step), []);
  });

  it('goes on as long as each part brings something', () => {
    assert.deepEqual(talk(cut(whole[0]), cut(whole[1])), {
      kind: 'ask',
      followUp: { kind: 'remainder', missing: ['R-3', 'R-4'] },
    });
    const step = talk(cut(whole[0]), cut(whole[0]));
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: [whole[0]] });
    assert.deepEqual(codes(step), ['items-repeated', 'answer-cut']);
  });

  it('lets a later part change nothing that came before', () => {
    const step = talk(cut(whole[0]), answer(trace('R-1', []), whole[1]));
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: [whole[0], whole[1]] });
    assert.deepEqual(codes(step), ['items-repeated']);
  });

  it('keeps what came where the rest is not usable', () => {
    const step = talk(cut(whole[0]), 'I am tired.');
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: [whole[0]] });
    assert.deepEqual(codes(step), ['answer-cut']);
  });

  it('asks for nothing where nothing is missing', () => {
    assert.equal(talk(answer(...whole).slice(0, -1)).kind, 'answered');
  });
});

describe('continueDialogue on an answer that breaks the schema', () => {
  const two = answer(trace('R-1', 3), trace('R-2', 3), whole[2]);
  const one = answer(trace('R-1', 3), whole[1], whole[2]);

  it('sends it back with what is wrong', () => {
    const step = talk(two);
    assert.ok(step.kind === 'ask' && step.followUp?.kind === 'repair');
    assert.deepEqual([step.followUp.attempt, step.followUp.previous], [1, two]);
    assert.deepEqual(step.followUp.violations, [
      { pointer: '/traces/0/elements', rule: 'type', expected: 'array', got: 'a number' },
      { pointer: '/traces/1/elements', rule: 'type', expected: 'array', got: 'a number' },
    ]);
    assert.deepEqual(talk(two, answer(...whole)), talk(answer(...whole)));
  });

  it('tells of 20 faults at most', () => {
    const step = talk(answer(...Array.from({ length: 50 }, () => 1)));
    assert.ok(step.kind === 'ask' && step.followUp?.kind === 'repair');
    assert.equal(step.followUp.violations.length, 20);
  });

  it('asks twice at most, and takes what fits in the end', () => {
    const three = answer(trace('R-1', 3), trace('R-2', 3), trace('R-3', 3), whole[3]);
    const second = talk(three, two);
    assert.ok(second.kind === 'ask' && second.followUp?.kind === 'repair' && second.followUp.attempt === 2);
    const step = talk(three, two, one);
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: [whole[1], whole[2]] });
    assert.deepEqual(codes(step), ['items-dropped']);
  });

  it('stops asking when the faults do not become fewer, and takes the best so far', () => {
    const step = talk(one, two);
    assert.deepEqual(step.kind === 'answered' && step.answer, { traces: [whole[1], whole[2]] });
    const additional = answer({ ...trace('R-1'), note: 'x' });
    const without = talk(additional, additional);
    assert.deepEqual(without.kind === 'answered' && without.answer, { traces: [whole[0]] });
    assert.deepEqual(codes(without), ['keys-dropped']);
  });

  it('counts JSON that breaks the schema as progress over none', () => {
    assert.equal(talk('Sorry.', one).kind, 'ask');
    const nothing = talk('Sorry.', 'Sorry.');
    assert.deepEqual(nothing.kind === 'unusable' && nothing.violations, [
      { pointer: '', rule: 'json', expected: 'one JSON object', got: 'no JSON object' },
    ]);
  });

  it('is unusable where no item is left', () => {
    assert.equal(talk('{}', '{}').kind, 'unusable');
    assert.equal(talk(answer(1), answer(2)).kind, 'unusable');
  });

  it('keeps the prompt of a repair short and well-formed', () => {
    const step = talk('\ud800\0x'.repeat(50_000));
    assert.ok(step.kind === 'ask' && step.followUp?.kind === 'repair');
    assert.ok(step.followUp.previous.length <= 12_000 && step.followUp.previous.isWellFormed());
  });
});

describe('continueDialogue always', () => {
  const reply = fc.oneof(
    fc.string(),
    fc.json(),
    fc.tuple(fc.constant(answer(...whole)), fc.nat(200)).map(([text, at]) => text.slice(0, at)),
    fc.array(fc.oneof(fc.constantFrom(...whole), fc.jsonValue())).map((traces) => answer(...traces)),
  );

  it('ends after seven replies at most, with an answer that fits or none', () => {
    fc.assert(
      fc.property(fc.array(fc.array(reply, { maxLength: 3 }), { minLength: 8, maxLength: 8 }), (turns) => {
        const step = continueDialogue(question, turns);
        assert.notEqual(step.kind, 'ask');
        if (step.kind === 'answered') assert.equal(talk(JSON.stringify(step.answer)).kind, 'answered');
      }),
      { numRuns: 300 },
    );
  });
});
