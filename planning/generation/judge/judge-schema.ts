import type { JsonObject } from '../../contract/json-value.js';

/** Which of two plans a model would rather see carried out. */
export interface JudgeAnswer {
  better: 'first' | 'second' | 'equal';
  because: string;
}

/** JSON Schema of a `JudgeAnswer`. */
export const JUDGE_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['better', 'because'],
  properties: {
    better: { enum: ['first', 'second', 'equal'] },
    because: { type: 'string', maxLength: 1000 },
  },
};
