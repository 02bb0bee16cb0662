/** What an executor reports of a task (formats, "POST /executor/callbacks/{taskId}"): the part a card is made of. */
export interface Callback {
  status: 'succeeded' | 'failed' | 'blocked' | 'progress';
  summary?: string;
  decisions?: { what: string; why: string }[];
  /** What other tasks can now rely on: names, or flat objects that describe one. */
  interfaces?: (string | Record<string, string | number | boolean | null>)[];
  invariants?: string[];
  openQuestions?: string[];
  evidence?: { checkId: string; outcome: 'passed' | 'failed' | 'skipped'; detail?: string; url?: string }[];
  usage?: { inputTokens?: number; outputTokens?: number; minutes?: number };
  error?: { code: string; message: string; retryable: boolean };
}
