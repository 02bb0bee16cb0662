import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import { compareStrings } from '../../compare.js';
import { answerType } from './check-schema.js';
import type { RootField } from './check-schema.js';
import { hop } from './find-paths.js';
import type { GraphqlExpectation, GraphqlValue } from './graphql-check.js';
import type { Draft } from './request-chain.js';
import { isRefusalName, isRefusalType } from './schema-facts.js';
import type { SchemaFacts } from './schema-facts.js';
import { addPath, emptySelection, leavesOf, selectAll } from './selection.js';

/** A valid request: the thing is there, its leaves have their types, and what was sent comes back. */
export function resultOf(request: Draft, facts: SchemaFacts): GraphqlExpectation {
  const { root } = request;
  const answer = answerType(root);
  const effect = facts.effectOf(root.id);
  // Of what was deleted, a service need not know everything any more.
  if (effect === 'delete') readSomething(request, facts);
  else request.selection = merged(request, facts);
  const place = facts.subjectOf(root);
  const path = place === null || place.dotted === '' ? '' : place.dotted;
  const named = path === '' ? String(root.field.type) : (place?.type.name ?? answer.name);
  // A thing that was made, or that is known to be there, is answered with, also where the schema allows null for refusals.
  const sure = ['create', 'update'].includes(effect) || (effect === 'read' && hasReference(request.variables));
  const leaves = path === '' || place?.path.length === 0 ? leavesOf(request.selection) : leavesBelow(request, path);
  return {
    path: dotted(root, path),
    type: sure && !named.endsWith('!') ? `${named}!` : named,
    errors: 'none',
    refusals: refusals(request, facts),
    fields: String(root.field.type).includes('[') ? [] : leaves.slice(0, 40),
    equals: ['create', 'update'].includes(effect) ? echoes(request, facts) : [],
  };
}

/** Where something stands in the whole answer. */
export function dotted(root: RootField, path: string): string {
  return `data.${root.field.name}${path === '' ? '' : `.${path}`}`;
}

/** Everything there is to read of the answer, beside what later requests ask of it. */
function merged(request: Draft, facts: SchemaFacts): Draft['selection'] {
  const { root } = request;
  const selection = selectAll(answerType(root), facts.schema);
  const place = facts.subjectOf(root);
  if (place !== null) addPath(selection, answerType(root), [...place.path, hop('__typename', place.on)], facts.schema);
  for (const { name } of sentLeaves(request, facts)) {
    if (place !== null) addPath(selection, answerType(root), [...place.path, hop(name, place.on)], facts.schema);
  }
  return selection;
}

function leavesBelow(request: Draft, path: string): { path: string; type: string }[] {
  let selection: Draft['selection'] | null | undefined = request.selection;
  for (const name of path.split('.')) selection = selection?.fields.get(name)?.sub;
  return selection === null || selection === undefined ? [] : leavesOf(selection);
}

/** Leaves of the input that the thing made or changed has too, of the same type. */
export function sentLeaves(request: Draft, facts: SchemaFacts): { name: string; path: string }[] {
  const subject = facts.subjectOf(request.root)?.type;
  if (subject === undefined || (!isObjectType(subject) && !isInterfaceType(subject))) return [];
  const fields = subject.getFields();
  const found: { name: string; path: string }[] = [];
  for (const argument of request.root.field.args) {
    const value = request.variables[argument.name];
    const type = getNamedType(argument.type);
    const sent = 'getFields' in type ? Object.entries(type.getFields()) : [[argument.name, argument] as const];
    for (const [name, { type: sentType }] of sent) {
      const field = fields[name];
      const given = 'getFields' in type ? memberOf(value, name) : value;
      if (field === undefined || !isEcho(given) || field.args.some(isRequiredArgument)) continue;
      const scalar = getNamedType(sentType);
      if (!isLeafType(scalar) || scalar !== getNamedType(field.type) || !COMPARABLE.has(scalar.name)) continue;
      found.push({ name, path: `variables.${argument.name}${'getFields' in type ? `.${name}` : ''}` });
    }
  }
  return found;
}

/** Scalars that come back as they were sent; custom ones may be written in another way. */
const COMPARABLE = new Set(['String', 'Int', 'Float', 'Boolean']);

function memberOf(value: GraphqlValue | undefined, name: string): GraphqlValue | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isEcho(value: GraphqlValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || (!Array.isArray(value) && '$unique' in value);
}

/** What was sent, as fields of the thing that is answered. */
function echoes(request: Draft, facts: SchemaFacts): GraphqlExpectation['equals'] {
  const place = facts.subjectOf(request.root);
  if (place === null) return [];
  return sentLeaves(request, facts).map(({ name, path }) => ({
    path: dotted(request.root, [place.dotted, name].filter((part) => part !== '').join('.')),
    value: { $from: request.id, path },
  }));
}

function hasReference(variables: Record<string, GraphqlValue>): boolean {
  return /"\$(?:from|input)":/.test(JSON.stringify(variables));
}

/** Where the answer holds refusals as data: fields for errors in an envelope, kinds of a union. Both are read. */
function refusals(request: Draft, facts: SchemaFacts): GraphqlExpectation['refusals'] {
  const { root, selection } = request;
  const answer = answerType(root);
  if (isUnionType(answer)) {
    const types = facts.schema.getPossibleTypes(answer).map(({ name }) => name);
    const failing = types.filter(isRefusalType);
    addPath(selection, answer, [{ field: '__typename' }], facts.schema);
    return failing.length === 0 ? [] : [{ path: dotted(root, '__typename'), types: failing.sort(compareStrings) }];
  }
  if (!isObjectType(answer)) return [];
  return Object.values(answer.getFields())
    .filter((field) => isRefusalName(field.name) && !field.args.some(isRequiredArgument))
    .map(({ name }) => {
      addPath(selection, answer, [{ field: name }], facts.schema);
      return { path: dotted(root, name) };
    });
}

/** The request must be refused and answer with nothing. */
export function refused(request: Draft, facts: SchemaFacts): GraphqlExpectation {
  readSomething(request, facts);
  return { ...nothing(request, facts), errors: 'some' };
}

/** Without credentials a query that may be null may say so: nobody is signed in. Everything else must be refused. */
export function withheld(request: Draft, facts: SchemaFacts): GraphqlExpectation {
  const { operation, field } = request.root;
  const expect = refused(request, facts);
  return operation === 'query' && !isNonNullType(field.type) ? { ...expect, errors: 'any' } : expect;
}

/** Of an answer that should hold nothing, what would show that it does. */
export function nothing(request: Draft, facts: SchemaFacts): GraphqlExpectation {
  const place = facts.subjectOf(request.root);
  const path = dotted(request.root, place?.dotted ?? '');
  return { path, type: 'nothing', errors: 'any', refusals: refusals(request, facts), fields: [], equals: [] };
}

/** Reads as little of the answer as shows whether there is one. */
export function readSomething(request: Draft, facts: SchemaFacts): void {
  const { root } = request;
  const answer = answerType(root);
  request.selection = isLeafType(answer) ? emptySelection() : request.selection;
  const place = facts.subjectOf(root);
  const path = place === null ? [] : place.path;
  const type: GraphQLNamedType | undefined = place?.type ?? answer;
  if (isLeafType(type)) return;
  const id =
    isObjectType(type) || isInterfaceType(type)
      ? type.getFields()['id'] === undefined
        ? '__typename'
        : 'id'
      : '__typename';
  addPath(request.selection, answer, [...path, hop(id, place?.on)], facts.schema);
}
