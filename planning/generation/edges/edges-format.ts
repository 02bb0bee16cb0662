import type { AnswerFormat } from '../answer-format.js';
import { EDGES_PROMPT } from './edges-prompt.js';

/** Pairs of resources whose order the deterministic evidence leaves open. */
export interface EdgesData {
  pairs: { id: string; first: string; second: string; sentence: string }[];
}

export interface EdgesAnswer {
  edges: { pair: string; order: 'before' | 'after' | 'none'; quote: string }[];
}

/** Form of the question which of two resources comes first. */
export const EDGES: AnswerFormat = {
  op: 'edges',
  promptVersion: 'edges-1',
  prompt: EDGES_PROMPT,
  schemaId: 'edges/1',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['edges'],
    properties: {
      edges: {
        type: 'array',
        maxItems: 400,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['pair', 'order', 'quote'],
          properties: {
            pair: { type: 'string', minLength: 1, maxLength: 20 },
            order: { type: 'string', enum: ['before', 'after', 'none'] },
            quote: { type: 'string', maxLength: 600 },
          },
        },
      },
    },
  },
  lists: { edges: ['pair'] },
  missingIds,
};

function missingIds(data: unknown, answer: unknown): string[] {
  const told = new Set((answer as EdgesAnswer).edges.map(({ pair }) => pair));
  return (data as EdgesData).pairs.map(({ id }) => id).filter((id) => !told.has(id));
}
