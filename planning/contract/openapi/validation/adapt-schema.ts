import { get, getList, getObject, getText, isObject } from '../../json-value.js';
import type { JsonObject, JsonValue } from '../../json-value.js';
import { valueAt } from '../../pointer.js';

const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const IS_REFERENCE: JsonObject = { type: 'object', required: ['$ref'] };
/** Fields that say which of several forms an object has. */
const TAGS = ['in', 'type', 'flow'];

/**
 * Makes an official schema fast and its errors plain, in place. Alternatives become decisions: what holds a `$ref` is
 * compared with the reference object and nothing else, and a parameter or security scheme with the form that its `in`,
 * `type` and `flow` name; an alternative would compare with every form and make many errors of one fault. Uniqueness
 * is not asked for, as comparing every member with every other takes too long in a list that is long on purpose.
 */
export function adaptSchema(schema: JsonObject): void {
  const open: JsonValue[] = [schema];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isObject(value)) {
      if (value['uniqueItems'] === true) delete value['uniqueItems'];
      moveReference(value);
      decideReference(value);
      decideForm(value, schema);
      decideBearer(value);
      upgradeBounds(value);
    }
    if (typeof value === 'object' && value !== null) open.push(...Object.values<JsonValue>(value));
  }
}

/** Swagger 2.0 borrows keywords from the schema of draft 4, which then stands among its definitions. */
function moveReference(value: JsonObject): void {
  const ref = get(value, '$ref');
  if (typeof ref !== 'string') return;
  if (ref.startsWith(DRAFT_04)) value['$ref'] = `#/definitions/draft04${ref.slice(DRAFT_04.length)}`;
  const inside = /^#\/definitions\/(positiveInteger|positiveIntegerDefault0|schemaArray|stringArray|simpleTypes)$/;
  if (inside.test(ref)) value['$ref'] = ref.replace('#', '#/definitions/draft04');
}

/** `oneOf` a reference, or `true` and `false`, and one thing more. */
function decideReference(value: JsonObject): void {
  const members = getList(value, 'oneOf');
  const reference = members.find((member) => /\/(?:Reference|jsonReference)$/.test(getText(member, '$ref')));
  const boolean = members.find((member) => get(member, 'type') === 'boolean');
  const rest = members.filter((member) => member !== reference && member !== boolean);
  if ((reference === undefined && boolean === undefined) || rest.length !== 1) return;
  delete value['oneOf'];
  const plain = rest[0] ?? {};
  const orBoolean = boolean === undefined ? plain : { if: { type: 'boolean' }, else: plain };
  Object.assign(value, reference === undefined ? orBoolean : { if: IS_REFERENCE, then: reference, else: orBoolean });
}

/** `oneOf` forms that are told apart by fields with one value each; a form without such a field is what is left. */
function decideForm(value: JsonObject, root: JsonObject): void {
  const members = getList(value, 'oneOf');
  const forms = members.map((member) => ({ member, tags: tagsOf(member, root) }));
  const tagged = forms.filter(({ tags }) => tags.size > 0);
  if (tagged.length === 0 || forms.length - tagged.length > 1 || forms.length < 2) return;
  const conditions = tagged.map(({ tags }): JsonObject => {
    const properties = Object.fromEntries([...tags].map(([tag, only]): [string, JsonValue] => [tag, { const: only }]));
    return { type: 'object', properties, required: [...tags.keys()] };
  });
  const decisions = tagged.map(({ member }, n): JsonObject => ({ if: conditions[n] ?? {}, then: member }));
  const other = forms.find(({ tags }) => tags.size === 0)?.member;
  const left: JsonObject = other === undefined ? knownTags(tagged) : { if: { anyOf: conditions }, else: other };
  delete value['oneOf'];
  value['allOf'] = [...getList(value, 'allOf'), ...decisions, left];
}

/** What no form has: a tag with another value, or none where every form asks for one. */
function knownTags(forms: readonly { tags: ReadonlyMap<string, JsonValue> }[]): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const tag of TAGS) {
    const values = forms.flatMap(({ tags }) => tags.get(tag) ?? []);
    if (values.length > 0) properties[tag] = { enum: [...new Set(values)] };
    if (values.length === forms.length) required.push(tag);
  }
  return { type: 'object', properties, required };
}

function tagsOf(member: JsonValue, root: JsonObject): Map<string, JsonValue> {
  const ref = getText(member, '$ref');
  const properties = getObject(ref === '' ? member : valueAt(root, ref.slice(1)), 'properties');
  const tags = new Map<string, JsonValue>();
  for (const tag of TAGS) {
    const values = getList(get(properties, tag), 'enum');
    if (values.length === 1 && values[0] !== undefined) tags.set(tag, values[0]);
  }
  return tags;
}

/** 3.0: `bearerFormat` is for the scheme `bearer` alone. */
function decideBearer(value: JsonObject): void {
  const [bearer, other] = getList(value, 'oneOf');
  if (get(bearer, 'description') !== 'Bearer' || other === undefined) return;
  delete value['oneOf'];
  Object.assign(value, { if: bearer, else: { not: { required: ['bearerFormat'] } } });
}

/** Draft 4 says `minimum: 0, exclusiveMinimum: true` for what is `exclusiveMinimum: 0` today. */
function upgradeBounds(value: JsonObject): void {
  if (value['exclusiveMinimum'] !== true) return;
  value['exclusiveMinimum'] = value['minimum'] ?? 0;
  delete value['minimum'];
}
