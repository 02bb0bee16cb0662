import type { JsonObject } from '../contract/json-value.js';
import type { GenerationOperation } from './question.js';

/** How one kind of question is put and what its answer looks like. */
export interface AnswerFormat {
  op: GenerationOperation;
  /** `outline-1`; a changed prompt gets the next number. */
  promptVersion: string;
  prompt: string;
  /** `outline/1`; a changed schema gets the next number. */
  schemaId: string;
  /** JSON Schema (draft 7) of the answer: an object, closed at every level, every list and text with a largest size. */
  schema: JsonObject;
  /**
   * The lists of the answer's root, each with the fields that tell its items apart. Where an answer is cut, their whole items
   * are kept and parts are joined by these fields. Empty for an answer of which a part is worth nothing.
   */
  lists: Readonly<Record<string, readonly string[]>>;
  /** Ids of the question's data that a cut answer has not come to yet, in the order of the data. Asked of answers that fit the schema. */
  missingIds(data: unknown, answer: unknown): string[];
}
