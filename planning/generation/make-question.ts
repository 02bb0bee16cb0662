import { canonicalJson, sha256Hex } from '../hash.js';
import type { AnswerFormat } from './answer-format.js';
import { REMAINDER, REPAIR, RULES } from './prompts.js';
import type { Question } from './question.js';

/** SHA-256 of every text of ours that a prompt of this form can hold. */
export function promptSha256({ prompt }: Pick<AnswerFormat, 'prompt'>): string {
  return sha256Hex(canonicalJson([prompt, RULES, REMAINDER, REPAIR]));
}

/** A question of one form about `data`, which must be plain JSON. */
export function makeQuestion(format: AnswerFormat, data: unknown): Question {
  const { op, promptVersion, schemaId } = format;
  return { op, promptVersion, promptSha256: promptSha256(format), schemaId, data };
}
