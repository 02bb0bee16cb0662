import type { AnswerFormat } from '../answer-format.js';
import { missingTasks } from './detail-data.js';
import type { DetailData } from './detail-data.js';
import type { DetailAnswer } from './detail-schema.js';
import { DETAIL_PROMPT } from './detail-prompt.js';
import { DETAIL_SCHEMA } from './detail-schema.js';

/** How advice on tasks is asked for. */
export const DETAIL: AnswerFormat = {
  op: 'detail',
  promptVersion: 'detail-1',
  prompt: DETAIL_PROMPT,
  schemaId: 'detail/1',
  schema: DETAIL_SCHEMA,
  lists: { tasks: ['task'] },
  missingIds: (data, answer) => missingTasks(data as DetailData, answer as DetailAnswer),
};
