import assert from 'node:assert/strict';
import type { ElementEdge, OrderEvidence } from '../../../planning/order/order-evidence.js';
import { contextOf, crudContract } from '../planning-context.js';

const orderOf = (contract: string | object, prd = '- Things are kept.'): OrderEvidence =>
  contextOf(contract, prd).order;
const find = (order: OrderEvidence, before: string, after: string): ElementEdge | undefined =>
  order.edges.find((edge) => edge.before === `op:${before}` && edge.after === `op:${after}`);
const done: object = { responses: { 204: { description: '' } } };
const taking = (properties: object, required: string[] = []): object => ({
  ...done,
  requestBody: { content: { 'application/json': { schema: { type: 'object', required, properties } } } },
});

describe('order between operations', () => {
  it('follows the links of the contract', () => {
    const links = { parcel: { operationId: 'track', parameters: { number: '$response.body#/number' } } };
    const order = orderOf({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/dispatch': { post: { responses: { 200: { description: '', links } } } },
        '/tracking/{number}': { get: { operationId: 'track', ...done } },
      },
    });
    assert.match(find(order, 'POST /dispatch', 'GET /tracking/{number}')?.reason ?? '', /links/);
  });

  it('puts what a create may name before it, softly, and what another write must name', () => {
    const order = orderOf(
      crudContract([{ name: 'Depot' }, { name: 'Van', mayNeed: ['Depot'] }], {
        paths: {
          '/inspect': { post: taking({ van_id: { type: 'string' } }, ['van_id']) },
          '/guess': { post: taking({ van_id: { type: 'string' } }) },
        },
      }),
    );
    assert.equal(find(order, 'POST /depots', 'POST /vans')?.hard, false);
    assert.equal(find(order, 'POST /vans', 'POST /inspect')?.hard, false);
    assert.equal(find(order, 'POST /vans', 'POST /guess'), undefined);
  });

  it('undoes by the common pairs of words', () => {
    const order = orderOf(crudContract([{ name: 'Pump', acts: ['pause', 'resume', 'lock', 'unlock'] }]));
    assert.ok(find(order, 'POST /pumps/{id}/pause', 'POST /pumps/{id}/resume'));
    assert.ok(find(order, 'POST /pumps/{id}/lock', 'POST /pumps/{id}/unlock'));
  });

  it('takes what makes or changes for the maker where nothing else makes the thing', () => {
    const order = orderOf(`type Query { labels: [Label!]! }
type Mutation { setLabel(key: String!): Boolean! }
type Label { key: String! value: String! }
`);
    assert.ok(find(order, 'Mutation.setLabel', 'Query.labels'));
  });

  it('does not take operations that add what is there for makers of it', () => {
    const add = {
      post: { ...taking({ song_ids: { type: 'array', items: { type: 'string' } } }), operationId: 'addSongs' },
    };
    const order = orderOf(
      crudContract([{ name: 'Song' }, { name: 'Album' }], { paths: { '/albums/{id}/add_songs': add } }),
    );
    assert.ok(find(order, 'POST /albums', 'POST /albums/{id}/add_songs'));
    assert.equal(find(order, 'POST /albums/{id}/add_songs', 'GET /songs'), undefined);
  });

  it('makes a thing before what shows part of it', () => {
    const words = (...names: string[]): object => ({
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    });
    const json = (name: string): object => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    const order = orderOf({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/members': {
          post: { requestBody: json('Member'), responses: { 201: { description: '', ...json('Member') } } },
        },
        '/cards/{nick}': { get: { responses: { 200: { description: '', ...json('Card') } } } },
      },
      components: {
        schemas: { Member: words('nick', 'motto', 'photo', 'mail'), Card: words('nick', 'motto', 'photo', 'rank') },
      },
    });
    assert.ok(find(order, 'POST /members', 'GET /cards/{nick}'));
  });
});

describe('access', () => {
  const SDL = `type Query { me: Member boats: [Boat!]! }
type Mutation { createBoat(name: String!): Boat login(name: String!, password: String!): String }
type Member { id: ID! name: String! }
type Boat { id: ID! name: String! }
`;

  it('is needed for writes and readings about the caller where an operation signs callers in', () => {
    assert.deepEqual(orderOf(SDL).authenticated, ['Mutation.createBoat', 'Query.me']);
  });

  for (const sentence of [
    'Nobody uses the API without having signed in.',
    "Every call needs the caller's token.",
    'All requests require a valid access token.',
  ]) {
    it(`is needed everywhere: ${sentence}`, () => {
      const { authenticated } = orderOf(SDL, `- FR-1 ${sentence}\n`);
      assert.deepEqual(authenticated, ['Mutation.createBoat', 'Query.boats', 'Query.me']);
    });
  }
});
