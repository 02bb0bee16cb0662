import { Kind } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, InputValueDefinitionNode, TypeNode } from 'graphql';
import type { Finding } from '../../finding.js';
import { compareStrings } from '../../compare.js';
import type { ContractModel, Entity, EntityKind, Operation, Parameter, Property } from '../contract-model.js';
import { fieldEffect } from '../effect.js';
import { nounKey } from '../names.js';
import { schemaCycles } from '../schema-cycles.js';
import { BUILT_IN_SCALARS, descriptionOf, fieldsOf, indexSchema, isIntrospection, unwrap } from './schema-index.js';
import type { NamedType, SchemaIndex } from './schema-index.js';
import { sdlFindings } from './sdl-findings.js';

/** What a GraphQL schema says: the model's contract part without resources, hash and size. */
export type GraphqlReading = Pick<
  ContractModel,
  'version' | 'title' | 'operations' | 'entities' | 'cycles' | 'securitySchemes' | 'declaresSecurity' | 'findings'
>;

/** Directives that guard a field, by the names common servers give them. */
const GUARD =
  /^(?:auth|authenticated|isauthenticated|requiresauth|requiresscopes|hasrole|haspermission|protected|secured|policy|login(?:required)?)$/i;

/** Reads operations (root fields) and entities (named types) from the AST; the schema need not be valid as a whole. */
export function readGraphql(document: DocumentNode): GraphqlReading {
  const index = indexSchema(document);
  const entityIds = new Set(entityNames(index));
  const entities = [...entityIds]
    .map((id) => readEntity(id, index, entityIds))
    .sort((a, b) => compareStrings(a.id, b.id));
  const operations = readOperations(index, entityIds).sort((a, b) => compareStrings(a.id, b.id));
  const guards = new Set(operations.flatMap((operation) => operation.security.schemes));
  return {
    version: 'graphql',
    title: '',
    operations,
    entities,
    cycles: schemaCycles(entities),
    securitySchemes: [...guards].sort(compareStrings).map((name) => ({ name, type: 'directive', detail: '' })),
    declaresSecurity: guards.size > 0,
    findings: [...danglingTypes(index), ...sdlFindings(document, index)],
  };
}

/** Names of the types that count as entities: all but roots, built-in scalars and introspection types. */
export function entityNames(index: SchemaIndex): string[] {
  const roots = new Set(index.roots.values());
  return [...index.types.keys()].filter(
    (name) => !roots.has(name) && !BUILT_IN_SCALARS.has(name) && !isIntrospection(name),
  );
}

/** Number of root fields and entities, without reading any. */
export function countGraphql(document: DocumentNode): { operations: number; schemas: number } {
  const index = indexSchema(document);
  const roots = [...new Set(index.roots.values())];
  const operations = roots.reduce((sum, name) => sum + fieldsOf(index.types.get(name)).length, 0);
  return { operations, schemas: entityNames(index).length };
}

const KINDS: ReadonlyMap<string, EntityKind> = new Map<string, EntityKind>([
  [Kind.SCALAR_TYPE_DEFINITION, 'scalar'],
  [Kind.SCALAR_TYPE_EXTENSION, 'scalar'],
  [Kind.OBJECT_TYPE_DEFINITION, 'object'],
  [Kind.OBJECT_TYPE_EXTENSION, 'object'],
  [Kind.INTERFACE_TYPE_DEFINITION, 'interface'],
  [Kind.INTERFACE_TYPE_EXTENSION, 'interface'],
  [Kind.UNION_TYPE_DEFINITION, 'union'],
  [Kind.UNION_TYPE_EXTENSION, 'union'],
  [Kind.ENUM_TYPE_DEFINITION, 'enum'],
  [Kind.ENUM_TYPE_EXTENSION, 'enum'],
  [Kind.INPUT_OBJECT_TYPE_DEFINITION, 'input'],
  [Kind.INPUT_OBJECT_TYPE_EXTENSION, 'input'],
]);

function readEntity(id: string, index: SchemaIndex, entityIds: ReadonlySet<string>): Entity {
  const type: NamedType = index.types.get(id) ?? { name: id, nodes: [] };
  const composes = new Set<string>();
  const fields: (FieldDefinitionNode | InputValueDefinitionNode)[] = fieldsOf(type);
  let description = '';
  for (const node of type.nodes) {
    description = descriptionOf(node) || description;
    if ('interfaces' in node) for (const parent of node.interfaces ?? []) composes.add(parent.name.value);
    if ('types' in node) for (const member of node.types ?? []) composes.add(member.name.value);
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION) {
      fields.push(...(node.fields ?? []));
    }
  }
  const properties = new Map(fields.map((field) => [field.name.value, readProperty(field, entityIds)]));
  return {
    id,
    kind: KINDS.get(type.nodes[0]?.kind ?? '') ?? 'object',
    derived: false,
    description,
    properties: [...properties.values()].sort((a, b) => compareStrings(a.name, b.name)),
    composes: [...composes].filter((name) => entityIds.has(name)).sort(compareStrings),
    pointer: id,
  };
}

function readProperty(field: FieldDefinitionNode | InputValueDefinitionNode, entityIds: ReadonlySet<string>): Property {
  const { name, nonNull, list } = unwrap(field.type);
  return {
    name: field.name.value,
    type: typeName(name),
    required: nonNull && (field.kind !== Kind.INPUT_VALUE_DEFINITION || field.defaultValue === undefined),
    nullable: !nonNull,
    list,
    readOnly: false,
    ...(entityIds.has(name) ? { ref: name } : {}),
    description: descriptionOf(field),
  };
}

function typeName(name: string): string {
  return BUILT_IN_SCALARS.has(name) ? name.toLowerCase() : name;
}

