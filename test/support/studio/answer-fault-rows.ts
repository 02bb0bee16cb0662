import type { AnswerTextFault } from './answer-faults.js';
import { ANSWER_TEXT_FAULTS, always, inTurn, spoilAnswers } from './answer-faults.js';
import type { FaultRow } from './fault-row.js';

/** What is around or in an answer that can be read all the same: one plan meets them all, one after the other. */
const WRAPPING: readonly AnswerTextFault[] = [
  'fenced',
  'prose around',
  'byte order mark',
  'trailing commas',
  'comments',
  'single quotes',
  'JSON in a string',
  'a draft first',
  'two documents',
];

/** These never reach the reading of answers: the call itself has failed. */
const FAILED_CALLS: Partial<Record<AnswerTextFault, RegExp>> = {
  'empty text': /empty text/,
  'five megabytes': /larger than the largest/,
};

/** Nothing usable comes of some or all of these, which is told with the plan. */
const USELESS: ReadonlySet<AnswerTextFault> = new Set<AnswerTextFault>([
  'cut in the middle',
  'wrong types',
  'additional keys',
  'empty object',
  'deep nesting',
  'deep nesting without end',
  'not a number',
  'answer to another question',
  'schema echoed',
  'data echoed',
  'refusal',
]);

/** A row for each fault of answers that a model never mends, and one for those that only wrap them. */
export function answerFaultRows(): FaultRow[] {
  const wrapped: FaultRow = {
    name: `answers ${WRAPPING.join(', ')}`,
    model: (honest) => spoilAnswers(honest, inTurn(...WRAPPING)),
    expect: { generator: 'any', code: null },
  };
  const rows = ANSWER_TEXT_FAULTS.filter((fault) => !WRAPPING.includes(fault)).map((fault): FaultRow => {
    const says = FAILED_CALLS[fault];
    return {
      name: `answer: ${fault}`,
      model: (honest) => spoilAnswers(honest, always(fault)),
      expect:
        says === undefined
          ? { generator: 'any', code: USELESS.has(fault) ? 'studio-degraded' : null, leastCalls: 1 }
          : { generator: 'deterministic', code: 'studio-degraded', says, calls: 1 },
    };
  });
  return [wrapped, ...rows];
}
