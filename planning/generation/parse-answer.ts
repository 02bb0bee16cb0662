import type { ErrorObject } from 'ajv';
import { isObject } from '../contract/json-value.js';
import type { JsonObject } from '../contract/json-value.js';
import { cutText } from '../cut-text.js';
import type { AnswerFormat } from './answer-format.js';
import { schemaErrors } from './check-answer.js';
import { locateJson } from './locate-json.js';
import { mendJson } from './mend-json.js';
import { plainStrings } from './plain-strings.js';
import type { Fix } from './question.js';

/** Most characters of an answer that are read. */
export const MAX_ANSWER_CHARACTERS = 400_000;

/** What a text holds. */
export type ParsedAnswer =
  /** An answer that fits the schema; `cut` where only the whole items of a cut one are there. */
  | { kind: 'fits'; answer: JsonObject; cut: boolean; fixes: Fix[] }
  /** JSON that breaks the schema. */
  | { kind: 'breaks'; answer: JsonObject; errors: readonly ErrorObject[]; fixes: Fix[] }
  | { kind: 'none'; fixes: Fix[] };

/**
 * Reads the answer out of a text a model wrote: prose, fences and a byte order mark around it are skipped, broken JSON is
 * mended, of a cut answer the whole items are kept. Of several objects the last that fits the schema is it. Of equal keys
 * in one object the last counts.
 */
export function parseAnswer(text: string, format: AnswerFormat): ParsedAnswer {
  const fixes: Fix[] = [];
  if (text.length > MAX_ANSWER_CHARACTERS) {
    const message = `Of ${text.length} characters the first ${MAX_ANSWER_CHARACTERS} were read.`;
    fixes.push({ code: 'answer-too-long', message });
  }
  const candidates = locateJson(unwrap(cutText(text, MAX_ANSWER_CHARACTERS)));
  let nearest: ParsedAnswer = { kind: 'none', fixes };
  for (const cut of [false, true]) {
    for (const mend of [false, true]) {
      for (const candidate of candidates) {
        if (candidate.cut !== cut) continue;
        const read = readObject(candidate.text, mend);
        if (read === null) continue;
        const found = judge(read, cut, format, mend ? [...fixes, REPAIRED] : fixes);
        if (found.kind === 'fits') return found;
        if (nearest.kind === 'none' || isNearer(found, nearest, format)) nearest = found;
      }
    }
  }
  return nearest;
}

const REPAIRED: Fix = { code: 'json-repaired', message: 'The answer was no JSON; what was broken in it was mended.' };

/** An answer that is a JSON text with the object written into it. */
function unwrap(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"') || !trimmed.endsWith('"')) return text;
  try {
    const inner: unknown = JSON.parse(trimmed);
    return typeof inner === 'string' ? inner : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function readObject(text: string, mend: boolean): JsonObject | null {
  const json = mend ? mendJson(text) : text;
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function judge(
  read: JsonObject,
  cut: boolean,
  format: AnswerFormat,
  fixes: Fix[],
): Exclude<ParsedAnswer, { kind: 'none' }> {
  const answer = cut ? { ...emptyLists(format), ...read } : read;
  const errors = schemaErrors(format, answer);
  if (errors.length > 0) return { kind: 'breaks', answer, errors, fixes };
  return { kind: 'fits', answer: plainStrings(answer), cut, fixes };
}

/** A list that a cut answer had not come to is empty. */
function emptyLists({ lists }: AnswerFormat): JsonObject {
  return Object.fromEntries(Object.keys(lists).map((name) => [name, []]));
}

/** Of answers that break the schema one with lists of the form, then the one with fewer errors, else the one found first. */
function isNearer(one: ParsedAnswer, other: ParsedAnswer, format: AnswerFormat): boolean {
  if (one.kind !== 'breaks' || other.kind !== 'breaks') return false;
  const [mine, theirs] = [one, other].map(({ answer }) => Object.keys(format.lists).some((name) => name in answer));
  return mine === theirs ? one.errors.length < other.errors.length : mine === true;
}
