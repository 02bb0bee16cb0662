import type { JsonObject, JsonValue } from '../../json-value.js';
import type { Dialect } from '../dialect.js';
import { childOf, COMPONENT_SECTIONS } from '../grammar.js';
import type { Child, NodeKind } from '../grammar.js';

const SECTION_OF: ReadonlyMap<NodeKind, string> = new Map(
  [...COMPONENT_SECTIONS].map(([section, kind]): [NodeKind, string] => [kind, section]),
);

/** Fields of Swagger 2.0 that hold nodes, where they differ from those of 3.x. */
const OLD: Readonly<Partial<Record<NodeKind, ReadonlyMap<string, Child>>>> = {
  document: new Map<string, Child>([
    ['paths', { kind: 'pathItem', shape: 'map' }],
    ['x-webhooks', { kind: 'pathItem', shape: 'map' }],
    ['definitions', { kind: 'schema', shape: 'map' }],
    ['parameters', { kind: 'parameter', shape: 'map' }],
    ['responses', { kind: 'response', shape: 'map' }],
    ['securityDefinitions', { kind: 'securityScheme', shape: 'map' }],
  ]),
  operation: new Map<string, Child>([
    ['parameters', { kind: 'parameter', shape: 'list' }],
    ['responses', { kind: 'response', shape: 'map' }],
  ]),
  parameter: new Map<string, Child>([['schema', { kind: 'schema', shape: 'one' }]]),
  response: new Map<string, Child>([
    ['schema', { kind: 'schema', shape: 'one' }],
    ['headers', { kind: 'header', shape: 'map' }],
  ]),
  header: new Map(),
};

/** What the field `key` of a node holds in documents of a dialect, as received; undefined where it is plain data. */
export function fieldsOf(dialect: Dialect): typeof childOf {
  if (dialect !== '2.0') return childOf;
  return (kind, key) => {
    const fields = OLD[kind];
    return fields === undefined ? childOf(kind, key) : fields.get(key);
  };
}

/** The least that is right in a place of the given kind; `n` tells members of a list apart. */
export function placeholder(kind: NodeKind, dialect: Dialect, n: number): JsonObject {
  const old = dialect === '2.0';
  switch (kind) {
    case 'operation':
      return { responses: { default: { description: '' } } };
    case 'parameter':
      return { name: `p${n}`, in: 'query', ...(old ? { type: 'string' } : { schema: {} }) };
    case 'requestBody':
      return { content: {} };
    case 'response':
      return { description: '' };
    case 'header':
      return old ? { type: 'string' } : { schema: {} };
    case 'link':
      return { operationId: 'o' };
    case 'securityScheme':
      return old ? { type: 'basic' } : { type: 'http', scheme: 'basic' };
    default:
      return {};
  }
}

/** A document with nothing in it but a node in a place of its kind, and the pointer to that place. */
export function wrap(node: JsonValue, kind: NodeKind, dialect: Dialect): { document: JsonValue; pointer: string } {
  const tokens = placeOf(kind, dialect);
  let inner = node;
  for (const { token, beside } of [...tokens].reverse()) inner = token === 0 ? [inner] : { ...beside, [token]: inner };
  const version: JsonObject = dialect === '2.0' ? { swagger: '2.0' } : { openapi: `${dialect}.0` };
  const head = { ...version, info: { title: '', version: '' }, paths: {} };
  const document =
    kind === 'document' ? { ...(node as JsonObject), ...version } : { ...head, ...(inner as JsonObject) };
  return { document, pointer: tokens.map(({ token }) => `/${String(token).replaceAll('/', '~1')}`).join('') };
}

interface Step {
  token: string | 0;
  /** What must stand next to it. */
  beside?: JsonObject;
}

function placeOf(kind: NodeKind, dialect: Dialect): Step[] {
  const media: Step[] = [
    { token: 'components' },
    { token: 'responses' },
    { token: 'a' },
    { token: 'content', beside: { description: '' } },
    { token: 'a/a' },
  ];
  const operation: Step[] = [{ token: 'paths' }, { token: '/a' }, { token: 'get' }];
  if (kind === 'document') return [];
  if (kind === 'components') return [{ token: 'components' }];
  if (kind === 'pathItem') return operation.slice(0, 2);
  if (kind === 'operation') return operation;
  if (kind === 'mediaType') return media;
  if (kind === 'encoding') return [...media, { token: 'encoding' }, { token: 'a' }];
  if (dialect !== '2.0') return [{ token: 'components' }, { token: SECTION_OF.get(kind) ?? 'schemas' }, { token: 'a' }];
  const responses = [...operation, { token: 'responses' }, { token: '200' }];
  if (kind === 'parameter') return [...operation.slice(0, 2), { token: 'parameters' }, { token: 0 }];
  if (kind === 'response') return responses;
  if (kind === 'header') return [...responses, { token: 'headers', beside: { description: '' } }, { token: 'a' }];
  return [{ token: kind === 'securityScheme' ? 'securityDefinitions' : 'definitions' }, { token: 'a' }];
}
