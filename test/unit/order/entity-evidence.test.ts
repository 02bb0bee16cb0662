import assert from 'node:assert/strict';
import type { ElementEdge, OrderEvidence } from '../../../planning/order/order-evidence.js';
import { contextOf, crudContract } from '../planning-context.js';

const orderOf = (contract: string | object, prd = '- Things are kept.'): OrderEvidence =>
  contextOf(contract, prd).order;
const find = (order: OrderEvidence, before: string, after: string): ElementEdge | undefined =>
  order.edges.find((edge) => edge.before === `entity:${before}` && edge.after === `entity:${after}`);
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const many = (items: object): object => ({ type: 'array', items });
const answer = (schema: object): object => ({
  responses: { 200: { description: '', content: { 'application/json': { schema } } } },
});

describe('ids that are called like the thing', () => {
  const order = orderOf(
    crudContract([
      { name: 'Garden' },
      { name: 'Address' },
      { name: 'Order' },
      { name: 'Colour' },
      {
        name: 'Tree',
        properties: {
          garden: { type: 'integer' },
          address: { type: 'object', properties: { id: { type: 'string' }, url: { type: 'string' } } },
          order: { type: 'integer' },
          colours: many({ type: 'object', properties: { id: { type: 'string' } } }),
        },
      },
    ]),
  );

  it('count as ids: whole numbers, and inline objects that carry one', () => {
    assert.ok(find(order, 'Garden', 'Tree'));
    assert.ok(find(order, 'Address', 'Tree'));
  });

  it('count in lists of such objects that are filled in', () => {
    assert.equal(find(order, 'Colour', 'Tree')?.hard, false);
  });

  it('do not count where whole numbers of that name measure something', () => {
    assert.equal(find(order, 'Order', 'Tree'), undefined);
  });

  it('count in GraphQL by the type ID', () => {
    const sdl = `type Query { trees: [Tree!]! gardens: [Garden!]! }
type Mutation { treeCreate(input: TreeCreateInput!): Tree gardenCreate(name: String!): Garden }
type Tree { id: ID! name: String! }
type Garden { id: ID! name: String! }
input TreeCreateInput { garden: ID! name: String! }
`;
    assert.equal(find(orderOf(sdl), 'Garden', 'Tree')?.hard, true);
  });
});

describe('lists and values', () => {
  it('list a part that nothing else makes after its owner, but no thing with a collection of its own', () => {
    const order = orderOf(
      crudContract(
        [
          {
            name: 'Ship',
            properties: {
              cabins: { ...many(ref('Cabin')), readOnly: true },
              ports: { ...many(ref('Port')), readOnly: true },
            },
          },
        ],
        {
          schemas: {
            Cabin: { type: 'object', properties: { id: { type: 'string' }, deck: { type: 'string' } } },
            Port: { type: 'object', properties: { id: { type: 'string' }, town: { type: 'string' } } },
          },
          paths: { '/ports': { get: answer(many(ref('Port'))) } },
        },
      ),
    );
    assert.ok(find(order, 'Ship', 'Cabin'));
    assert.equal(find(order, 'Ship', 'Port'), undefined);
  });

  it('take what two things list for the part of neither', () => {
    const stops = { stops: { ...many(ref('Stop')), readOnly: true } };
    const Stop = { type: 'object', properties: { id: { type: 'string' }, town: { type: 'string' } } };
    const order = orderOf(
      crudContract(
        [
          { name: 'Ship', properties: stops },
          { name: 'Train', properties: stops },
        ],
        { schemas: { Stop } },
      ),
    );
    assert.equal(find(order, 'Ship', 'Stop'), undefined);
  });

  it('put a value that is named after its owner after it, any other before', () => {
    const order = orderOf(
      crudContract([{ name: 'Ship', properties: { state: ref('ShipState'), load: ref('Load') } }], {
        schemas: {
          ShipState: { type: 'object', properties: { since: { type: 'string' } } },
          Load: { type: 'object', properties: { tons: { type: 'number' } } },
        },
      }),
    );
    assert.ok(find(order, 'Ship', 'ShipState'));
    assert.ok(find(order, 'Load', 'Ship'));
  });

  it('order no group and what it lists', () => {
    const group = { members: { ...many(ref('Sensor')), readOnly: true } };
    const order = orderOf(crudContract([{ name: 'Sensor' }, { name: 'SensorGroup', properties: group }]));
    assert.equal(find(order, 'SensorGroup', 'Sensor'), undefined);
    assert.ok(find(orderOf(crudContract([{ name: 'Sensor' }, { name: 'SensorGroup' }])), 'SensorGroup', 'Sensor'));
  });
});

describe('paths', () => {
  it('make a parent certain only where a thing can be made nowhere else', () => {
    const under = (name: string): Record<string, object> => ({
      [`/${name}s/{id}/notes`]: { post: { ...answer(ref('Note')), operationId: `create${name}Note` } },
    });
    const only = crudContract([{ name: 'Ward' }, { name: 'Note', under: 'Ward' }]);
    const either = crudContract([{ name: 'Ward' }, { name: 'Bed' }, { name: 'Note', under: 'Ward' }], {
      paths: under('bed'),
    });
    assert.equal(find(orderOf(only), 'Ward', 'Note')?.hard, true);
    assert.equal(find(orderOf(either), 'Ward', 'Note'), undefined);
  });

  it('below an item of the same thing make nothing new of it', () => {
    const paths = {
      '/carts/{id}/vouchers': {
        post: {
          ...answer(ref('Cart')),
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', required: ['ward_id'], properties: { ward_id: { type: 'string' } } },
              },
            },
          },
        },
      },
    };
    assert.equal(
      find(orderOf(crudContract([{ name: 'Ward' }, { name: 'Cart' }], { paths })), 'Ward', 'Cart'),
      undefined,
    );
  });
});
