import type { JsonObject } from '../../contract/json-value.js';

/** What a model advises on tasks. */
export interface DetailAnswer {
  tasks: DetailedTask[];
}

export interface DetailedTask {
  /** Id from the question. */
  task: string;
  approach: string;
  pitfalls: string[];
  questions: string[];
}

/** Texts may be longer here than what is kept of them: cutting costs no further question. */
const texts: JsonObject = { type: 'array', maxItems: 10, items: { type: 'string', maxLength: 800 } };

/** JSON Schema of a `DetailAnswer`. */
export const DETAIL_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['tasks'],
  properties: {
    tasks: {
      type: 'array',
      maxItems: 60,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['task', 'approach', 'pitfalls', 'questions'],
        properties: {
          task: { type: 'string', maxLength: 40 },
          approach: { type: 'string', maxLength: 1600 },
          pitfalls: texts,
          questions: texts,
        },
      },
    },
  },
};
