import type { AnswerFormat } from '../answer-format.js';
import { missingElements } from './outline-data.js';
import type { OutlineData } from './outline-data.js';
import type { OutlineAnswer } from './outline-schema.js';
import { OUTLINE_PROMPT } from './outline-prompt.js';
import { OUTLINE_SCHEMA } from './outline-schema.js';

/** How an outline is asked for: slices of the work in the manner of a strategy. */
export const OUTLINE: AnswerFormat = {
  op: 'outline',
  promptVersion: 'outline-1',
  prompt: OUTLINE_PROMPT,
  schemaId: 'outline/1',
  schema: OUTLINE_SCHEMA,
  lists: { slices: ['name', 'elements'] },
  missingIds: (data, answer) => missingElements(data as OutlineData, answer as OutlineAnswer),
};
