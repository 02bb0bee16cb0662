import type { AnswerFormat } from '../answer-format.js';
import { TRACE_PROMPT } from './trace-prompt.js';

/** Clauses, each with the elements that come into question for it. */
export interface TraceData {
  elements: { id: string; what: string }[];
  clauses: { id: string; text: string; candidates: string[] }[];
}

export interface TraceAnswer {
  traces: { requirement: string; elements: string[]; quote: string }[];
}

/** Form of the question which elements serve which clauses. */
export const TRACE: AnswerFormat = {
  op: 'trace',
  promptVersion: 'trace-1',
  prompt: TRACE_PROMPT,
  schemaId: 'trace/1',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['traces'],
    properties: {
      traces: {
        type: 'array',
        maxItems: 400,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['requirement', 'elements', 'quote'],
          properties: {
            requirement: { type: 'string', minLength: 1, maxLength: 200 },
            elements: { type: 'array', maxItems: 16, items: { type: 'string', minLength: 1, maxLength: 600 } },
            quote: { type: 'string', maxLength: 600 },
          },
        },
      },
    },
  },
  lists: { traces: ['requirement'] },
  missingIds,
};

function missingIds(data: unknown, answer: unknown): string[] {
  const told = new Set((answer as TraceAnswer).traces.map(({ requirement }) => requirement));
  return (data as TraceData).clauses.map(({ id }) => id).filter((id) => !told.has(id));
}
