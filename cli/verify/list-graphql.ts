import { Kind, parse } from 'graphql';

import { listOf, member, textOf } from './json.js';

/** Ids of what a GraphQL schema has. */
export interface GraphqlElements {
  operations: Set<string>;
  entities: string[];
}

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
const TYPE = /^(?:Object|Interface|Union|Enum|Scalar|InputObject)Type(?:Definition|Extension)$/;
/** Most tokens of a schema that is parsed. */
const MAX_TOKENS = 20_000_000;

/** Root fields and named types of SDL. Throws GraphQLError for text that is none. */
export function listSdl(sdl: string): GraphqlElements {
  const types = new Map<string, Set<string>>();
  const roots = new Map<string, string>();
  let declared = false;
  for (const node of parse(sdl, { maxTokens: MAX_TOKENS, noLocation: true }).definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      declared ||= node.kind === Kind.SCHEMA_DEFINITION;
      for (const { operation, type } of node.operationTypes ?? []) roots.set(operation, type.name.value);
    } else if (TYPE.test(node.kind) && 'name' in node) {
      const fields = types.get(node.name.value) ?? new Set();
      types.set(node.name.value, fields);
      if ('fields' in node) for (const field of node.fields ?? []) fields.add(field.name.value);
    }
  }
  for (const name of declared ? [] : ['Query', 'Mutation', 'Subscription']) {
    if (types.has(name) && !roots.has(name.toLowerCase())) roots.set(name.toLowerCase(), name);
  }
  return elementsOf(types, new Set(roots.values()));
}

/** Root fields and named types of the result of an introspection query; null for any other document. */
export function listIntrospection(result: unknown): GraphqlElements | null {
  const schema = member(result, '__schema') ?? member(member(result, 'data'), '__schema');
  if (schema === undefined) return null;
  const types = new Map<string, Set<string>>();
  for (const type of listOf(schema, 'types')) {
    const name = textOf(type, 'name');
    if (!types.has(name)) types.set(name, new Set(listOf(type, 'fields').map((field) => textOf(field, 'name'))));
  }
  const roots = ['queryType', 'mutationType', 'subscriptionType'].map((key) => textOf(member(schema, key), 'name'));
  return elementsOf(types, new Set(roots.filter((name) => name !== '')));
}

function elementsOf(types: ReadonlyMap<string, ReadonlySet<string>>, roots: ReadonlySet<string>): GraphqlElements {
  return {
    operations: new Set([...roots].flatMap((root) => [...(types.get(root) ?? [])].map((field) => `${root}.${field}`))),
    entities: [...types.keys()].filter((name) => !roots.has(name) && !BUILT_IN.has(name) && !name.startsWith('__')),
  };
}
