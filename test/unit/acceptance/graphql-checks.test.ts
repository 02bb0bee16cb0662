import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import {
  getNamedType,
  getVariableValues,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';

import { decidedAcceptance } from '../../../planning/acceptance/acceptance-for.js';
import type { GraphqlCheck, GraphqlStep, GraphqlValue } from '../../../planning/acceptance/graphql/graphql-check.js';
import { graphqlChecks } from '../../../planning/acceptance/graphql/graphql-checks.js';
import type { GraphqlChecks } from '../../../planning/acceptance/graphql/graphql-checks.js';
import { LIBRARY_PRD, LIBRARY_SDL } from '../../support/library-service.js';
import { checksOf, read } from './graphql-sample.js';
import { SHOP_SDL } from '../contract/shop-sdl.js';

function stepsOf({ checks, session }: GraphqlChecks): GraphqlStep[] {
  return [...(session?.steps ?? []), ...checks.flatMap((check) => [...check.before, check])];
}

/** Values as some run would fill them in. */
function filled(value: GraphqlValue, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return filled(value, type.ofType);
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((one) => filled(one, isListType(type) ? type.ofType : type));
  if (typeof value !== 'object') return value;
  if ('$unique' in value) return 'text';
  if ('$from' in value || '$input' in value) return /Int|Float/.test(getNamedType(type).name) ? 1 : 'text';
  if (!isInputObjectType(type)) return value;
  const fields = type.getFields();
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, fields[name]!.type)]));
}

/** What GraphQL itself says against a request. */
function faultsOf({ query, variables }: GraphqlStep, schema: GraphQLSchema): string[] {
  const document = parse(query);
  const faults = validate(schema, document).map(({ message }) => message);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const root = schema.getRootType(operation.operation)!;
  const selection = operation.selectionSet.selections[0]!;
  const args = selection.kind === Kind.FIELD ? root.getFields()[selection.name.value]!.args : [];
  const values = Object.fromEntries(
    args.filter(({ name }) => name in variables).map(({ name, type }) => [name, filled(variables[name]!, type)]),
  );
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], values);
  return [...faults, ...errors.map(({ message }) => message)];
}

