import type { ErrorObject } from 'ajv';
import type { Finding } from '../../../finding.js';
import { get, isObject } from '../../json-value.js';
import type { JsonValue } from '../../json-value.js';
import { escapeToken, tokensOf, valueAt } from '../../pointer.js';
import { code } from '../../quote.js';
import type { Dialect } from '../dialect.js';
import type { NodeKind } from '../grammar.js';
import { allowedValues, chooseErrors, fieldOf } from './choose-errors.js';
import { fieldsOf } from './dialect-grammar.js';
import type { FaultyNode } from './find-faults.js';
import { knownFields, similarField } from './known-fields.js';

const KINDS: Readonly<Record<NodeKind, string>> = {
  document: 'the document',
  components: '`components`',
  pathItem: 'a path item',
  operation: 'an operation',
  parameter: 'a parameter',
  requestBody: 'a request body',
  response: 'a response',
  mediaType: 'a media type',
  encoding: 'an encoding',
  header: 'a header',
  schema: 'a schema',
  example: 'an example',
  link: 'a link',
  callback: 'a callback',
  securityScheme: 'a security scheme',
};
const METHOD = /^(?:get|put|post|delete|options|head|patch|trace|query)$/i;

/** What is known of a fault: the node, the error, the object it lies in. */
interface Fault {
  faulty: FaultyNode;
  dialect: Dialect;
  error: ErrorObject;
  owner: string;
  field: string;
}

/** Findings for what is wrong with a node: what, where, and what is made of it; one for each fault. */
export function explainFaults(faulty: FaultyNode, dialect: Dialect): Finding[] {
  const faults: Fault[] = [];
  const missing = new Map<string, Fault>();
  const alternatives = new Map<string, Fault>();
  for (const error of chooseErrors(faulty, dialect)) {
    const fault = { faulty, dialect, error, owner: ownerOf(faulty, error), field: fieldOf(error) };
    if (error.keyword !== 'required') {
      faults.push(fault);
      continue;
    }
    const group = error.schemaPath.includes('/oneOf/') ? alternatives : missing;
    const together = group.get(error.instancePath);
    if (together === undefined) group.set(error.instancePath, fault);
    else together.field += ` and ${fault.field}`;
  }
  // What lacks its name or place is left out, so that it does not matter what else it lacks.
  for (const [place, fault] of alternatives) if (!missing.has(place)) missing.set(place, fault);
  return [...missing.values(), ...faults].map(finding);
}

function finding(fault: Fault): Finding {
  const { faulty, error, field } = fault;
  const ofField = isUnknown(error) || error.propertyName !== undefined;
  const [kind, message] = describe(fault);
  const pointer = `${faulty.pointer}${error.instancePath}${ofField ? `/${escapeToken(field)}` : ''}`;
  return { code: kind, severity: 'warning', message, where: { in: 'contract', pointer } };
}

function describe(fault: Fault): [string, string] {
  const { error, owner, field, faulty } = fault;
  if (isUnknown(error)) return ['unknown-field', unknownField(fault)];
  const value = valueAt(faulty.node, error.instancePath);
  switch (error.keyword) {
    case 'required':
      return ['missing-field', missingField(fault)];
    case 'type':
      return [
        'wrong-type',
        `${upper(owner)} must be ${typeWords(error)} and is ${typeWord(value)}; ${typeOutcome(error, value)}.`,
      ];
    case 'enum':
    case 'const':
      return [
        'bad-value',
        `${upper(owner)} is ${valueWord(value)} and must be ${choice(allowedValues(error))}; it is read as written.`,
      ];
    case 'pattern':
    case 'propertyNames':
      return ['bad-name', badName(fault)];
    case 'minProperties':
    case 'minItems':
      return ['empty-field', `${upper(owner)} is empty and should not be; nothing is assumed in its place.`];
    case 'not':
    case 'oneOf':
      return ['fields-exclude-each-other', excluded(fault)];
    default:
      return [
        'schema-violation',
        `${upper(owner)} ${field === '' ? '' : `(${code(field)}) `}is not what ${dialectName(fault.dialect)} asks for (${error.keyword}); it is read as far as it goes.`,
      ];
  }
}

function isUnknown(error: ErrorObject): boolean {
  return (
    error.keyword === 'additionalProperties' ||
    error.keyword === 'unevaluatedProperties' ||
    error.keyword === 'false schema'
  );
}

