import { Ajv } from 'ajv';
import type { Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' };
import schema20 from '@seriousme/openapi-schema-validator/schemas/v2.0/schema.json' with { type: 'json' };
import schema30 from '@seriousme/openapi-schema-validator/schemas/v3.0/schema.json' with { type: 'json' };
import schema31 from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json' with { type: 'json' };
import schema32 from '@seriousme/openapi-schema-validator/schemas/v3.2/schema.json' with { type: 'json' };
import { put } from '../../json-value.js';
import type { JsonObject, JsonValue } from '../../json-value.js';
import type { Dialect } from '../dialect.js';
import { adaptSchema } from './adapt-schema.js';

const SCHEMAS: Readonly<Record<Dialect, JsonValue>> = {
  '2.0': schema20,
  '3.0': schema30,
  '3.1': schema31,
  '3.2': schema32,
};

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

/**
 * A dialect's schema as it is compiled; also read for the fields that it knows. In 3.1 and later, schemas are those of
 * JSON Schema 2020-12, which the official schema leaves to the reader.
 */
export function officialSchema(dialect: Dialect): JsonObject {
  const schema = structuredClone(SCHEMAS[dialect]) as JsonObject;
  if (dialect < '3.1') {
    schema['$schema'] = 'http://json-schema.org/draft-07/schema#';
    delete schema['id'];
  } else {
    put(schema['$defs'] as JsonObject, 'schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' });
  }
  if (dialect === '2.0') (schema['definitions'] as JsonObject)['draft04'] = structuredClone(draft04);
  adaptSchema(schema);
  return schema;
}
