import { ANALYSE_PRD } from './analyse-prd/analyse-prd-format.js';
import type { AnswerFormat } from './answer-format.js';
import { EDGES } from './edges/edges-format.js';
import type { GenerationOperation } from './question.js';
import { TRACE } from './trace/trace-format.js';

/** The form of every kind of question. */
export const OPERATIONS: Readonly<Partial<Record<GenerationOperation, AnswerFormat>>> = {
  analysePrd: ANALYSE_PRD,
  trace: TRACE,
  edges: EDGES,
};

/** The form of a kind of question. Throws a RangeError for one that has none. */
export function answerFormat(op: GenerationOperation): AnswerFormat {
  const format = OPERATIONS[op];
  if (format === undefined) throw new RangeError(`There is no prompt for ${op}.`);
  return format;
}
