import type { ErrorObject } from 'ajv';
import { isObject } from '../contract/json-value.js';
import type { JsonObject, JsonValue } from '../contract/json-value.js';
import type { AnswerFormat } from './answer-format.js';
import { schemaErrors } from './check-answer.js';
import { plainStrings } from './plain-strings.js';
import type { Fix } from './question.js';

/** Dropping what is wrong may show what else is wrong. */
const MAX_ROUNDS = 3;

/**
 * What of an answer that breaks the schema is usable: unknown keys go, broken items go, lists that are too long are cut, lists
 * that are not there are empty. Null where no item is left.
 */
export function salvage(broken: JsonObject, format: AnswerFormat): { answer: JsonObject; fixes: Fix[] } | null {
  const answer = structuredClone(broken);
  const dropped = { keys: 0, items: 0 };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const errors = schemaErrors(format, answer);
    if (errors.length > 0) {
      drop(errors, answer, format, dropped);
      continue;
    }
    const items = Object.keys(format.lists).reduce((sum, name) => sum + itemsOf(answer, name).length, 0);
    return items === 0 ? null : { answer: plainStrings(answer), fixes: told(dropped) };
  }
  return null;
}

function drop(
  errors: readonly ErrorObject[],
  answer: JsonObject,
  format: AnswerFormat,
  dropped: { keys: number; items: number },
): void {
  const broken = new Map<string, Set<number>>();
  for (const { instancePath, keyword, params } of errors) {
    const [, list = '', index = ''] = instancePath.split('/');
    if (instancePath === '' && keyword === 'additionalProperties') {
      delete answer[String(params['additionalProperty'])];
      dropped.keys += 1;
    } else if (instancePath === '' && keyword === 'required' && String(params['missingProperty']) in format.lists) {
      answer[String(params['missingProperty'])] = [];
    } else if (list in format.lists && index === '') {
      const items = itemsOf(answer, list);
      const kept = keyword === 'maxItems' ? items.slice(0, Number(params['limit'])) : [];
      dropped.items += items.length - kept.length;
      answer[list] = kept;
    } else if (list in format.lists) {
      const item = itemsOf(answer, list)[Number(index)];
      const key = keyword === 'additionalProperties' ? String(params['additionalProperty']) : null;
      if (key !== null && isObject(item) && instancePath === `/${list}/${index}`) {
        delete item[key];
        dropped.keys += 1;
      } else broken.set(list, (broken.get(list) ?? new Set()).add(Number(index)));
    }
  }
  for (const [list, places] of broken) {
    const items = itemsOf(answer, list);
    const kept = items.filter((_, at) => !places.has(at));
    dropped.items += items.length - kept.length;
    answer[list] = kept;
  }
}

function itemsOf(answer: JsonObject, list: string): JsonValue[] {
  const items = answer[list];
  return Array.isArray(items) ? items : [];
}

function told({ keys, items }: { keys: number; items: number }): Fix[] {
  const fixes: Fix[] = [];
  if (keys > 0) fixes.push({ code: 'keys-dropped', message: `${keys} keys that were not asked for were dropped.` });
  if (items > 0) fixes.push({ code: 'items-dropped', message: `${items} items that broke the schema were dropped.` });
  return fixes;
}
