import assert from 'node:assert/strict';
import { buildSchema, introspectionFromSchema, parse } from 'graphql';
import { inspectContract } from '../../../planning/contract/inspect-contract.js';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import { imported, LIMITS, refused } from './documents.js';

const SDL = `
"""The shop."""
schema { query: Root mutation: Change }
directive @auth(role: Role = ADMIN) repeatable on OBJECT | FIELD_DEFINITION
enum Role { ADMIN USER @deprecated(reason: "gone") }
"A pet \\u0007 with \\"quotes\\" and\\nlines."
type Pet implements Node & Named { id: ID! name: String friends(first: Int = 10, of: [Role!] = [USER]): [Pet!]! }
interface Node { id: ID! }
interface Named implements Node { id: ID! name: String }
union Found = Pet | Owner
type Owner { id: ID! }
input NewPet { name: String! = "Rex" tags: [[String!]!] }
scalar Date @specifiedBy(url: "https://example.com/date")
type Query { notARoot: Int }
type Root { pet(id: ID!): Pet found: [Found] old: Date @deprecated }
type Change { createPet(pet: NewPet!): Pet }
`;
const result = (): JsonObject => introspectionFromSchema(buildSchema(SDL)) as unknown as JsonObject;
const oneType = (types: JsonValue[]): JsonObject => ({
  data: { __schema: { queryType: { name: 'Query' }, types } },
});

describe('importing the result of an introspection query', () => {
  const fromSdl = imported(SDL).model;

  it('gives the operations and entities that the SDL gives, at the top or under data, stated or not', () => {
    for (const contract of [result(), { data: result() }]) {
      for (const format of ['auto', 'graphql'] as const) {
        const { model } = imported(contract, format);
        assert.equal(model.kind, 'graphql');
        assert.deepEqual(model.operations, fromSdl.operations);
        assert.deepEqual(model.entities, fromSdl.entities);
        assert.deepEqual(model.findings, []);
      }
    }
  });

  it('is counted alike by an inspection', () => {
    const inspection = inspectContract({ text: JSON.stringify(result()), format: 'auto' }, LIMITS);
    assert.ok(inspection.ok);
    assert.deepEqual(
      [inspection.operations, inspection.entities],
      [fromSdl.operations.length, fromSdl.entities.length],
    );
  });

  it('is cut into slices of SDL', () => {
    const { document } = imported(result());
    const cut = sliceContract(document, ['op:Root.pet'], 'full');
    assert.ok(cut.format === 'graphql');
    assert.match(cut.definitions.join(''), /type Pet implements Node & Named/);
    parse(cut.definitions.join(''));
  });

  it('is read where it is no valid schema, with findings that point into the JSON', () => {
    const contract = oneType([
      {
        kind: 'OBJECT',
        name: 'Query',
        fields: [
          {
            name: 'a',
            type: { kind: 'LIST', ofType: null },
            args: [{ name: 'x', type: { kind: 'SCALAR', name: 'Int' }, defaultValue: '{{' }],
          },
          { name: 'not-a-name', type: { kind: 'SCALAR', name: 'Int' } },
          { name: 'gone', type: { kind: 'OBJECT', name: 'Gone' } },
        ],
      },
      { name: 'Role', enumValues: [{ name: 'ADMIN' }] },
      { kind: 'SCALAR', name: 'Role' },
    ]);
    const { model } = imported(JSON.stringify(contract, null, 1));
    assert.deepEqual(
      model.operations.map(({ id }) => id),
      ['Query.a', 'Query.gone'],
    );
    assert.deepEqual(
      model.entities.map(({ id, kind }) => `${id} ${kind}`),
      ['Role enum'],
    );
    const types = '/data/__schema/types';
    assert.deepEqual(
      model.findings.map(({ code, where }) => `${code} ${where?.pointer ?? ''}`),
      [
        `dangling-ref ${types}/0/fields/2`,
        `introspection-fault ${types}/0/fields/0/args/0/defaultValue`,
        `introspection-fault ${types}/0/fields/0/type`,
        `introspection-fault ${types}/0/fields/1`,
        `introspection-fault ${types}/1`,
        `introspection-fault ${types}/2`,
      ],
    );
    assert.ok(model.findings.every(({ where }) => (where?.line ?? 0) > 1));
  });

  it('is refused without types, and where another kind is stated', () => {
    assert.equal(refused('{"data": {"__schema": {}}}').code, 'contract-kind-unknown');
    assert.equal(refused(JSON.stringify(result()), {}, 'openapi').code, 'contract-kind-unknown');
    assert.equal(refused('{"openapi": "3.1.0"}', {}, 'graphql').code, 'contract-kind-unknown');
    assert.equal(refused(JSON.stringify(oneType([]))).code, 'contract-without-operations');
  });
});

describe('faults of SDL', () => {
  it('are findings with line and column that say what is made of them', () => {
    const { model } = imported(
      'type Query { a: Int a: Int me: User }\ntype User { id: ID }\ntype User { name: String }\nenum E { A A }\n',
    );
    assert.deepEqual(
      model.findings.map(({ code, where }) => [code, where?.pointer, where?.line, where?.column]),
      [
        ['field-twice', 'Query.a', 1, 21],
        ['type-twice', 'User', 3, 6],
        ['value-twice', 'E.A', 4, 12],
      ],
    );
    assert.deepEqual(
      model.entities.find(({ id }) => id === 'User')?.properties.map(({ name }) => name),
      ['id', 'name'],
    );
    assert.equal(model.operations.filter(({ id }) => id === 'Query.a').length, 1);
  });

  it('do not hide that types and root fields of federation are elements like any other', () => {
    const { model } = imported(
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3")\ntype Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }\ntype User @key(fields: "id") { id: ID! }\nunion _Entity = User\nscalar _Any\ntype _Service { sdl: String }',
    );
    assert.deepEqual(
      model.operations.map(({ id }) => id),
      ['Query._entities', 'Query._service'],
    );
    assert.deepEqual(
      model.entities.map(({ id }) => id),
      ['User', '_Any', '_Entity', '_Service'],
    );
    assert.deepEqual(
      model.findings.map(({ code, severity }) => `${code} ${severity}`),
      ['directive-unknown info', 'directive-unknown info'],
    );
  });

  it('are bounded in number and time, whatever a schema holds', () => {
    const started = performance.now();
    const { findings } = imported(`type Query { ${'a: Int '.repeat(50_000)} }`).model;
    assert.equal(findings.length, 200);
    assert.ok(performance.now() - started < 5000);
  });
});
