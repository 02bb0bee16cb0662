import type { ErrorObject } from 'ajv';
import type { Dialect } from '../dialect.js';
import type { FaultyNode } from './find-faults.js';
import { knownFields } from './known-fields.js';

/** Keywords that only pass on what others found. */
const WRAPPERS = new Set(['if', 'oneOf', 'anyOf', 'allOf']);

/** The errors that tell what is wrong with a node: none that only repeats another, one for each place and field. */
export function chooseErrors(faulty: FaultyNode, dialect: Dialect): ErrorObject[] {
  const known = knownFields(dialect, faulty.kind);
  const empty = new Set(
    faulty.errors.filter(({ keyword }) => keyword === 'minProperties').map((error) => error.instancePath),
  );
  const plain = faulty.errors.filter(
    ({ keyword, instancePath }) => !WRAPPERS.has(keyword) && !(keyword === 'required' && empty.has(instancePath)),
  );
  // Where another check of a node fails, its fields count as unevaluated though the schema knows them.
  const sure = plain.filter(
    (error) => error.keyword !== 'unevaluatedProperties' || error.instancePath !== '' || !known.has(fieldOf(error)),
  );
  const chosen = sure.length > 0 ? sure : plain.length > 0 ? plain : faulty.errors;
  const byPlace = new Map<string, ErrorObject>();
  for (const error of chosen) {
    const place = `${error.instancePath}/${fieldOf(error)}`;
    const other = byPlace.get(place);
    if (other === undefined || rank(error) < rank(other)) byPlace.set(place, error);
  }
  return [...byPlace.values()];
}

/** The field of the error's place that is missing or too much; '' where the place itself is wrong. */
export function fieldOf(error: ErrorObject): string {
  const { additionalProperty, unevaluatedProperty, missingProperty, propertyName } = error.params as Record<
    string,
    unknown
  >;
  const field = additionalProperty ?? unevaluatedProperty ?? missingProperty ?? propertyName ?? error.propertyName;
  return typeof field === 'string' ? field : '';
}

/** The values an `enum` or `const` error allows. */
export function allowedValues(error: ErrorObject | undefined): unknown[] {
  const { allowedValues: values, allowedValue } = (error?.params ?? {}) as Record<string, unknown>;
  if (Array.isArray(values)) return values;
  return allowedValue === undefined ? [] : [allowedValue];
}

/** The plainest error of a place wins. */
function rank(error: ErrorObject): number {
  const order = ['additionalProperties', 'unevaluatedProperties', 'required', 'enum', 'const', 'type', 'pattern'];
  const at = order.indexOf(error.keyword);
  return at < 0 ? order.length : at;
}
