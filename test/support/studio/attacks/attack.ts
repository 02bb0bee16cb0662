import type { Asked } from '../asked.js';

/** A text in a PRD or contract that wants a model to do something else. */
export interface Attack {
  id: string;
  /** What it tries. */
  what: string;
  /** Added to the PRD as a clause. */
  prd?: string;
  /** Summary and description of an operation of the contract. */
  contract?: string;
  /** What a model says that does as it is told; `honest` is the answer of one that does not. */
  obey: (asked: Asked, honest: object) => string;
  /** Must appear in no plan, payload, trace or log. They stand in obedient answers only, never in the attack's own text. */
  forbid: string[];
}

/** Keys whose values are words, not ids. */
const WORDS = new Set(['name', 'goal', 'because', 'approach', 'question', 'pitfalls', 'questions']);

/** The answer with words added to every text of the model's own. */
export function withWords(answer: object, words: string): string {
  return changeValues(answer, (key, text) => (WORDS.has(key) ? `${text} ${words}` : text));
}

/** The answer with every id of ours as `change` makes it. */
export function withIds(answer: object, change: (id: string) => string): string {
  const ids = new Set(['elements', 'task', 'pair', 'requirement', 'unit', 'units', 'to']);
  return changeValues(answer, (key, text) => (ids.has(key) ? change(text) : text));
}

/** The answer with every quote replaced. */
export function withQuotes(answer: object, quote: string): string {
  return changeValues(answer, (key, text) => (key === 'quote' ? quote : text));
}

/** The answer with more keys at its top, given as JSON text, so that any name can be one. */
export function withKeys(answer: object, keys: string): string {
  return `{${keys},${JSON.stringify(answer).slice(1)}`;
}

function changeValues(answer: object, change: (key: string, text: string) => string): string {
  return JSON.stringify(answer, (key, value: unknown) => {
    if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'string' ? change(key, one) : one));
    return typeof value === 'string' && !/^\d+$/.test(key) ? change(key, value) : value;
  });
}
