import type { AnswerFormat } from '../answer-format.js';
import { ANALYSE_PRD_PROMPT } from './analyse-prd-prompt.js';

/** What a model is shown of a PRD. */
export interface AnalysePrdData {
  title: string;
  clauses: { id: string; text: string }[];
  /** Sentences that are part of no clause. */
  outside: string[];
}

export interface AnalysePrdAnswer {
  ambiguities: { requirement: string; quote: string; question: string }[];
  uiSignals: { requirement: string; quote: string }[];
  missed: { quote: string }[];
}

const ID = { type: 'string', minLength: 1, maxLength: 200 };
const QUOTE = { type: 'string', minLength: 1, maxLength: 600 };

/** Form of the question what a PRD leaves open, what of it is shown on a screen, and what its clauses miss. */
export const ANALYSE_PRD: AnswerFormat = {
  op: 'analysePrd',
  promptVersion: 'analysePrd-1',
  prompt: ANALYSE_PRD_PROMPT,
  schemaId: 'analysePrd/1',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['ambiguities', 'uiSignals', 'missed'],
    properties: {
      ambiguities: {
        type: 'array',
        maxItems: 60,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['requirement', 'quote', 'question'],
          properties: {
            requirement: ID,
            quote: QUOTE,
            question: { type: 'string', minLength: 1, maxLength: 600 },
          },
        },
      },
      uiSignals: {
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['requirement', 'quote'],
          properties: { requirement: ID, quote: QUOTE },
        },
      },
      missed: {
        type: 'array',
        maxItems: 60,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['quote'],
          properties: { quote: QUOTE },
        },
      },
    },
  },
  lists: { ambiguities: ['requirement', 'quote'], uiSignals: ['requirement', 'quote'], missed: ['quote'] },
  missingIds,
};

/** Only exceptions are told of: what a cut answer has not come to are the clauses after the last one it names. */
function missingIds(data: unknown, answer: unknown): string[] {
  const { clauses } = data as AnalysePrdData;
  const { ambiguities, uiSignals } = answer as AnalysePrdAnswer;
  const named = new Set([...ambiguities, ...uiSignals].map(({ requirement }) => requirement));
  const last = clauses.findLastIndex(({ id }) => named.has(id));
  return clauses.slice(last + 1).map(({ id }) => id);
}