describe('graphqlChecks', () => {
  const octokit = fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')));
  for (const [name, sdl] of [
    ['of a library', LIBRARY_SDL],
    ['with renamed roots', SHOP_SDL],
    ['of GitHub', readFileSync(octokit, 'utf8')],
  ] as const) {
    it(`gives out requests that are valid against the schema ${name}, but for input left out on purpose`, () => {
      const made = checksOf(sdl);
      assert.ok(made.checks.length > 0);
      const { checks, session, schema } = made;
      for (const step of stepsOf({
        checks: checks.filter(({ id }) => !id.includes('invalid-input')),
        session,
        described: [],
      })) {
        assert.deepEqual(faultsOf(step, schema), [], step.query);
      }
      for (const check of checks.filter(({ id }) => id.includes('invalid-input'))) {
        assert.deepEqual(validate(schema, parse(check.query)), []);
        assert.notDeepEqual(faultsOf(check, schema), [], check.query);
      }
    });
  }

  it('gives the same for the same schema', () => {
    const [one, two] = [checksOf(LIBRARY_SDL, LIBRARY_PRD), checksOf(LIBRARY_SDL, LIBRARY_PRD)];
    assert.equal(JSON.stringify({ ...one, schema: null }), JSON.stringify({ ...two, schema: null }));
  });

  it('says nothing of subscriptions, which no single request shows', () => {
    const ids = checksOf(LIBRARY_SDL, LIBRARY_PRD).checks.map(({ checkId }) => checkId);
    assert.deepEqual(
      ids.filter((id) => id.startsWith('subscription')),
      [],
    );
  });

  it('makes first what a request needs, and takes its id from the answer', () => {
    const check = find(checksOf(LIBRARY_SDL, LIBRARY_PRD), 'mutation-createreview.result');
    assert.deepEqual(
      check.before.map(({ id }) => id),
      ['createBook'],
    );
    assert.deepEqual(check.variables['bookId'], { $from: 'createBook', path: 'data.createBook.book.id' });
    assert.match(check.before[0]!.query, /book \{\s+id\s+\}/);
  });

  it('takes from a list what no mutation makes, and asks for what nothing gives', () => {
    const made = checksOf(`
      type City { id: ID! name: String! }
      type Query { cities: [City!]! city(id: ID!): City thing(gadgetId: ID!): String }
    `);
    const city = find(made, 'query-city.result');
    assert.deepEqual(city.variables, { id: { $from: 'cities', path: 'data.cities.0.id' } });
    assert.deepEqual(find(made, 'query-thing.result').variables, { gadgetId: { $input: 'gadgetId' } });
  });

  it('ends on operations that need each other', () => {
    const made = checksOf(`
      type A { id: ID! b: B! } type B { id: ID! a: A! }
      type Query { a(id: ID!): A }
      type Mutation { createA(bId: ID!): A! createB(aId: ID!): B! }
    `);
    const check = find(made, 'mutation-createa.result');
    assert.ok(check.before.length < 8);
    assert.match(JSON.stringify(check), /"\$input"/);
  });

  it('registers a caller and signs it in with what it was registered with', () => {
    const { session } = checksOf(LIBRARY_SDL, LIBRARY_PRD);
    assert.deepEqual(
      session?.steps.map(({ id, auth }) => [id, auth]),
      [
        ['signUp', 'none'],
        ['signIn', 'none'],
      ],
    );
    const email = { $from: 'signUp', path: 'variables.input.email' };
    assert.deepEqual((session.steps[1]!.variables['input'] as { email: unknown }).email, email);
    assert.deepEqual(session.token, { $from: 'signIn', path: 'data.signIn.token' });
  });

  it('expects refusal without credentials of just what the order analysis found to be guarded', () => {
    const refused = checksOf(LIBRARY_SDL, LIBRARY_PRD).checks.filter(({ id }) => id.endsWith('unauthorized'));
    assert.deepEqual(refused.map(({ id }) => id.split('.')[0]!).sort(), [
      'mutation-borrowbook',
      'mutation-createbook',
      'mutation-createreview',
      'mutation-deletebook',
      'mutation-updatebook',
      'query-me',
    ]);
    for (const { auth, id, expect } of refused) {
      // Who is not signed in may be told so by null.
      assert.deepEqual(
        [auth, expect.type, expect.errors],
        ['none', 'nothing', id.startsWith('query-me') ? 'any' : 'some'],
      );
    }
  });

  it('reads pages, interfaces and unions, and tells fields of one name apart', () => {
    const made = checksOf(`
      interface Animal { id: ID! }
      type Cat implements Animal { id: ID! age: Int! } type Dog implements Animal { id: ID! age: String! }
      union Pet = Cat | Dog
      type Page { nodes: [Cat!]! edges: [Edge!]! total: Int! } type Edge { node: Cat! }
      type Query { page(first: Int): Page! pet: Pet! animal: Animal! }
    `);
    assert.match(
      find(made, 'query-page.result').query,
      /page\(first: 5\) \{\s+total\s+nodes \{\s+age\s+id\s+\}\s+\}|nodes/,
    );
    assert.doesNotMatch(find(made, 'query-page.result').query, /edges/);
    for (const name of ['query-pet.result', 'query-animal.result']) {
      assert.match(find(made, name).query, /__typename[^]*\.\.\. on Cat \{[^]*age[^]*\.\.\. on Dog \{[^]*age_Dog: age/);
    }
  });

  it('describes what cannot be written down: files, and schemas that cannot be built', () => {
    const upload = checksOf('scalar Upload type Query { a: Int } type Mutation { addPhoto(file: Upload!): Boolean }');
    assert.deepEqual(
      upload.described.map(({ checkId }) => checkId),
      ['mutation-addphoto.result', 'mutation-addphoto.invalid-input'],
    );
    const { model, order } = read('type Query { a(x: Nowhere!): Int }', '- FR-1: It works.');
    const criteria = decidedAcceptance(
      { kind: 'operation', covers: ['op:Query.a'], verifies: [], requirements: [] },
      model,
    );
    const document = { format: 'graphql' as const, sdl: 'type Query { a(x: Nowhere!): Int }' };
    const { checks, described } = graphqlChecks(criteria, model, document, order);
    assert.deepEqual([checks, described.length], [[], 2]);
    assert.match(described[0]!.why, /Nowhere/);
  });

  it('reads nothing back by a field whose value its reader cannot take', () => {
    const { checks, schema } = checksOf(`enum Mood { GOOD BAD }
      type Alpha { id: Int }
      type Query { alpha(id: Mood!): Alpha }
      type Mutation { createAlpha: Alpha deleteAlpha: Int }`);
    const good = checks.filter(({ id }) => !id.includes('invalid-input'));
    assert.ok(good.some(({ id }) => id.includes('delete') || id.includes('Delete')));
    for (const check of good.flatMap((one) => [...one.before, one])) assert.deepEqual(faultsOf(check, schema), []);
  });

  it('stays within its bounds and valid for any schema', function () {
    this.timeout(60_000);
    const names = ['Alpha', 'Beta', 'Gamma', 'Delta'];
    const type = fc.constantFrom(
      'Int',
      'String!',
      'ID',
      'Mood',
      '[Int!]!',
      'Alpha',
      '[Beta!]!',
      'Gamma!',
      'Any',
      'Either',
    );
    const fields = fc.dictionary(fc.constantFrom('id', 'name', 'nodes', 'edges', 'errors', 'other', 'x'), type, {
      minKeys: 1,
    });
    const input = fc.dictionary(
      fc.constantFrom('id', 'alphaId', 'name', 'first', 'inner', 'mood'),
      fc.constantFrom('ID!', 'String', 'Int!', 'In', 'Mood!', '[ID!]!', 'Any!'),
    );
    const args = (given: Record<string, string>): string => {
      const parts = Object.entries(given).map(([name, of]) => `${name}: ${of}`);
      return parts.length === 0 ? '' : `(${parts.join(' ')})`;
    };
    const field = fc.record({
      verb: fc.constantFrom('create', 'update', 'delete', 'like', 'get', 'list'),
      thing: fc.constantFrom(...names),
      args: input,
      type,
    });
    fc.assert(
      fc.property(
        fc.tuple(fields, fields, fields, fields),
        input,
        fc.array(field, { minLength: 1, maxLength: 8 }),
        (parts, inner, calls) => {
          const types = parts.map(
            (part, i) =>
              `type ${names[i]!} { ${Object.entries(part)
                .map(([name, of]) => `${name}: ${of}`)
                .join(' ')} }`,
          );
          const distinct = [...new Map(calls.map((call) => [`${call.verb}${call.thing}`, call])).entries()];
          const root = distinct.map(([name, call]) => `${name}${args(call.args)}: ${call.type}`).join(' ');
          const inputs = Object.entries(inner)
            .filter(([, of]) => of !== 'In')
            .map(([name, of]) => `${name}: ${of}`);
          const sdl = `scalar Any enum Mood { GOOD BAD } union Either = Alpha | Beta ${types.join(' ')}
          input In { ${inputs.join(' ') || 'x: Int'} inner: In }
          type Query { ${root} } type Mutation { ${root} }`;
          const made = checksOf(sdl);
          for (const check of made.checks) {
            assert.ok(check.before.length <= 10);
            if (check.id.includes('invalid-input')) continue;
            for (const step of [...check.before, check]) assert.deepEqual(faultsOf(step, made.schema), [], step.query);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function find({ checks }: GraphqlChecks, id: string): GraphqlCheck {
  const found = checks.find((check) => check.id === id);
  assert.ok(found, `${id} is not among ${checks.map((check) => check.id).join(', ')}`);
  return found;
}