function readOperations(index: SchemaIndex, entityIds: ReadonlySet<string>): Operation[] {
  const nouns = new Set([...entityIds].map(nounKey));
  const operations = new Map<string, Operation>();
  for (const [type, root] of index.roots) {
    for (const field of fieldsOf(index.types.get(root))) {
      const id = `${root}.${field.name.value}`;
      if (!operations.has(id)) operations.set(id, readOperation(id, type, field, index, entityIds, nouns));
    }
  }
  return [...operations.values()];
}

function readOperation(
  id: string,
  type: Operation['type'] & ('query' | 'mutation' | 'subscription'),
  field: FieldDefinitionNode,
  index: SchemaIndex,
  entityIds: ReadonlySet<string>,
  nouns: ReadonlySet<string>,
): Operation {
  const answer = unwrap(field.type);
  const args = field.arguments ?? [];
  const inputs = new Set(args.map((argument) => unwrap(argument.type).name).filter((name) => entityIds.has(name)));
  const outputs = outputEntities(answer.name, index, entityIds);
  const guards = (field.directives ?? []).map((directive) => directive.name.value).filter((name) => GUARD.test(name));
  const description = descriptionOf(field);
  return {
    id,
    type,
    effect: fieldEffect(
      type,
      field.name.value,
      answer.list || isPage(answer.name, index),
      nouns,
      answeredNouns(answer.name, index),
    ),
    operationId: field.name.value,
    summary: description.split('\n', 1)[0] ?? '',
    description,
    tags: [],
    deprecated: (field.directives ?? []).some((directive) => directive.name.value === 'deprecated'),
    parameters: args.map(readArgument).sort((a, b) => compareStrings(a.name, b.name)),
    requestBody: null,
    responses: [
      {
        status: '200',
        description: '',
        mediaTypes: ['application/json'],
        entities: entityIds.has(answer.name) ? [answer.name] : [],
        properties: [],
      },
    ],
    security: { schemes: [...new Set(guards)].map((name) => `@${name}`).sort(compareStrings), optional: false },
    inputEntities: [...inputs].sort(compareStrings),
    outputEntities: outputs,
    resource: null,
    pointer: id,
  };
}

function readArgument(argument: InputValueDefinitionNode): Parameter {
  const { name, nonNull, list } = unwrap(argument.type);
  return {
    name: argument.name.value,
    in: 'argument',
    required: nonNull && argument.defaultValue === undefined,
    type: typeName(name) + (list ? '[]' : ''),
    description: descriptionOf(argument),
  };
}

/**
 * The type a field answers with and, where that is a page or an envelope, the things inside it: what the field is about
 * first.
 */
function outputEntities(name: string, index: SchemaIndex, entityIds: ReadonlySet<string>): string[] {
  if (!entityIds.has(name)) return [];
  const wraps = isPage(name, index) || /(?:payload|response|result)$/i.test(name);
  const inside = wraps ? fieldsOf(index.types.get(name)).map((field) => unwrap(field.type).name) : [];
  const nodes = inside.flatMap((inner) =>
    /edge$/i.test(inner)
      ? [inner, ...fieldsOf(index.types.get(inner)).map((field) => unwrap(field.type).name)]
      : [inner],
  );
  const kept = nodes.filter((inner) => {
    const kind = index.types.get(inner)?.nodes[0]?.kind;
    return entityIds.has(inner) && kind !== Kind.SCALAR_TYPE_DEFINITION && kind !== Kind.ENUM_TYPE_DEFINITION;
  });
  return [...new Set([name, ...kept])].sort(compareStrings);
}

/** Noun keys of what a field answers with: the type itself, its alternatives and what its fields hold. */
function answeredNouns(name: string, index: SchemaIndex): Set<string> {
  const type = index.types.get(name);
  const members = (type?.nodes ?? []).flatMap((node) => ('types' in node ? (node.types ?? []) : []));
  const names = [name, ...members.map((member) => member.name.value)];
  return new Set([...names, ...fieldsOf(type).map((field) => unwrap(field.type).name)].map(nounKey));
}

/** A relay connection or another page: it has edges or nodes, or is called one and carries a list. */
function isPage(name: string, index: SchemaIndex): boolean {
  const fields = fieldsOf(index.types.get(name));
  if (fields.some((field) => field.name.value === 'edges' || field.name.value === 'nodes')) return true;
  return /(?:connection|page|list|collection)$/i.test(name) && fields.some((field) => unwrap(field.type).list);
}

/** Types that fields, arguments, unions or interfaces name and nobody defines. */
function danglingTypes(index: SchemaIndex): Finding[] {
  const findings = new Map<string, Finding>();
  const check = (type: TypeNode, owner: string): void => {
    const { name } = unwrap(type);
    if (index.types.has(name) || BUILT_IN_SCALARS.has(name) || findings.has(name)) return;
    findings.set(name, {
      code: 'dangling-ref',
      severity: 'error',
      message: `The type ${name} is used and not defined.`,
      where: { in: 'contract', pointer: owner, ...place(type) },
    });
  };
  for (const { name, nodes } of index.types.values()) {
    for (const node of nodes) {
      if ('types' in node) for (const member of node.types ?? []) check(member, name);
      if ('interfaces' in node) for (const parent of node.interfaces ?? []) check(parent, name);
      if (!('fields' in node)) continue;
      for (const field of node.fields ?? []) {
        check(field.type, `${name}.${field.name.value}`);
        if ('arguments' in field)
          for (const argument of field.arguments ?? []) check(argument.type, `${name}.${field.name.value}`);
      }
    }
  }
  return [...findings.values()];
}

function place(type: TypeNode): { line?: number; column?: number } {
  const token = type.loc?.startToken;
  return token === undefined ? {} : { line: token.line, column: token.column };
}
