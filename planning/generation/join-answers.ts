import { isObject } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';
import type { AnswerFormat } from './answer-format.js';

/** Joins two parts of one answer, list by list. Of items with the same identity the earlier one stays. */
export function joinAnswers(
  earlier: JsonObject,
  later: JsonObject,
  { lists }: AnswerFormat,
): { answer: JsonObject; repeated: number } {
  const answer = { ...later, ...earlier };
  let repeated = 0;
  for (const [name, identity] of Object.entries(lists)) {
    const known = itemsOf(earlier, name);
    const seen = new Set(known.map((item) => keyOf(item, identity)));
    const fresh = itemsOf(later, name).filter((item) => !seen.has(keyOf(item, identity)));
    repeated += itemsOf(later, name).length - fresh.length;
    answer[name] = [...known, ...fresh];
  }
  return { answer, repeated };
}

function itemsOf(answer: JsonObject, name: string): JsonValue[] {
  const items = answer[name];
  return Array.isArray(items) ? items : [];
}

function keyOf(item: JsonValue, identity: readonly string[]): string {
  return JSON.stringify(isObject(item) ? identity.map((name) => item[name] ?? null) : item);
}
