import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { compareStrings } from '../../compare.js';
import { isConnection } from './check-schema.js';

/** What is read of one type: fields by the name they answer with, and inline fragments by type. */
export interface Selection {
  fields: Map<string, { text: string; type: string; sub: Selection | null }>;
  on: Map<string, Selection>;
}

/** One step from an object to what a field of it holds; `on` names the type among several that has the field. */
export interface Hop {
  field: string;
  on?: string;
}

/** Levels of objects below the answer that are read. */
const MAX_DEPTH = 2;
/** Leaves one operation reads at most: a type may have hundreds of fields. */
const MAX_LEAVES = 60;
/** Types of a union or interface that get a fragment. */
const MAX_FRAGMENTS = 6;
const PAGE_SIZE = 5;
const PAGE_SIZES = new Set(['first', 'limit', 'perPage', 'per_page', 'pageSize', 'page_size', 'take']);

export function emptySelection(): Selection {
  return { fields: new Map(), on: new Map() };
}

/**
 * Reads of a type its scalars and enums, and those of the objects in it down to a fixed depth and number; a page of the
 * things where it is a connection, `__typename` and a fragment for each kind where it is a union or interface. Fields that
 * are deprecated or need arguments are left out.
 */
export function selectAll(type: GraphQLNamedType, schema: GraphQLSchema): Selection {
  const selection = emptySelection();
  expand(selection, type, { schema, left: { leaves: MAX_LEAVES }, depth: 0, above: new Set([type.name]) });
  return selection;
}

interface Expanding {
  schema: GraphQLSchema;
  /** Shared by all levels. */
  left: { leaves: number };
  depth: number;
  /** Types on the way here: none is read within itself. */
  above: ReadonlySet<string>;
}

function expand(selection: Selection, type: GraphQLNamedType, at: Expanding): void {
  if (isAbstractType(type)) addFragments(selection, type, at);
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  const { nodes } = type.getFields();
  // `edges` hold what `nodes` hold, where there are both.
  const fields = Object.values(type.getFields()).filter(
    (field) => isReadable(field) && (field.name !== 'edges' || nodes === undefined),
  );
  addLeaves(selection, fields, at);
  if (at.depth < MAX_DEPTH) for (const field of fields) addObject(selection, field, at);
  if (selection.fields.size === 0) addTypename(selection);
}

/** Scalars and enums, those that are never null first. */
function addLeaves(selection: Selection, fields: readonly GraphQLField<unknown, unknown>[], at: Expanding): void {
  const leaves = fields.filter(({ type }) => isLeafType(getNamedType(type)));
  const sure = leaves.filter(({ type }) => isNonNullType(type));
  for (const field of [...sure, ...leaves.filter((one) => !sure.includes(one))]) {
    if (at.left.leaves <= 0) return;
    at.left.leaves -= 1;
    addField(selection, field, null);
  }
}

function addObject(selection: Selection, field: GraphQLField<unknown, unknown>, at: Expanding): void {
  const type = getNamedType(field.type);
  if (isLeafType(type) || at.above.has(type.name) || at.left.leaves <= 0) return;
  // Below the answer itself, pages are not read.
  if (isConnection(type) && at.depth > 0) return;
  const sub = emptySelection();
  const page = isConnection(type) || /^(?:nodes|edges|node)$/.test(field.name);
  expand(sub, type, { ...at, depth: at.depth + (page ? 0 : 1), above: new Set([...at.above, type.name]) });
  addField(selection, field, sub);
}

function isReadable(field: GraphQLField<unknown, unknown>): boolean {
  return (
    (field.deprecationReason ?? null) === null && field.args.every((one) => !isRequiredArgument(one) || isPageSize(one))
  );
}

