import type { JsonObject } from '../../contract/json-value.js';

/** What a refinement answers: changes to the units of a plan. */
export interface RefineAnswer {
  moves: RefineMove[];
}

export interface RefineMove {
  kind: 'split' | 'merge' | 'move';
  /** Of `split`: the unit. */
  unit?: string;
  /** Of `merge`: the units. */
  units?: string[];
  /** Of `split` and `move`: the elements that leave their unit. */
  elements?: string[];
  /** Of `move`: the unit they go to. */
  to?: string;
  because: string;
}

/** A patch, not a new plan. */
export const MAX_MOVES = 40;

const id: JsonObject = { type: 'string', maxLength: 40 };
const ids: JsonObject = { type: 'array', maxItems: 200, items: id };

/** JSON Schema of a `RefineAnswer`. */
export const REFINE_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['moves'],
  properties: {
    moves: {
      type: 'array',
      maxItems: MAX_MOVES,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'because'],
        properties: {
          kind: { enum: ['split', 'merge', 'move'] },
          unit: id,
          units: ids,
          elements: ids,
          to: id,
          because: { type: 'string', maxLength: 600 },
        },
      },
    },
  },
};
