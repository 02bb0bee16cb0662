import { Kind, parse, print, visit } from 'graphql';
import type { ASTNode, DefinitionNode, FieldDefinitionNode, NameNode, OperationTypeNode } from 'graphql';
import { compareStrings } from '../../compare.js';
import type { ContractDocument, SliceLevel } from '../contract-document.js';
import {
  BUILT_IN_DIRECTIVES,
  BUILT_IN_SCALARS,
  DEFAULT_ROOTS,
  descriptionOf,
  fieldsOf,
  indexSchema,
  unwrap,
} from './schema-index.js';
import type { NamedType, SchemaIndex } from './schema-index.js';

/** Parsed schemas by document, which is never changed: slices are cut by the thousand from one document. */
const indexes = new WeakMap<ContractDocument, SchemaIndex>();
/** What nodes print and mention. Nodes belong to such a schema, so they never change either. */
const printed = new WeakMap<ASTNode, Map<SliceLevel, string>>();
const mentioned = new WeakMap<ASTNode, readonly string[]>();
const shortened = new WeakMap<ASTNode, Map<SliceLevel, DefinitionNode>>();

/**
 * The definitions of an SDL text with the given root fields and types and all they reach; each ends in a line break,
 * so that they make the text when joined. `brief` leaves descriptions out; `outline` also keeps
 * just the types that are named directly, and lets deeper ones stand as scalars; `signature` just the required fields of
 * those.
 */
export function sliceSdl(
  document: ContractDocument & { format: 'graphql' },
  operationIds: readonly string[],
  typeNames: readonly string[],
  level: SliceLevel,
  mostParts: number,
): { definitions: string[]; complete: boolean } {
  const index = indexOf(document);
  const fields = rootFields(index, operationIds);
  const wanted = new Set(typeNames.filter((name) => index.types.has(name)));
  for (const { nodes } of fields.values()) for (const node of nodes) for (const name of namesIn(node)) wanted.add(name);
  const { definitions, complete } =
    level === 'outline' || level === 'signature'
      ? { definitions: named(wanted, index, level), complete: true }
      : reached(wanted, index, wanted.size + mostParts);
  const parts: string[] = [];
  const schema = schemaText(index, fields, level);
  if (schema !== '') parts.push(schema);
  for (const [root, { nodes }] of fields) {
    const body = nodes.map((node) => indent(text(node, level))).join('\n');
    parts.push(`type ${root} {\n${body}\n}`);
  }
  for (const node of definitions) parts.push(typeof node === 'string' ? node : text(node, level));
  parts.push(...directiveTexts([...[...fields.values()].flatMap(({ nodes }) => nodes), ...definitions], index, level));
  return { definitions: parts.map((part) => `${part}\n`), complete };
}

/** Whether a reference (`op:…`, `entity:…`) names a root field or a type of the schema. */
export function sdlHas(document: ContractDocument & { format: 'graphql' }): (ref: string) => boolean {
  const index = indexOf(document);
  return (ref) =>
    ref.startsWith('op:')
      ? rootFields(index, [ref.slice('op:'.length)]).size > 0
      : index.types.has(ref.slice('entity:'.length));
}

function indexOf(document: ContractDocument & { format: 'graphql' }): SchemaIndex {
  let index = indexes.get(document);
  if (index === undefined) {
    index = indexSchema(parse(document.sdl));
    indexes.set(document, index);
  }
  return index;
}

interface RootFields {
  operation: OperationTypeNode;
  nodes: FieldDefinitionNode[];
}

/** The chosen fields of each root type, roots and fields sorted. */
function rootFields(index: SchemaIndex, operationIds: readonly string[]): Map<string, RootFields> {
  const chosen = new Set(operationIds);
  const found = new Map<string, RootFields>();
  const roots = [...index.roots].sort(([, a], [, b]) => compareStrings(a, b));
  for (const [operation, root] of roots) {
    const nodes = fieldsOf(index.types.get(root)).filter((field) => chosen.has(`${root}.${field.name.value}`));
    nodes.sort((a, b) => compareStrings(a.name.value, b.name.value));
    if (nodes.length > 0) found.set(root, { operation, nodes });
  }
  return found;
}

/** Names of the types a node mentions: field and argument types, interfaces, union members. */
function namesIn(node: ASTNode): readonly string[] {
  const known = mentioned.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  visit(node, { NamedType: (type) => void names.add(type.name.value) });
  const list = [...names];
  mentioned.set(node, list);
  return list;
}

/** Definitions of the wanted types and everything they reach, sorted by name, until there are `most`. Iterative: cycles are normal. */
function reached(
  wanted: ReadonlySet<string>,
  index: SchemaIndex,
  most: number,
): { definitions: DefinitionNode[]; complete: boolean } {
  const roots = new Set(index.roots.values());
  const seen = new Map<string, NamedType>();
  const open = [...wanted];
  let complete = true;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const type = index.types.get(name);
    if (type === undefined || seen.has(name) || roots.has(name)) continue;
    complete = seen.size < most;
    if (!complete) break;
    seen.set(name, type);
    for (const node of type.nodes) open.push(...namesIn(node));
  }
  const names = [...seen.keys()].sort(compareStrings);
  return { definitions: names.flatMap((name) => seen.get(name)?.nodes ?? []), complete };
}

