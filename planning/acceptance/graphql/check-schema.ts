import { buildASTSchema, getNamedType, isObjectType, parse } from 'graphql';
import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { ContractDocument } from '../../contract/contract-document.js';

/** Built schemas by document, which is never changed: checks are made task by task. */
const schemas = new WeakMap<ContractDocument, GraphQLSchema | { fault: string }>();

/**
 * The schema that operations are validated against. Its own rules are not checked again; what cannot be built at all (a
 * type that nobody defines) is said in `fault`.
 */
export function checkSchema(document: ContractDocument & { format: 'graphql' }): GraphQLSchema | { fault: string } {
  const known = schemas.get(document);
  if (known !== undefined) return known;
  const made = build(document.sdl);
  schemas.set(document, made);
  return made;
}

function build(sdl: string): GraphQLSchema | { fault: string } {
  try {
    return buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { fault: error.message };
  }
}

/** A field of the query or mutation type. */
export interface RootField {
  /** `Mutation.createUser`. */
  id: string;
  operation: 'query' | 'mutation';
  field: GraphQLField<unknown, unknown>;
}

/** Queries and mutations by id. */
export function rootFields(schema: GraphQLSchema): Map<string, RootField> {
  const found = new Map<string, RootField>();
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  for (const [operation, root] of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const id = `${root?.name ?? ''}.${field.name}`;
      if (!found.has(id)) found.set(id, { id, operation, field });
    }
  }
  return found;
}

/** The named type a field answers with, lists and non-null taken off. */
export function answerType(root: RootField): GraphQLNamedType {
  return getNamedType(root.field.type);
}

/** True for a relay connection or an edge list: its things stand below `nodes` or `edges`. */
export function isConnection(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const { nodes, edges } = type.getFields();
  return nodes !== undefined || edges !== undefined;
}
