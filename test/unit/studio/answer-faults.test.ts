import assert from 'node:assert/strict';
import { continueDialogue } from '../../../planning/generation/dialogue.js';
import type { DialogueStep } from '../../../planning/generation/question.js';
import { ANSWER_TEXT_FAULTS, always, atFirst, inTurn, spoilAnswers } from '../../support/studio/answer-faults.js';
import type { AnswerScript, AnswerTextFault } from '../../support/studio/answer-faults.js';
import { answerHonestly } from '../../support/studio/model.js';
import { envelopeOf, questionsAbout } from '../../support/studio/questions.js';
import { clinic } from '../generation/clinic.js';

const questions = questionsAbout(clinic, '');
const MOST_CALLS = 10;

/** How a dialogue ends, and after how many calls. */
function converse(question: (typeof questions)[number], script: AnswerScript): { end: DialogueStep; calls: number } {
  const answer = spoilAnswers(answerHonestly, script);
  const turns: string[][] = [];
  for (;;) {
    const step = continueDialogue(question, turns);
    if (step.kind !== 'ask' || turns.length === MOST_CALLS) return { end: step, calls: turns.length };
    turns.push([answer(envelopeOf(question, step.followUp, 'n1'))]);
  }
}

describe('spoilAnswers', () => {
  it('changes answers to at least half of the kinds of question, whatever the fault', () => {
    for (const fault of ANSWER_TEXT_FAULTS) {
      const changed = questions.filter((question) => {
        const envelope = envelopeOf(question, null, 'n1');
        return spoilAnswers(answerHonestly, always(fault))(envelope) !== answerHonestly(envelope);
      });
      assert.ok(new Set(changed.map(({ op }) => op)).size >= 4, fault);
    }
  });

  it('follows its script', () => {
    const [question] = questions;
    assert.ok(question !== undefined);
    const envelope = envelopeOf(question, null, 'n1');
    const answer = spoilAnswers(answerHonestly, inTurn(null, 'empty object'));
    assert.deepEqual(
      [answer(envelope), answer(envelope), answer(envelope)],
      [answerHonestly(envelope), '{}', answerHonestly(envelope)],
    );
  });

  it('ends every dialogue, whether it gets better or never', () => {
    for (const question of questions)
      for (const fault of ANSWER_TEXT_FAULTS)
        for (const script of [atFirst(fault), always(fault)]) {
          const { end, calls } = converse(question, script);
          assert.notEqual(end.kind, 'ask', `${question.op}: ${fault} after ${calls} calls`);
        }
  });

  it('leaves answers that are only wrapped to be used at once', () => {
    const wrapped: AnswerTextFault[] = ['fenced', 'prose around', 'byte order mark', 'trailing commas', 'comments'];
    for (const question of questions)
      for (const fault of wrapped) {
        const { end, calls } = converse(question, always(fault));
        assert.deepEqual([end.kind, calls], ['answered', 1], `${question.op}: ${fault}`);
      }
  });
});
