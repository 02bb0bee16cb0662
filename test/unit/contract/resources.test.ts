import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';
import { imported } from './documents.js';

const object = (...names: string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const body = (schema: JsonValue): JsonObject => ({ description: '', content: { 'application/json': { schema } } });

function resourcesOf(paths: JsonObject, schemas: JsonObject): Record<string, string[]> {
  const { model } = imported({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } });
  const grouped = model.resources.flatMap(({ entities }) => entities);
  assert.deepEqual(
    [...grouped].sort(),
    model.entities.map(({ id }) => id),
    'every entity is in exactly one resource',
  );
  return Object.fromEntries(model.resources.map(({ name, entities }) => [name, entities]));
}

describe('resources', () => {
  it('hold forms and pages of an entity', () => {
    const page: JsonObject = {
      type: 'object',
      properties: { items: { type: 'array', items: ref('Pet') }, total: { type: 'integer' } },
    };
    const schemas = { Pet: object('name'), NewPet: object('name'), PetUpdate: object('name'), PetPage: page };
    assert.deepEqual(resourcesOf({ '/pets': { get: { responses: { 200: body(ref('PetPage')) } } } }, schemas), {
      Pet: ['NewPet', 'Pet', 'PetPage', 'PetUpdate'],
    });
  });

  it('leave a thing with a collection of its own alone, whatever its name ends on', () => {
    const paths = { '/price-lists': { get: { responses: { 200: body({ type: 'array', items: ref('PriceList') }) } } } };
    assert.deepEqual(Object.keys(resourcesOf(paths, { Price: object('amount'), PriceList: object('label') })), [
      'Price',
      'PriceList',
    ]);
  });

  it('hold a view that nobody creates with the thing it shows, unless it has a path of its own', () => {
    const paths = {
      '/users': { post: { requestBody: body(ref('User')), responses: { 201: body(ref('User')) } } },
      '/search': { get: { responses: { 200: body(ref('Hit')) } } },
      '/profiles/{name}': { get: { responses: { 200: body(ref('Profile')) } } },
    };
    const schemas = {
      User: object('username', 'bio', 'image', 'mail'),
      Hit: object('username', 'bio', 'image', 'score'),
      Profile: object('username', 'bio', 'image', 'following'),
    };
    assert.deepEqual(resourcesOf(paths, schemas), { Profile: ['Profile'], User: ['Hit', 'User'] });
  });

  it('take nothing for a view that shows as much of two things', () => {
    const paths = Object.fromEntries(
      ['Fork', 'Knife'].map((name) => [
        `/${name}s`,
        { post: { requestBody: body(ref(name)), responses: { 201: body(ref(name)) } } },
      ]),
    );
    const schemas = {
      Fork: object('steel', 'length', 'weight', 'tines'),
      Knife: object('steel', 'length', 'weight', 'edge'),
      Handle: object('steel', 'length', 'weight'),
    };
    assert.deepEqual(Object.keys(resourcesOf(paths, schemas)), ['Fork', 'Handle', 'Knife']);
  });

  it('hold a form named after an act with what the act answers with', () => {
    const paths = {
      '/users/login': { post: { requestBody: body(ref('LoginUser')), responses: { 200: body(ref('User')) } } },
    };
    assert.deepEqual(resourcesOf(paths, { LoginUser: object('mail'), User: object('name') }), {
      User: ['LoginUser', 'User'],
    });
  });

  it('hold small types with the one thing that uses them, else together', () => {
    const order: JsonObject = {
      type: 'object',
      properties: { state: ref('OrderState'), at: ref('Instant'), unit: ref('Unit') },
    };
    const item: JsonObject = { type: 'object', properties: { at: ref('Instant') } };
    const scalar: JsonObject = { type: 'string' };
    const schemas = { Order: order, Item: item, OrderState: { enum: ['a'] }, Instant: scalar, Unit: scalar };
    assert.deepEqual(resourcesOf({ '/orders': { get: { responses: { 200: body(ref('Order')) } } } }, schemas), {
      Item: ['Item'],
      Order: ['Order', 'OrderState', 'Unit'],
      SharedType: ['Instant'],
    });
  });

  it('say where each operation belongs: by path, else by answer, else by a path noun without schema', () => {
    const paths = {
      '/pets/{id}/toys': { post: { responses: { 201: body(ref('Toy')) } } },
      '/pets/{id}/adopt': { post: { responses: { 200: body(ref('Pet')) } } },
      '/pets/feed': {
        get: {
          responses: { 200: body({ type: 'object', properties: { pets: { type: 'array', items: object('x') } } }) },
        },
      },
      '/tags': { get: { responses: { 200: { description: '' } } } },
    };
    const { model } = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths,
      components: { schemas: { Pet: object('name'), Toy: object('name') } },
    });
    assert.deepEqual(
      model.operations.map(({ id, resource }) => `${id} ${resource ?? '-'}`),
      ['GET /pets/feed Pet', 'GET /tags Tag', 'POST /pets/{id}/adopt Pet', 'POST /pets/{id}/toys Toy'],
    );
  });

  const homes = (paths: JsonObject, schemas: JsonObject): string[] =>
    imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths,
      components: { schemas },
    }).model.operations.map(({ id, resource }) => `${id} ${resource ?? '-'}`);
  const answers = (name: string): JsonObject => ({ responses: { 200: body(ref(name)) } });
  const silent: JsonObject = { responses: { 204: { description: '' } } };

  it('find what a path ends on in what the thing before it holds or is called', () => {
    const basket: JsonObject = { type: 'object', properties: { goods: { type: 'array', items: ref('Parcel') } } };
    const schemas = { Basket: basket, Parcel: object('weight'), WorkPool: object('size'), WorkQueue: object('depth') };
    assert.deepEqual(
      homes({ '/baskets/{id}/goods': { post: silent }, '/work-pools/{id}/queues': { post: silent } }, schemas),
      ['POST /baskets/{id}/goods Parcel', 'POST /work-pools/{id}/queues WorkQueue'],
    );
  });

  it('let the answer tell which of two things one noun means, and silent operations of the path follow', () => {
    const paths = {
      '/users': { get: answers('User') },
      '/admin/users': { get: answers('AdminUser') },
      '/admin/users/{id}': { delete: silent },
      '/boxes/dry': { get: answers('DryStorage'), post: silent },
    };
    const schemas = { User: object('a'), AdminUser: object('b'), DryStorage: object('c') };
    assert.deepEqual(homes(paths, schemas), [
      'DELETE /admin/users/{id} AdminUser',
      'GET /admin/users AdminUser',
      'GET /boxes/dry DryStorage',
      'GET /users User',
      'POST /boxes/dry DryStorage',
    ]);
  });

  it('are known by their plain noun where only shown forms have a schema', () => {
    const identified: JsonObject = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
    const schemas = { JobResponse: identified, JobUpdate: object('name'), BaseShift: identified };
    const paths = { '/jobs/{id}': { delete: silent }, '/shifts/{id}': { delete: silent } };
    assert.deepEqual(homes(paths, schemas), ['DELETE /jobs/{id} JobResponse', 'DELETE /shifts/{id} BaseShift']);
    assert.deepEqual(resourcesOf(paths, schemas)['JobResponse'], ['JobResponse', 'JobUpdate']);
  });

  it('take what carries one thing and has no identity for its envelope, not what has one', () => {
    const carrier = (extra: JsonObject): JsonObject => ({
      type: 'object',
      properties: { crate: ref('Crate'), ...extra },
    });
    const schemas = {
      Crate: object('size'),
      Loading: carrier({}),
      PalletResponse: carrier({ id: { type: 'string' } }),
    };
    const paths = { '/load': { post: answers('Loading') }, '/stack': { post: answers('PalletResponse') } };
    assert.deepEqual(resourcesOf(paths, schemas), { Crate: ['Crate', 'Loading'], PalletResponse: ['PalletResponse'] });
  });

  it('of a GraphQL schema hold payloads and inputs named after their mutation, verb first or last', () => {
    const { model } = imported(`type Query { room(id: ID!): Room }
type Mutation {
  roomBulkCreate(input: [RoomBulkCreateInput!]!): RoomBulkCreate
  roomClose(id: ID!): RoomClose
  setLabel(key: String!): Boolean!
  testContactMethod(id: ID!): Boolean!
}
type Room { id: ID! name: String! }
type Label { key: String! }
type GuestContactMethod { id: ID! }
input RoomBulkCreateInput { name: String! }
type RoomBulkCreate { rooms: [Room!]! errors: [RoomError!]! }
type RoomClose { room: Room errors: [RoomError!]! }
type RoomError { message: String }
`);
    assert.deepEqual(model.resources.find(({ name }) => name === 'Room')?.entities, [
      'Room',
      'RoomBulkCreate',
      'RoomBulkCreateInput',
      'RoomClose',
      'RoomError',
    ]);
    const of = (id: string): string | null | undefined => model.operations.find((one) => one.id === id)?.resource;
    assert.equal(of('Mutation.setLabel'), 'Label');
    assert.equal(of('Mutation.testContactMethod'), 'GuestContactMethod');
  });
});
