import { ANALYSE_PRD } from './analyse-prd/analyse-prd-format.js';
import type { AnswerFormat } from './answer-format.js';
import { DETAIL } from './detail/detail-format.js';
import { EDGES } from './edges/edges-format.js';
import { JUDGE } from './judge/judge-format.js';
import { OUTLINE } from './outline/outline-format.js';
import type { GenerationOperation } from './question.js';
import { REFINE } from './refine/refine-format.js';
import { TRACE } from './trace/trace-format.js';

/** The form of every kind of question. */
export const OPERATIONS: Readonly<Record<GenerationOperation, AnswerFormat>> = {
  analysePrd: ANALYSE_PRD,
  outline: OUTLINE,
  detail: DETAIL,
  edges: EDGES,
  trace: TRACE,
  refine: REFINE,
  judge: JUDGE,
};

/** The form of a kind of question. */
export function answerFormat(op: GenerationOperation): AnswerFormat {
  return OPERATIONS[op];
}
