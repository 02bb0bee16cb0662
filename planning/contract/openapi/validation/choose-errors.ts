import type { ErrorObject } from 'ajv';
import { get, getText } from '../../json-value.js';
import type { Dialect } from '../dialect.js';
import type { FaultyNode } from './find-faults.js';
import { knownFields } from './known-fields.js';

/** Keywords that only pass on what others found. */
const WRAPPERS = new Set(['if', 'oneOf', 'anyOf', 'allOf']);
/** Fields that say which of several forms a parameter or security scheme has. */
const TAG = /^\/(?:in|type|flow)$/;
/** Definitions that are forms of a parameter or security scheme, each with its own tag. */
const FORM = /(ParameterLocation\/oneOf\/\d|bodyParameter|\w+ParameterSubSchema|\w+Security(?:Scheme)?)(?:\/|$)/;

/**
 * The errors that tell what is wrong with a node: those of the form it was meant to have, not of the others; no error
 * that only repeats another; one for each place and field.
 */
export function chooseErrors(faulty: FaultyNode, dialect: Dialect): ErrorObject[] {
  const known = knownFields(dialect, faulty.kind);
  const formed = ofOneForm(faulty);
  const empty = new Set(formed.filter(({ keyword }) => keyword === 'minProperties').map((error) => error.instancePath));
  const plain = formed.filter(
    ({ keyword, instancePath }) => !WRAPPERS.has(keyword) && !(keyword === 'required' && empty.has(instancePath)),
  );
  // Where another check of a node fails, its fields count as unevaluated though the schema knows them.
  const sure = plain.filter(
    (error) => error.keyword !== 'unevaluatedProperties' || error.instancePath !== '' || !known.has(fieldOf(error)),
  );
  const chosen = sure.length > 0 ? sure : plain.length > 0 ? plain : formed;
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

function ofOneForm({ kind, node, errors }: FaultyNode): ErrorObject[] {
  if (kind !== 'parameter' && kind !== 'securityScheme') return errors;
  // What is no form at all has no faults of one.
  const untagged = errors.find((error) => error.keyword === 'required' && /^(?:in|type)$/.test(fieldOf(error)));
  const tag = kind === 'parameter' ? 'in' : 'type';
  if (untagged !== undefined && get(node, tag) === undefined) {
    return errors.filter((error) => error.keyword === 'required' && [tag, 'name'].includes(fieldOf(error)));
  }
  const formOf = (error: ErrorObject): string | undefined => FORM.exec(error.schemaPath)?.[1];
  const isBody = kind === 'parameter' && getText(node, 'in') === 'body';
  const common = errors.filter(
    (error) => formOf(error) === undefined && !(isBody && error.schemaPath.includes('nonBodyParameter')),
  );
  const other = new Set(errors.filter((error) => error.keyword === 'enum' && TAG.test(error.instancePath)).map(formOf));
  const own = errors.filter((error) => formOf(error) !== undefined && !other.has(formOf(error)));
  if (own.length > 0 || other.size === 0) return [...common, ...own];
  return [...common, ...unknownTag(errors)];
}

/** None of the forms: the value of the tag is what is wrong, and all that it might be is allowed. */
function unknownTag(errors: readonly ErrorObject[]): ErrorObject[] {
  const byPlace = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (error.keyword !== 'enum' || !TAG.test(error.instancePath)) continue;
    const known = byPlace.get(error.instancePath);
    const allowed = [...allowedValues(known), ...allowedValues(error)];
    byPlace.set(error.instancePath, { ...error, params: { allowedValues: [...new Set(allowed)] } });
  }
  return [...byPlace.values()];
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