function unknownField({ faulty, dialect, error, field, owner }: Fault): string {
  const { kind, node } = faulty;
  const inside = tokensOf(error.instancePath) ?? [];
  if (kind === 'document' && inside[0] === 'paths')
    return `The path ${code(field)} does not start with a slash; it is read all the same.`;
  if (kind === 'operation' && inside[0] === 'responses')
    return `${code(field)} is no status code; the response is read all the same.`;
  if (inside.length > 0) return `${code(field)} is not a field of ${owner} in ${dialectName(dialect)}; it is not read.`;
  if (kind === 'pathItem' && METHOD.test(field) && field !== field.toLowerCase()) {
    return `Methods are written in lower case; ${code(field)} is read as ${code(field.toLowerCase())}.`;
  }
  if (typeof get(node, '$ref') === 'string') return `${code(field)} stands next to \`$ref\` and is not read.`;
  const known = knownFields(dialect, kind);
  if (known.has(field))
    return `${code(field)} may not stand in this ${KINDS[kind].replace(/^an? /, '')}; it is read all the same.`;
  const read = fieldsOf(dialect)(kind, field) !== undefined;
  const similar = read ? null : similarField(field, known);
  const hint = similar === null ? '' : ` Did you mean ${code(similar)}?`;
  return `${code(field)} is not a field of ${owner} in ${dialectName(dialect)}; it is ${read ? 'read all the same' : 'not read'}.${hint}`;
}

function missingField({ faulty, error, field, owner }: Fault): string {
  const fields = field.split(' and ');
  const names = fields.map(code).join(' and ');
  const alternative = error.schemaPath.includes('oneOf') && fields.includes('schema') && fields.includes('content');
  if (alternative) return `${upper(owner)} needs \`schema\` or \`content\`; anything is taken to be allowed.`;
  const lost =
    faulty.kind === 'parameter' && error.instancePath === '' && (fields.includes('name') || fields.includes('in'));
  const outcome = lost
    ? 'it was left out'
    : fields.includes('responses')
      ? 'no answer is assumed'
      : 'nothing is assumed in its place';
  return `${upper(owner)} needs ${names}; ${outcome}.`;
}

function badName({ error, field, owner, dialect, faulty }: Fault): string {
  if (error.keyword === 'propertyNames' || error.propertyName !== undefined) {
    return `${code(field)} is no name that ${dialectName(dialect)} allows in ${owner}; it is read as written.`;
  }
  return `${upper(owner)} is ${valueWord(valueAt(faulty.node, error.instancePath))}, which has not the form that ${dialectName(dialect)} asks for; it is read as written.`;
}

function excluded({ faulty, error, owner }: Fault): string {
  const at = valueAt(faulty.node, error.instancePath);
  const pairs = [
    ['example', 'examples'],
    ['schema', 'content'],
    ['operationId', 'operationRef'],
    ['identifier', 'url'],
    ['value', 'externalValue'],
    ['value', 'dataValue'],
    ['content', 'style'],
    ['content', 'explode'],
    ['scheme', 'bearerFormat'],
  ] as const;
  const pair = pairs.find(([a, b]) => get(at, a) !== undefined && get(at, b) !== undefined);
  if (pair === undefined) return `${upper(owner)} holds fields that exclude each other; all of them are read.`;
  return `${code(pair[0])} and ${code(pair[1])} exclude each other in ${owner}; both are read.`;
}

/** The object or value an error is about: the node, or what in the node. */
function ownerOf({ kind }: FaultyNode, error: ErrorObject): string {
  const tokens = tokensOf(error.instancePath) ?? [];
  const member = tokens.length > 1 && /^\d+$/.test(tokens.at(-1) ?? '') && tokens[0] !== 'responses';
  const named = (member ? tokens.slice(0, -1) : tokens).slice(-2).reverse();
  if (named.length === 0) return KINDS[kind];
  return `${member ? 'a member of ' : ''}${named.map(code).join(' in ')} of ${KINDS[kind]}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'an object',
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  null: 'null',
};

function typeWords(error: ErrorObject): string {
  const { type } = error.params as { type?: unknown };
  const types = Array.isArray(type) ? type : String(type).split(',');
  return types.map((name) => TYPES[String(name)] ?? String(name)).join(' or ');
}

function typeWord(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : valueWord(value);
}

function typeOutcome(error: ErrorObject, value: JsonValue | undefined): string {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return typeWords(error) === 'text' && scalar ? 'it is read as text' : 'it is not read';
}

function valueWord(value: JsonValue | undefined): string {
  if (typeof value === 'object' && value !== null) return typeWord(value);
  return code(typeof value === 'string' ? value : JSON.stringify(value ?? null));
}

function choice(values: readonly unknown[]): string {
  const words = values.slice(0, 12).map((value) => code(typeof value === 'string' ? value : JSON.stringify(value)));
  return words.length > 1 ? `one of ${words.join(', ')}` : (words[0] ?? 'something else');
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function dialectName(dialect: Dialect): string {
  return dialect === '2.0' ? 'Swagger 2.0' : `OpenAPI ${dialect}`;
}
