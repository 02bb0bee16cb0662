import { get, getList } from '../json-value.js';
import type { JsonObject } from '../json-value.js';

/**
 * Turns the keywords of a 3.0 (or 2.0) schema into those of 3.1, in place: `nullable`, boolean
 * `exclusiveMinimum`/`exclusiveMaximum`, `type: file`.
 */
export function upgradeSchema(schema: JsonObject): void {
  if (schema['type'] === 'file') {
    schema['type'] = 'string';
    schema['format'] = 'binary';
  }
  upgradeBound(schema, 'minimum', 'exclusiveMinimum');
  upgradeBound(schema, 'maximum', 'exclusiveMaximum');
  const nullable = get(schema, 'nullable') ?? get(schema, 'x-nullable');
  delete schema['nullable'];
  delete schema['x-nullable'];
  const type = get(schema, 'type');
  if (nullable !== true || typeof type !== 'string') return;
  schema['type'] = [type, 'null'];
  const values = getList(schema, 'enum');
  if (values.length > 0 && !values.includes(null)) schema['enum'] = [...values, null];
}

function upgradeBound(schema: JsonObject, bound: string, exclusive: string): void {
  const flag = get(schema, exclusive);
  if (typeof flag !== 'boolean') return;
  delete schema[exclusive];
  const limit = get(schema, bound);
  if (!flag || limit === undefined) return;
  schema[exclusive] = limit;
  delete schema[bound];
}
