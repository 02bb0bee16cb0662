import { isTypeDefinitionNode, isTypeExtensionNode, Kind, OperationTypeNode } from 'graphql';
import type {
  ASTNode,
  DirectiveDefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  SchemaDefinitionNode,
  SchemaExtensionNode,
  StringValueNode,
  TypeDefinitionNode,
  TypeExtensionNode,
  TypeNode,
} from 'graphql';

/** All nodes that make one named type: definitions and extensions, whose fields are joined. */
export interface NamedType {
  name: string;
  nodes: (TypeDefinitionNode | TypeExtensionNode)[];
}

/** A schema's parts by name, straight from the AST, valid or not. */
export interface SchemaIndex {
  types: Map<string, NamedType>;
  /** Root type name of each operation type that has one. */
  roots: Map<OperationTypeNode, string>;
  directives: Map<string, DirectiveDefinitionNode>;
  schema: (SchemaDefinitionNode | SchemaExtensionNode)[];
}

export const BUILT_IN_SCALARS: ReadonlySet<string> = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

/** Directives every server knows without a definition. */
export const BUILT_IN_DIRECTIVES: ReadonlySet<string> = new Set([
  'deprecated',
  'specifiedBy',
  'oneOf',
  'include',
  'skip',
  'defer',
  'stream',
]);

/**
 * Indexes a document. Root types are those that `schema` names, else `Query`, `Mutation` and `Subscription` where they
 * are defined.
 */
export function indexSchema(document: DocumentNode): SchemaIndex {
  const index: SchemaIndex = { types: new Map(), roots: new Map(), directives: new Map(), schema: [] };
  for (const node of document.definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      index.schema.push(node);
      for (const root of node.operationTypes ?? []) index.roots.set(root.operation, root.type.name.value);
    } else if (node.kind === Kind.DIRECTIVE_DEFINITION) {
      index.directives.set(node.name.value, node);
    } else if (isTypeDefinitionNode(node) || isTypeExtensionNode(node)) {
      const name = node.name.value;
      const known = index.types.get(name) ?? { name, nodes: [] };
      known.nodes.push(node);
      index.types.set(name, known);
    }
  }
  if (!index.schema.some((node) => node.kind === Kind.SCHEMA_DEFINITION)) addDefaultRoots(index);
  return index;
}

/** Names that root types have where no `schema` names others. */
export const DEFAULT_ROOTS: ReadonlyMap<OperationTypeNode, string> = new Map([
  [OperationTypeNode.QUERY, 'Query'],
  [OperationTypeNode.MUTATION, 'Mutation'],
  [OperationTypeNode.SUBSCRIPTION, 'Subscription'],
]);

/** The description of a node that may have one. The parser sets the field to undefined where there is none. */
export function descriptionOf(node: ASTNode): string {
  const { description } = node as { description?: StringValueNode | undefined };
  return description?.value ?? '';
}

function addDefaultRoots(index: SchemaIndex): void {
  for (const [operation, name] of DEFAULT_ROOTS) {
    if (!index.roots.has(operation) && index.types.has(name)) index.roots.set(operation, name);
  }
}

/**
 * The output fields of a type from its definition and extensions; a name that comes twice counts once, the first wins.
 */
export function fieldsOf(type: NamedType | undefined): FieldDefinitionNode[] {
  const fields = new Map<string, FieldDefinitionNode>();
  for (const node of type?.nodes ?? []) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) {
      if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_EXTENSION) continue;
    }
    for (const field of node.fields ?? []) if (!fields.has(field.name.value)) fields.set(field.name.value, field);
  }
  return [...fields.values()];
}

/** A type reference taken apart: the name, whether it may be null, whether it is a list. */
export function unwrap(type: TypeNode): { name: string; nonNull: boolean; list: boolean } {
  let list = false;
  let node = type;
  const nonNull = node.kind === Kind.NON_NULL_TYPE;
  while (node.kind !== Kind.NAMED_TYPE) {
    if (node.kind === Kind.LIST_TYPE) list = true;
    node = node.type;
  }
  return { name: node.name.value, nonNull, list };
}

/** True for names that start with two underscores, which introspection keeps for itself. */
export function isIntrospection(name: string): boolean {
  return name.startsWith('__');
}
