import type { AnswerFormat } from '../answer-format.js';
import { REFINE_PROMPT } from './refine-prompt.js';
import { REFINE_SCHEMA } from './refine-schema.js';

/** How a refinement is asked for: changes to a plan that its critics like less than it could be. */
export const REFINE: AnswerFormat = {
  op: 'refine',
  promptVersion: 'refine-1',
  prompt: REFINE_PROMPT,
  schemaId: 'refine/1',
  schema: REFINE_SCHEMA,
  lists: { moves: ['kind', 'unit', 'units', 'elements', 'to'] },
  missingIds: () => [],
};