/**
 * The wanted types, in a signature with their required fields alone, and the members of wanted unions, which must be object
 * types; every other type they need stands as a scalar.
 */
function named(wanted: ReadonlySet<string>, index: SchemaIndex, level: SliceLevel): (DefinitionNode | string)[] {
  const parts = new Map<string, readonly (DefinitionNode | string)[]>();
  const needed = new Set<string>();
  const roots = new Set(index.roots.values());
  const add = (name: string, form: SliceLevel): void => {
    if (roots.has(name)) return;
    const nodes = (index.types.get(name)?.nodes ?? []).map((node) => alone(node, form));
    parts.set(name, nodes);
    for (const node of nodes) for (const inner of namesIn(node)) needed.add(inner);
  };
  for (const name of wanted) add(name, level);
  for (const name of wanted)
    for (const member of membersOf(index.types.get(name))) if (!parts.has(member)) add(member, 'signature');
  for (const name of needed) {
    if (parts.has(name) || roots.has(name) || BUILT_IN_SCALARS.has(name) || !index.types.has(name)) continue;
    const nodes = index.types.get(name)?.nodes ?? [];
    const small = nodes.every(
      (node) => node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.SCALAR_TYPE_DEFINITION,
    );
    parts.set(name, small ? nodes : [`scalar ${name}`]);
  }
  return [...parts.keys()].sort(compareStrings).flatMap((name) => parts.get(name) ?? []);
}

function membersOf(type: NamedType | undefined): string[] {
  return (type?.nodes ?? []).flatMap((node) =>
    'types' in node ? (node.types ?? []).map((member) => member.name.value) : [],
  );
}

/** A type without the interfaces it implements, in a signature with its required fields only (all where none is). */
function alone(node: DefinitionNode, level: SliceLevel): DefinitionNode {
  const byLevel = shortened.get(node) ?? new Map<SliceLevel, DefinitionNode>();
  shortened.set(node, byLevel);
  const known = byLevel.get(level);
  if (known !== undefined) return known;
  const fields = 'fields' in node ? ((node.fields ?? []) as readonly FieldDefinitionNode[]) : [];
  const required = level === 'signature' ? fields.filter((field) => unwrap(field.type).nonNull) : [];
  const made = {
    ...node,
    ...('fields' in node ? { fields: required.length > 0 ? required : fields } : {}),
    ...('interfaces' in node ? { interfaces: [] } : {}),
  } as DefinitionNode;
  byLevel.set(level, made);
  return made;
}

/** `schema { … }` where a root has a name of its own, with just the roots of the slice. */
function schemaText(index: SchemaIndex, fields: ReadonlyMap<string, RootFields>, level: SliceLevel): string {
  const renamed = [...fields].some(([root, { operation }]) => DEFAULT_ROOTS.get(operation) !== root);
  if (!renamed) return '';
  const lines = [...fields].map(([root, { operation }]) => `  ${operation}: ${root}`).sort(compareStrings);
  const description = index.schema.map(descriptionOf).find((text) => text !== '') ?? '';
  const head = description === '' || level !== 'full' ? '' : `"""${description.replaceAll('"""', '\\"""')}"""\n`;
  return `${head}schema {\n${lines.join('\n')}\n}`;
}

/**
 * Definitions of the directives that the parts use, and of the types their arguments need, as far as not there already.
 */
function directiveTexts(parts: readonly (ASTNode | string)[], index: SchemaIndex, level: SliceLevel): string[] {
  const used = new Set<string>();
  const present = new Set<string>();
  const collect = (node: ASTNode): void => {
    visit(node, { Directive: (directive) => void used.add(directive.name.value) });
  };
  for (const part of parts) {
    if (typeof part === 'string') present.add(part.slice('scalar '.length));
    else {
      collect(part);
      present.add(nameOf(part));
    }
  }
  const extra = new Map<string, DefinitionNode[]>();
  const open = [...used];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const definition = index.directives.get(name);
    if (definition === undefined || extra.has(`@${name}`) || BUILT_IN_DIRECTIVES.has(name)) continue;
    extra.set(`@${name}`, [definition]);
    const missing = namesIn(definition).filter((type) => !present.has(type));
    for (const node of reached(new Set(missing), index, Infinity).definitions) {
      const type = nameOf(node);
      if (present.has(type)) continue;
      extra.set(type, [...(extra.get(type) ?? []), node]);
    }
  }
  return [...extra.keys()]
    .sort(compareStrings)
    .flatMap((key) => (extra.get(key) ?? []).map((node) => text(node, level)));
}

/** The name of a definition or field, '' where it has none. */
function nameOf(node: ASTNode): string {
  const { name } = node as { name?: NameNode | undefined };
  return name?.value ?? '';
}

/** A node's text: as printed by graphql, without descriptions below `full`. */
function text(node: ASTNode, level: SliceLevel): string {
  const byLevel = printed.get(node) ?? new Map<SliceLevel, string>();
  printed.set(node, byLevel);
  const known = byLevel.get(level);
  if (known !== undefined) return known;
  const made = printNode(node, level);
  byLevel.set(level, made);
  return made;
}

function printNode(node: ASTNode, level: SliceLevel): string {
  if (level === 'full') return print(node);
  const bare: unknown = visit(node, {
    enter: (inner) => ('description' in inner ? { ...inner, description: undefined } : undefined),
  });
  return print(bare as ASTNode);
}

function indent(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}
