import assert from 'node:assert/strict';
import { buildSchema, validateSchema } from 'graphql';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';
import { valueAt } from '../../../planning/contract/pointer.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import { allReferences, imported, petShop } from './documents.js';
import { SHOP_SDL } from './shop-sdl.js';

const LEVELS = ['full', 'brief', 'outline', 'signature'] as const;

function refsOf(contract: ReturnType<typeof imported>): string[] {
  return [
    ...contract.model.operations.map(({ id }) => `op:${id}`),
    ...contract.model.entities.map(({ id }) => `entity:${id}`),
  ];
}

function sliceOf(contract: ReturnType<typeof imported>, refs: string[], level: (typeof LEVELS)[number]): JsonObject {
  const cut = sliceContract(contract.document, refs, level);
  assert.equal(cut.format, 'openapi');
  return cut.slice;
}

describe('a slice of an OpenAPI document', () => {
  const shop = imported(petShop());

  it('has no reference that does not resolve in it, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.subarray(refsOf(shop)), fc.constantFrom(...LEVELS), (refs, level) => {
        const slice = sliceOf(shop, refs, level);
        for (const ref of allReferences(slice)) assert.notEqual(valueAt(slice, ref.slice(1)), undefined, ref);
      }),
    );
  });

  it('is an OpenAPI document that gives just the chosen operations when imported', () => {
    const ids = shop.model.operations.filter(({ type }) => type !== 'callback').map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), fc.constantFrom(...LEVELS), (chosen, level) => {
        const slice = sliceOf(
          shop,
          chosen.map((id) => `op:${id}`),
          level,
        );
        const found = imported(slice).model;
        assert.deepEqual(
          found.operations.filter(({ type }) => type !== 'callback').map(({ id }) => id),
          [...chosen].sort(),
        );
        assert.deepEqual(found.findings, []);
      }),
    );
  });

  it('holds the components it reaches and no others', () => {
    const slice = sliceOf(shop, ['op:GET /pets/{petId}'], 'full');
    assert.deepEqual(Object.keys(valueAt(slice, '/components/schemas') as JsonObject).sort(), [
      'Animal',
      'Cat',
      'Dog',
      'Owner',
      'Pet',
      'PetStatus',
    ]);
    assert.deepEqual(valueAt(slice, '/components/securitySchemes'), { token: { type: 'http', scheme: 'bearer' } });
    assert.equal(valueAt(slice, '/components/responses'), undefined);
    assert.equal(valueAt(slice, '/paths/~1pets~1{petId}/delete'), undefined);
    assert.equal(valueAt(slice, '/paths/~1pets~1{petId}/get/parameters/0/name'), 'petId');
  });

  it('is written in 3.1 whatever the document was written in', () => {
    const slice = sliceOf(shop, ['entity:Pet'], 'full');
    assert.equal(slice['openapi'], '3.1.0');
    assert.deepEqual(valueAt(slice, '/components/schemas/Pet/properties/name/type'), ['string', 'null']);
    assert.deepEqual(valueAt(slice, '/components/schemas/Cat/allOf/1/properties/lives'), {
      type: 'integer',
      exclusiveMinimum: 0,
    });
  });

  it('does not change the document it is cut from', () => {
    const before = JSON.stringify(shop.document);
    sliceOf(shop, refsOf(shop), 'signature');
    assert.equal(JSON.stringify(shop.document), before);
  });

  it('keeps just required properties of the schemas named directly in a signature', () => {
    const slice = sliceOf(shop, ['op:GET /pets/{petId}'], 'signature');
    assert.deepEqual(Object.keys(valueAt(slice, '/components/schemas') as JsonObject), ['Pet']);
    assert.deepEqual(Object.keys(valueAt(slice, '/components/schemas/Pet/properties') as JsonObject), ['id', 'name']);
  });

  it('shows all properties of the schemas named directly in an outline, and short leaves in place of their names', () => {
    const contract = imported({
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: { '200': { $ref: '#/components/responses/A' } } } } },
      components: {
        responses: { A: { description: '', content: { 'a/b': { schema: { $ref: '#/components/schemas/A' } } } } },
        schemas: {
          A: {
            description: 'long',
            properties: { b: { $ref: '#/components/schemas/B' }, c: { $ref: '#/components/schemas/C' } },
          },
          B: { properties: { a: { $ref: '#/components/schemas/A' } } },
          C: { description: 'long', type: 'string', enum: ['x', 'y'] },
        },
      },
    });
    const slice = sliceOf(contract, ['op:GET /a'], 'outline');
    assert.deepEqual(valueAt(slice, '/components/schemas'), {
      A: { properties: { b: { title: 'B' }, c: { type: 'string', enum: ['x', 'y'] } } },
    });
  });

  it('moves parts that references find outside of components, and stubs what is not there', () => {
    const contract = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          get: {
            responses: {
              '200': {
                description: '',
                content: { 'a/b': { schema: { $ref: '#/paths/~1b/get/responses/200/content/a~1b/schema' } } },
              },
            },
          },
        },
        '/b': {
          get: {
            responses: {
              '200': {
                description: '',
                content: {
                  'a/b': {
                    schema: { type: 'object', properties: { x: { $ref: 'other.yaml#/X' }, y: { $ref: '#/nowhere' } } },
                  },
                },
              },
            },
          },
        },
      },
    });
    const slice = sliceOf(contract, ['op:GET /a'], 'full');
    assert.deepEqual(Object.keys(slice['paths'] as JsonObject), ['/a']);
    const refs = allReferences(slice);
    assert.equal(refs.length, 1);
    const moved = valueAt(slice, (refs[0] ?? '').slice(1)) as JsonObject;
    assert.deepEqual((moved['properties'] as JsonObject)['x'], { description: 'Not in this contract: other.yaml#/X' });
    assert.deepEqual((moved['properties'] as JsonObject)['y'], { description: 'Not in this contract: #/nowhere' });
  });

  it('leaves parameters out that are not there, without a gap', () => {
    const kept = { name: 'q', in: 'query', schema: { type: 'string' } };
    const contract = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/Gone' }, kept], responses: {} } } },
    });
    const slice = sliceOf(contract, ['op:GET /a'], 'full');
    assert.deepEqual(valueAt(slice, '/paths/~1a/get/parameters'), [kept]);
  });

  it('goes without data that looks like a reference', () => {
    const contract = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: {}, 'x-like': [{ $ref: '#/components/schemas/B' }], 'x-kept': { a: 1 } } } },
    });
    const slice = sliceOf(contract, ['op:GET /a'], 'full');
    assert.deepEqual(valueAt(slice, '/paths/~1a/get'), { responses: {}, 'x-kept': { a: 1 } });
  });

  it('shows operations where a derived entity is asked for too', () => {
    const contract = imported({
      openapi: '3.0.0',
      info: { title: 'T', version: '1' },
      paths: { '/pets': { get: { responses: {} } } },
    });
    const slice = sliceOf(contract, ['op:GET /pets', 'entity:Pet'], 'full');
    assert.deepEqual(Object.keys(slice['paths'] as JsonObject), ['/pets']);
    assert.equal((slice as Record<string, JsonValue | undefined>)['components'], undefined);
  });
});

