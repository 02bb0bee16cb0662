import type { Fix, Question } from '../../planning/generation/question.js';

/** Usable answers of a model to the questions about one topic, as an artifact. */
export interface StoredAnswers {
  answers: { question: Question; answer: unknown }[];
  /** What was mended in them, and why others are missing. */
  fixes: Fix[];
}
