/** What a model can be asked to judge; each has a prompt of its own and a deterministic equivalent. */
export type GenerationOperation = 'analysePrd' | 'outline' | 'detail' | 'edges' | 'trace' | 'refine' | 'judge';

/**
 * One question to a model, as plain data: it is hashed, stored and read back in another thread. Equal questions are the same
 * question, so nothing in it may be random or depend on a clock.
 */
export interface Question {
  op: GenerationOperation;
  /** Version of the prompt, `outline-1`. */
  promptVersion: string;
  /** SHA-256 of the prompt's text. */
  promptSha256: string;
  /** Names the JSON Schema of the answer, `outline/1`. */
  schemaId: string;
  /** What the model is shown, as JSON. The ids in it are ours and the only ones an answer may use. */
  data: unknown;
}

/** What is asked after an answer that was not whole or not usable. */
export type FollowUp =
  /** The answer was cut: only what is missing is asked for, by its ids. */
  | { kind: 'remainder'; missing: string[] }
  /** The answer broke the schema or our rules: at most 20 violations, and the answer's own text. */
  | { kind: 'repair'; attempt: number; previous: string; violations: AnswerViolation[] };

/** One way in which an answer is not what was asked for. */
export interface AnswerViolation {
  /** JSON Pointer into the answer. */
  pointer: string;
  rule: string;
  expected: string;
  got: string;
}

/** Something that was mended or dropped in silence by nobody: it is stored with what the answer was used for. */
export interface Fix {
  code: string;
  message: string;
}

/** Where a dialogue about one question stands, worked out from the texts that came back so far. */
export type DialogueStep =
  | { kind: 'ask'; followUp: FollowUp | null }
  | { kind: 'answered'; answer: unknown; fixes: Fix[] }
  | { kind: 'unusable'; because: string; violations: AnswerViolation[]; fixes: Fix[] };

/** What limits the size of questions and answers. */
export interface GenerationLimits {
  /** Tokens the whole prompt may take, as counted by us. */
  promptTokens: number;
  /** Tokens an answer may be expected to take. */
  answerTokens: number;
  /** Questions at most; what does not fit is left to the deterministic equivalent. */
  questions: number;
}