function addFragments(selection: Selection, type: GraphQLNamedType, at: Expanding): void {
  if (!isAbstractType(type)) return;
  addTypename(selection);
  const own = isInterfaceType(type) ? new Set(Object.keys(type.getFields())) : new Set<string>();
  const members = [...at.schema.getPossibleTypes(type)].sort((a, b) => compareStrings(a.name, b.name));
  const answered = new Map<string, string>();
  for (const member of members.slice(0, MAX_FRAGMENTS)) {
    const part = emptySelection();
    for (const field of Object.values(member.getFields())) {
      if (!isReadable(field) || own.has(field.name) || !isLeafType(getNamedType(field.type))) continue;
      if (at.left.leaves <= 0) break;
      at.left.leaves -= 1;
      const known = answered.get(field.name) ?? String(field.type);
      answered.set(field.name, known);
      // Fields of one name and different types may not answer under one name.
      addField(part, field, null, known === String(field.type) ? '' : `${field.name}_${member.name}: `);
    }
    if (part.fields.size > 0) selection.on.set(member.name, part);
  }
}

function addTypename(selection: Selection): void {
  selection.fields.set('__typename', { text: '__typename', type: 'String!', sub: null });
}

function addField(
  selection: Selection,
  field: GraphQLField<unknown, unknown>,
  sub: Selection | null,
  alias = '',
): void {
  const size = field.args.find(isPageSize);
  const text = `${alias}${field.name}${size === undefined ? '' : `(${size.name}: ${PAGE_SIZE})`}`;
  selection.fields.set(alias === '' ? field.name : alias.slice(0, -2), { text, type: String(field.type), sub });
}

/** Servers limit pages, and some demand that a caller does. */
export function isPageSize({ name, type }: GraphQLArgument): boolean {
  return PAGE_SIZES.has(name) && String(type).replace('!', '') === 'Int';
}

/** Adds what is at the end of a path, and what leads there. The path fits the type, as findPaths gives it. */
export function addPath(
  selection: Selection,
  type: GraphQLNamedType,
  path: readonly Hop[],
  schema: GraphQLSchema,
): void {
  let place = selection;
  let owner = type;
  for (const hop of path) {
    if (hop.on !== undefined) {
      addTypename(place);
      const part = place.on.get(hop.on) ?? emptySelection();
      place.on.set(hop.on, part);
      place = part;
      owner = schema.getType(hop.on) ?? owner;
    }
    const field = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[hop.field] : undefined;
    if (field === undefined) break;
    const known = place.fields.get(hop.field);
    owner = getNamedType(field.type);
    if (isLeafType(owner)) {
      if (known === undefined) addField(place, field, null);
      return;
    }
    const sub = known?.sub ?? emptySelection();
    if (known === undefined) addField(place, field, sub);
    place = sub;
  }
  if (place.fields.size === 0) addTypename(place);
}

/** The selection as text, indented; '' for none, as leaves have. */
export function printSelection(selection: Selection, indent: string): string {
  const inner = `${indent}  `;
  const fields = [...selection.fields.values()].map(
    ({ text, sub }) => `${inner}${text}${sub === null ? '' : printSelection(sub, inner)}\n`,
  );
  const parts = [...selection.on].map(([type, sub]) => `${inner}... on ${type}${printSelection(sub, inner)}\n`);
  return fields.length + parts.length === 0 ? '' : ` {\n${[...fields, ...parts].join('')}${indent}}`;
}

/**
 * The leaves of a selection outside fragments, with their types, by dotted path below `prefix`; `[]` goes through a list.
 */
export function leavesOf(selection: Selection, prefix = ''): { path: string; type: string }[] {
  const found: { path: string; type: string }[] = [];
  const open: [Selection, string][] = [[selection, prefix]];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const [part, at] = next;
    for (const [name, { type, sub }] of part.fields) {
      const path = at === '' ? name : `${at}.${name}`;
      if (sub === null) found.push({ path, type });
      else open.push([sub, path + '[]'.repeat(listDepth(type))]);
    }
  }
  return found;
}

function listDepth(type: string): number {
  return type.split('[').length - 1;
}

/** True for a list, whether or not it may be null. */
export function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isListType(type.ofType) : isListType(type);
}
