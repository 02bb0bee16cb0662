import { Ajv } from 'ajv';
import type { Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' };
import schema20 from '@seriousme/openapi-schema-validator/schemas/v2.0/schema.json' with { type: 'json' };
import schema30 from '@seriousme/openapi-schema-validator/schemas/v3.0/schema.json' with { type: 'json' };
import schema31 from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json' with { type: 'json' };
import schema32 from '@seriousme/openapi-schema-validator/schemas/v3.2/schema.json' with { type: 'json' };
import { get, getList, getText, isObject } from '../../json-value.js';
import type { JsonObject, JsonValue } from '../../json-value.js';
import type { Dialect } from '../dialect.js';

const SCHEMAS: Readonly<Record<Dialect, JsonValue>> = {
  '2.0': schema20,
  '3.0': schema30,
  '3.1': schema31,
  '3.2': schema32,
};
const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const IS_REFERENCE = { type: 'object', required: ['$ref'] };

/** Compiled validators. Compiling takes some 100 ms, so it is done once per thread, and only for what is needed. */
const compiled = new Map<string, ValidateFunction>();

/**
 * The official JSON Schema of a dialect as a function: it stops at the first fault, or with `all` lists every one. No
 * `format` is checked, and nothing in it takes more than linear time.
 */
export function officialValidator(dialect: Dialect, all: boolean): ValidateFunction {
  const key = `${dialect} ${all}`;
  let validator = compiled.get(key);
  if (validator === undefined) {
    const options: Options = {
      strict: false,
      allErrors: all,
      validateFormats: false,
      validateSchema: false,
      messages: false,
      logger: false,
    };
    const ajv = dialect < '3.1' ? new Ajv(options) : new Ajv2020(options);
    validator = ajv.compile(officialSchema(dialect));
    compiled.set(key, validator);
  }
  return validator;
}

/** A dialect's schema as it is compiled; also read for the fields that it knows. */
export function officialSchema(dialect: Dialect): JsonObject {
  const schema = structuredClone(SCHEMAS[dialect]) as JsonObject;
  if (dialect < '3.1') {
    schema['$schema'] = 'http://json-schema.org/draft-07/schema#';
    delete schema['id'];
  }
  if (dialect === '2.0') (schema['definitions'] as JsonObject)['draft04'] = structuredClone(draft04);
  adapt(schema);
  return schema;
}

/**
 * Makes a schema fast and its faults plain, in place: what holds a `$ref` is compared with the reference object and
 * nothing else, and the rest with what may stand there; both of an alternative would make two faults of one. Uniqueness
 * is not asked for, as comparing every member with every other takes too long in a list that is long on purpose.
 */
function adapt(schema: JsonObject): void {
  const open: JsonValue[] = [schema];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isObject(value)) {
      if (value['uniqueItems'] === true) delete value['uniqueItems'];
      moveReference(value);
      splitAlternatives(value);
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

function splitAlternatives(value: JsonObject): void {
  const members = getList(value, 'oneOf');
  const isReference = (member: JsonValue): boolean => /\/(?:Reference|jsonReference)$/.test(getText(member, '$ref'));
  const reference = members.find(isReference);
  const boolean = members.find((member) => get(member, 'type') === 'boolean');
  const rest = members.filter((member) => member !== reference && member !== boolean);
  if ((reference === undefined && boolean === undefined) || rest.length !== 1) return;
  delete value['oneOf'];
  const plain = rest[0] ?? {};
  const orBoolean = boolean === undefined ? plain : { if: { type: 'boolean' }, else: plain };
  Object.assign(value, reference === undefined ? orBoolean : { if: IS_REFERENCE, then: reference, else: orBoolean });
}

/** Draft 4 says `minimum: 0, exclusiveMinimum: true` for what is `exclusiveMinimum: 0` today. */
function upgradeBounds(value: JsonObject): void {
  if (value['exclusiveMinimum'] !== true) return;
  value['exclusiveMinimum'] = value['minimum'] ?? 0;
  delete value['minimum'];
}
