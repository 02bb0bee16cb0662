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

  it('hold a view that nobody creates with the thing it shows', () => {
    const paths = {
      '/users': { post: { requestBody: body(ref('User')), responses: { 201: body(ref('User')) } } },
      '/profiles/{name}': { get: { responses: { 200: body(ref('Profile')) } } },
    };
    const schemas = {
      User: object('username', 'bio', 'image', 'mail'),
      Profile: object('username', 'bio', 'image', 'following'),
    };
    assert.deepEqual(resourcesOf(paths, schemas), { User: ['Profile', 'User'] });
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
});
