import { countTokens } from '../../planning/budget/tokens.js';
import type { FollowUp, Question } from '../../planning/generation/question.js';
import { renderPrompt } from '../../planning/generation/render-prompt.js';
import type { RenderedPrompt } from '../../planning/generation/render-prompt.js';
import { COUNTED_AS } from './count-answer-task.js';

/** Writes what is sent to a flow, and counts its tokens. */
export function writePrompt({
  question,
  followUp,
  nonce,
}: {
  question: Question;
  followUp: FollowUp | null;
  nonce: string;
}): { prompt: RenderedPrompt; tokens: number } {
  const prompt = renderPrompt(question, followUp, nonce);
  const parts = [prompt.instructions, JSON.stringify(prompt.answerSchema), prompt.data];
  return { prompt, tokens: countTokens(parts, COUNTED_AS).tokens };
}
