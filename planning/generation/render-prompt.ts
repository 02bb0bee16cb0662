import type { JsonObject } from '../contract/json-value.js';
import { answerFormat } from './operations.js';
import { REMAINDER, REPAIR, RULES } from './prompts.js';
import type { FollowUp, Question } from './question.js';

/** What is sent to a flow: instructions and data apart, so that a flow can give each the place its model has for it. */
export interface RenderedPrompt {
  instructions: string;
  answerSchema: JsonObject;
  /** Blocks of JSON, each on one line between two lines that bear the nonce. */
  data: string;
}

/**
 * Writes a question (or what is asked after an answer to it) for a model. JSON has no line break outside of its layout, so
 * no text in the data can make a line of its own and end its block, even if it knew the nonce.
 *
 * @param nonce letters and digits, new for each call
 */
export function renderPrompt(question: Question, followUp: FollowUp | null, nonce: string): RenderedPrompt {
  const { prompt, schema } = answerFormat(question.op);
  const instructions = [prompt, RULES];
  const blocks = [block('DATA', question.data, nonce)];
  if (followUp?.kind === 'remainder') {
    instructions.push(REMAINDER);
    blocks.push(block('MISSING', followUp.missing, nonce));
  } else if (followUp?.kind === 'repair') {
    instructions.push(REPAIR);
    blocks.push(block('ANSWER', followUp.previous, nonce), block('FAULTS', followUp.violations, nonce));
  }
  return {
    instructions: instructions.join('\n\n').replaceAll('{nonce}', nonce),
    answerSchema: schema,
    data: blocks.join('\n'),
  };
}

function block(name: string, value: unknown, nonce: string): string {
  return `<<<${name}-${nonce}\n${JSON.stringify(value)}\n${name}-${nonce}>>>`;
}
