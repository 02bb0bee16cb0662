import { countTokens } from '../budget/tokens.js';
import { renderPrompt } from './render-prompt.js';
import type { GenerationLimits, Question } from './question.js';

/** As long as the nonces of real calls. */
const NONCE = '0'.repeat(32);
/** Tokens are those of the o200k vocabulary. */
const COUNTED_AS = 'gpt-4o';

/** Tokens of everything that is sent for a question, its schema included, in the o200k vocabulary. */
export function promptTokens(question: Question): number {
  const { instructions, answerSchema, data } = renderPrompt(question, null, NONCE);
  return textTokens(`${instructions}\n${JSON.stringify(answerSchema)}\n${data}`);
}

/** Tokens of a text in the o200k vocabulary. */
export function textTokens(text: string): number {
  return countTokens(text, COUNTED_AS).tokens;
}

/** What is packed into questions. */
export interface QuestionItems<T> {
  /** The most valuable first. */
  items: readonly T[];
  /** The question about some of them. */
  questionOf(items: readonly T[]): Question;
  /** Tokens an item adds to a prompt, about; the finished prompt is counted anyway. */
  promptTokensOf(item: T): number;
  /** Tokens an answer about an item may take. */
  answerTokensOf(item: T): number;
}

/**
 * Packs items into as few questions as their order allows: each prompt and each expected answer within its limit, no more
 * questions than the limit, no question without an item. What does not fit is in none, nor is an item that is too large
 * for a question of its own.
 */
export function packQuestions<T>({ items, ...parts }: QuestionItems<T>, limits: GenerationLimits): Question[] {
  const questions: Question[] = [];
  const empty = limits.questions > 0 && items.length > 0 ? promptTokens(parts.questionOf([])) : 0;
  let at = 0;
  while (at < items.length && questions.length < limits.questions) {
    const chunk: T[] = [];
    let prompt = empty;
    let answer = 0;
    for (const item of items.slice(at)) {
      prompt += parts.promptTokensOf(item);
      answer += parts.answerTokensOf(item);
      if (prompt > limits.promptTokens || answer > limits.answerTokens) break;
      chunk.push(item);
    }
    let question = parts.questionOf(chunk);
    while (chunk.length > 0 && promptTokens(question) > limits.promptTokens) {
      chunk.pop();
      question = parts.questionOf(chunk);
    }
    if (chunk.length > 0) questions.push(question);
    at += Math.max(1, chunk.length);
  }
  return questions;
}