describe('a slice of a GraphQL schema', () => {
  const shop = imported(SHOP_SDL);

  it('is a schema of its own, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.subarray(refsOf(shop)), fc.constantFrom(...LEVELS), (refs, level) => {
        const cut = sliceContract(shop.document, refs, level);
        const sdl = cut.format === 'graphql' ? cut.definitions.join('') : '';
        const faults = sdl.trim() === '' ? [] : validateSchema(buildSchema(sdl)).map(({ message }) => message);
        assert.deepEqual(
          faults.filter((fault) => fault !== 'Query root type must be provided.'),
          [],
        );
      }),
    );
  });

  it('has just the chosen root fields and what they reach', () => {
    const cut = sliceContract(shop.document, ['op:Root.pet'], 'full');
    assert.equal(cut.format, 'graphql');
    const found = imported(cut.definitions.join(''), 'graphql').model;
    assert.deepEqual(
      found.operations.map(({ id }) => id),
      ['Root.pet'],
    );
    assert.deepEqual(
      found.entities.map(({ id }) => id),
      ['Node', 'Owner', 'Pet', 'PetStatus', 'Role'],
    );
  });

  it('shows the types named directly in an outline, members of unions shortened, and others by name', () => {
    const cut = sliceContract(shop.document, ['op:Root.search', 'op:Mutation.createPet'], 'outline');
    assert.equal(cut.format, 'graphql');
    const sdl = cut.definitions.join('');
    for (const part of [
      'input NewPet {',
      'ownerId: ID',
      'type CreatePetPayload {',
      'type Owner {',
      'enum PetStatus {',
    ]) {
      assert.ok(sdl.includes(part), part);
    }
    assert.doesNotMatch(sdl, /owner: Owner|interface Node|implements/);
  });

  it('leaves descriptions out below full', () => {
    const cut = sliceContract(shop.document, ['entity:Pet'], 'brief');
    assert.equal(cut.format, 'graphql');
    assert.doesNotMatch(cut.definitions.join(''), /An animal/);
  });
});
