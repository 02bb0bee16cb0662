import type { Operation } from '../../contract/contract-model.js';
import { get, getObject, getText, isObject } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import type { ArazzoCriterion, ArazzoStep } from './arazzo-types.js';
import { outputOf } from './call-step.js';
import { answerSchema } from './operation-shape.js';
import { flatSchema, schemaAt, typeOf } from './schema-view.js';

/** Values compared in one answer at most. */
const MOST = 12;
/** Formats that a service may write in another way than they were sent. */
const REWRITTEN = /^(?:date-time|time|password|binary|byte|uri|url|iri)$/;

/**
 * Conditions that a reader's answer has the values that an earlier step sent, for every plain value that stands in both
 * at the same place (or below the one object either is wrapped in).
 */
export function sameAsSent(sent: ArazzoStep, reader: Operation, root: JsonObject): ArazzoCriterion[] {
  const answer = answerSchema(reader, root);
  const conditions: ArazzoCriterion[] = [];
  for (const { pointer, value } of leaves(sent.requestBody?.payload ?? null)) {
    const schema = schemaAt(answer, pointer, root);
    if (schema === undefined || conditions.length === MOST || pointer.some((name) => !/^\w+$/.test(name))) continue;
    const plain = ['string', 'integer', 'number', 'boolean'].includes(typeOf(schema));
    if (!plain || get(schema, 'writeOnly') === true || REWRITTEN.test(getText(schema, 'format'))) continue;
    const path = `/${pointer.join('/')}`;
    const expected = typeof value === 'string' ? outputOf(sent, `$request.body#${path}`) : String(value);
    conditions.push({ condition: `$response.body#${path} == ${expected}` });
  }
  return conditions;
}

/** Plain values of a body, two levels deep. */
function leaves(payload: JsonValue): { pointer: string[]; value: string | number | boolean }[] {
  const found: { pointer: string[]; value: string | number | boolean }[] = [];
  const open: { pointer: string[]; value: JsonValue }[] = [{ pointer: [], value: payload }];
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    const { pointer, value } = one;
    if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && value >= 0)) {
      if (pointer.length > 0) found.push({ pointer, value });
    } else if (isObject(value) && pointer.length < 2) {
      for (const [name, inner] of Object.entries(value)) open.push({ pointer: [...pointer, name], value: inner });
    }
  }
  return found;
}

/** Names by which the list that is meant stands out among several. */
const ENTRIES = /^(?:items|data|results|records|entries|content|values?|list|nodes)$/i;

/**
 * Where a list answer holds its entries, as a JSONPath below `@`: the answer itself, or its only list or the one that is
 * called like entries or holds objects. Null where it describes none.
 */
export function entriesPath(list: Operation, root: JsonObject): string | null {
  const flat = flatSchema(answerSchema(list, root), root);
  if (typeOf(flat) === 'array') return '@';
  const lists = Object.entries(getObject(flat, 'properties') ?? {})
    .map(([name, schema]) => ({ name, flat: flatSchema(schema, root) }))
    .filter((one) => typeOf(one.flat) === 'array' && /^\w+$/.test(one.name));
  const ofObjects = lists.filter((one) => typeOf(flatSchema(get(one.flat, 'items'), root)) === 'object');
  const chosen = lists.find(({ name }) => ENTRIES.test(name)) ?? ofObjects[0] ?? lists[0];
  return chosen === undefined ? null : `@['${chosen.name}']`;
}
