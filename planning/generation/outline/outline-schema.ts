import type { JsonObject } from '../../contract/json-value.js';

/** What an outline answers: slices of the work, each with the ids of what it builds. */
export interface OutlineAnswer {
  slices: OutlineSlice[];
}

export interface OutlineSlice {
  name: string;
  goal: string;
  risk: 'low' | 'medium' | 'high';
  /** Ids from the question: elements, or resources of a large contract. */
  elements: string[];
}

/** More slices than this are no outline. */
export const MAX_SLICES = 200;

/** JSON Schema of an `OutlineAnswer`. Ids are checked when it is applied: one that is not ours costs no further question. */
export const OUTLINE_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['slices'],
  properties: {
    slices: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_SLICES,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'goal', 'risk', 'elements'],
        properties: {
          name: { type: 'string', maxLength: 200 },
          goal: { type: 'string', maxLength: 600 },
          risk: { enum: ['low', 'medium', 'high'] },
          elements: { type: 'array', maxItems: 2000, items: { type: 'string', maxLength: 40 } },
        },
      },
    },
  },
};
