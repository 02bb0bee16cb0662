import { getNamedType, isRequiredArgument } from 'graphql';
import { answerType } from './check-schema.js';
import type { RootField } from './check-schema.js';
import { dotted, nothing, readSomething, refused, resultOf, sentLeaves, withheld } from './expectations.js';
import type { GraphqlExpectation, GraphqlValue } from './graphql-check.js';
import { unknownValue } from './plain-values.js';
import { requestChain } from './request-chain.js';
import type { Draft, RequestChain } from './request-chain.js';
import type { SchemaFacts } from './schema-facts.js';
import { addPath, emptySelection } from './selection.js';

/** A check whose requests are not yet written out. */
export interface CheckDraft {
  /** Told apart from others of its criterion; '' where there is one only. */
  variant: string;
  before: Draft[];
  request: Draft;
  auth: 'session' | 'none';
  expect: GraphqlExpectation;
}

/** What a criterion of an operation asks to be shown. */
export type CheckedCriterion = 'result' | 'invalid-input' | 'unauthorized' | 'not-found' | 'kept' | 'gone';

/** Arguments of one operation that are each left out once. */
const MAX_LEFT_OUT = 3;

/**
 * The checks of one criterion of a query or mutation. Empty where no request can be written down for it. `reader` is the
 * query by which what was made, changed or deleted is looked for.
 */
export function operationChecks(
  criterion: CheckedCriterion,
  root: RootField,
  facts: SchemaFacts,
  session: readonly Draft[],
  reader: RootField | undefined,
): CheckDraft[] {
  const chain = requestChain(facts, session);
  const made = chain.add(root);
  if (made === undefined) return [];
  switch (criterion) {
    case 'result':
      return [check(chain, made, resultOf(made, facts))];
    case 'unauthorized':
      return [{ ...check(chain, made, withheld(made, facts)), auth: 'none' }];
    case 'invalid-input':
      return withoutInput(chain, made, facts);
    case 'not-found':
      return unknownThings(chain, made, facts);
    case 'kept':
      return reader === undefined ? [] : readAgain(chain, made, reader, facts);
    case 'gone':
      return reader === undefined ? [] : readGone(chain, made, reader, facts);
  }
}

function check(chain: RequestChain, request: Draft, expect: GraphqlExpectation, variant = ''): CheckDraft {
  return { variant, before: chain.drafts.filter((draft) => draft !== request), request, auth: 'session', expect };
}

/** One required argument left out at a time: GraphQL asks every server to refuse that. */
function withoutInput(chain: RequestChain, request: Draft, facts: SchemaFacts): CheckDraft[] {
  const required = request.root.field.args.filter(isRequiredArgument).slice(0, MAX_LEFT_OUT);
  readSomething(request, facts);
  return required.map(({ name }) => {
    const variables = Object.fromEntries(Object.entries(request.variables).filter(([other]) => other !== name));
    const part = { ...check(chain, { ...request, variables }, refused(request, facts), name) };
    part.before = neededBy([variables], chain.drafts, request);
    return part;
  });
}

/** Each argument that says which thing is meant, naming one that nobody has. */
function unknownThings(chain: RequestChain, request: Draft, facts: SchemaFacts): CheckDraft[] {
  readSomething(request, facts);
  const found: CheckDraft[] = [];
  for (const { name, type } of request.root.field.args) {
    const known = request.variables[name];
    const isThing = known !== null && typeof known === 'object' && ('$from' in known || '$input' in known);
    if (!isThing || found.length >= MAX_LEFT_OUT) continue;
    const variables = { ...request.variables, [name]: unknownValue(getNamedType(type).name) };
    const part = check(chain, { ...request, variables }, nothing(request, facts), name);
    part.before = neededBy([variables], chain.drafts, request);
    found.push(part);
  }
  return found;
}

/** The requests that variables refer to, and those that these refer to. */
function neededBy(variables: readonly object[], drafts: readonly Draft[], request: Draft): Draft[] {
  const needed = new Set<Draft>();
  const open = [...variables];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = JSON.stringify(next);
    for (const draft of drafts) {
      if (draft === request || needed.has(draft) || !text.includes(`{"$from":${JSON.stringify(draft.id)},`)) continue;
      needed.add(draft);
      open.push(draft.variables);
    }
  }
  return drafts.filter((draft) => needed.has(draft));
}

/** After it was made or changed, a thing is read as it was sent. */
function readAgain(chain: RequestChain, made: Draft, reader: RootField, facts: SchemaFacts): CheckDraft[] {
  const variables = keysFrom(made, reader, chain);
  if (variables === null) return [];
  const equals = sentLeaves(made, facts).map(({ name, path }) => ({ name, value: { $from: made.id, path } }));
  const request = readingOf(reader, variables);
  const names = [...Object.keys(variables), ...equals.map(({ name }) => name)];
  for (const name of names) addPath(request.selection, answerType(reader), [{ field: name }], facts.schema);
  const expect: GraphqlExpectation = {
    path: dotted(reader, ''),
    type: `${answerType(reader).name}!`,
    errors: 'none',
    refusals: [],
    fields: [],
    equals: [
      ...Object.entries(variables).map(([name, value]) => ({ path: dotted(reader, name), value })),
      ...equals.map(({ name, value }) => ({ path: dotted(reader, name), value })),
    ],
  };
  return [{ variant: '', before: [...chain.drafts], request, auth: 'session', expect }];
}

function readingOf(root: RootField, variables: Record<string, GraphqlValue>): Draft {
  const id = `${root.field.name}-again`;
  return { id, root, declared: Object.keys(variables), variables, selection: emptySelection() };
}

/** The reader's arguments from the thing itself. */
function keysFrom(made: Draft, reader: RootField, chain: RequestChain): Record<string, GraphqlValue> | null {
  const variables: Record<string, GraphqlValue> = {};
  for (const { name } of reader.field.args.filter(isRequiredArgument)) {
    const value = chain.outcome(made, name);
    if (value === null) return null;
    variables[name] = value;
  }
  return variables;
}

/** After it was deleted, a thing that was there before is there no more. */
function readGone(chain: RequestChain, made: Draft, reader: RootField, facts: SchemaFacts): CheckDraft[] {
  const makers = facts.makersOf(facts.subjectName(made.root) ?? '');
  const maker = chain.drafts.find(({ root }) => makers.some((source) => source.root === root));
  const variables = maker === undefined ? null : keysFrom(maker, reader, chain);
  if (variables === null) return [];
  readSomething(made, facts);
  const request = readingOf(reader, variables);
  readSomething(request, facts);
  return [{ variant: '', before: [...chain.drafts], request, auth: 'session', expect: nothing(request, facts) }];
}
