import type { AnswerFormat } from '../answer-format.js';
import { JUDGE_PROMPT } from './judge-prompt.js';
import { JUDGE_SCHEMA } from './judge-schema.js';

/** How a choice between two plans is asked for; half an answer is worth nothing. */
export const JUDGE: AnswerFormat = {
  op: 'judge',
  promptVersion: 'judge-1',
  prompt: JUDGE_PROMPT,
  schemaId: 'judge/1',
  schema: JUDGE_SCHEMA,
  lists: {},
  missingIds: () => [],
};
