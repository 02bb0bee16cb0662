import assert from 'node:assert/strict';
import { inspectContract } from '../../../planning/contract/inspect-contract.js';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { imported, LIMITS, petShop, reversedKeys } from './documents.js';

describe('importing an OpenAPI document', () => {
  const { model } = imported(petShop());
  const operation = (id: string) => model.operations.find((candidate) => candidate.id === id);
  const entity = (id: string) => model.entities.find((candidate) => candidate.id === id);

  it('lists operations, webhooks and callbacks under their ids, sorted', () => {
    assert.deepEqual(
      model.operations.map(({ id }) => id),
      [
        'CALLBACK POST /pets adopted {$request.body#/hook} POST',
        'DELETE /pets/{petId}',
        'GET /pets',
        'GET /pets/{petId}',
        'POST /owners',
        'POST /pets',
        'WEBHOOK petSold POST',
      ],
    );
  });

  it('gives every component schema a kind', () => {
    assert.deepEqual(
      model.entities.map(({ id, kind }) => `${id} ${kind}`),
      [
        'Animal object',
        'Cat object',
        'Dog object',
        'NewPet object',
        'Owner object',
        'Pet object',
        'PetStatus enum',
        'Problem object',
      ],
    );
  });

  it('reads properties with reference, nullability and what alternatives mention', () => {
    const properties = new Map(entity('Pet')?.properties.map((property) => [property.name, property]));
    assert.equal(properties.get('owner')?.ref, 'Owner');
    assert.equal(properties.get('name')?.nullable, true);
    assert.equal(properties.get('id')?.readOnly, true);
    assert.deepEqual(properties.get('kind')?.mentions, ['Cat', 'Dog']);
    assert.deepEqual(entity('Cat')?.composes, ['Animal']);
    assert.deepEqual(
      entity('Cat')?.properties.map(({ name }) => name),
      ['lives'],
    );
    assert.equal(entity('Owner')?.properties.find(({ name }) => name === 'pets')?.list, true);
  });

  it('tells what operations take in and give back', () => {
    assert.deepEqual(operation('POST /pets')?.inputEntities, ['NewPet']);
    assert.deepEqual(operation('POST /pets')?.outputEntities, ['Pet']);
    assert.deepEqual(operation('GET /pets')?.outputEntities, ['Pet', 'Problem']);
  });

  it('merges path-level parameters into the operations of the path', () => {
    assert.deepEqual(operation('DELETE /pets/{petId}')?.parameters, [
      { name: 'petId', in: 'path', required: true, type: 'string', description: '' },
    ]);
  });

  it('applies document security where an operation has none of its own', () => {
    assert.deepEqual(operation('POST /pets')?.security, { schemes: ['token'], optional: false });
    assert.deepEqual(operation('GET /pets')?.security, { schemes: [], optional: false });
    assert.deepEqual(operation('POST /owners')?.security, { schemes: ['token'], optional: true });
    assert.equal(model.declaresSecurity, true);
  });

  it('reads the effect of operations from method, path and names', () => {
    assert.deepEqual(
      ['DELETE /pets/{petId}', 'GET /pets', 'GET /pets/{petId}', 'POST /pets'].map((id) => operation(id)?.effect),
      ['delete', 'list', 'read', 'create'],
    );
  });

  it('gives an equal model for a document with other key order, but for hash', () => {
    const other = imported(reversedKeys(petShop()) as JsonObject).model;
    assert.notEqual(other.sha256, model.sha256);
    assert.deepEqual({ ...other, sha256: model.sha256 }, model);
  });

  it('gives the same model for the same document in YAML', () => {
    const yaml =
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get: {responses: {200: {description: ok}}}\n';
    const same =
      '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}';
    const [a, b] = [imported(yaml).model, imported(same).model];
    assert.deepEqual({ ...a, sha256: '', bytes: 0 }, { ...b, sha256: '', bytes: 0 });
  });

  it('resolves path items behind a reference and webhooks under x-webhooks', () => {
    const { model: found } = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { $ref: '#/components/pathItems/A' } },
      'x-webhooks': { done: { post: { responses: {} } } },
      components: {
        pathItems: {
          A: { get: { responses: {} }, parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] },
        },
      },
    });
    assert.deepEqual(
      found.operations.map(({ id }) => id),
      ['GET /a', 'WEBHOOK done POST'],
    );
    assert.equal(found.operations[0]?.parameters[0]?.name, 'q');
  });

  it('derives entities for a contract without schemas, from titles and paths', () => {
    const body = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
    const { model: found } = imported({
      openapi: '3.0.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/order-items': {
          post: {
            requestBody: body({ type: 'object', properties: { sku: { type: 'string' } } }),
            responses: { 201: { description: '' } },
          },
        },
        '/me': {
          get: {
            responses: {
              200: {
                description: '',
                ...body({ title: 'Account', type: 'object', properties: { mail: { type: 'string' } } }),
              },
            },
          },
        },
      },
    });
    assert.deepEqual(
      found.entities.map(({ id, derived, properties }) => [id, derived, properties.map(({ name }) => name)]),
      [
        ['Account', true, ['mail']],
        ['OrderItem', true, ['sku']],
      ],
    );
  });

  it('reads Swagger 2.0: definitions, body parameters, security definitions', () => {
    const { model: found } = imported({
      swagger: '2.0',
      info: { title: 'Old', version: '1' },
      consumes: ['application/json'],
      produces: ['application/json'],
      securityDefinitions: { basic: { type: 'basic' } },
      paths: {
        '/pets': {
          post: {
            parameters: [{ name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }],
            security: [{ basic: [] }],
            responses: { '201': { description: 'ok', schema: { $ref: '#/definitions/Pet' } } },
          },
        },
      },
      definitions: { Pet: { type: 'object', properties: { name: { type: 'string' } } } },
    });
    assert.equal(found.version, '2.0');
    assert.deepEqual(found.operations[0]?.requestBody?.entities, ['Pet']);
    assert.deepEqual(found.operations[0]?.outputEntities, ['Pet']);
    assert.deepEqual(found.securitySchemes, [{ name: 'basic', type: 'http', detail: 'basic' }]);
    assert.deepEqual(found.findings, []);
  });

  it('survives names that mean something to JavaScript objects', () => {
    const text =
      '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/__proto__"}}}}}}}},"components":{"schemas":{"__proto__":{"type":"object","properties":{"constructor":{"$ref":"#/components/schemas/constructor"}}},"constructor":{"type":"string"}}}}';
    const { model: found } = imported(text);
    assert.deepEqual(
      found.entities.map(({ id }) => id),
      ['__proto__', 'constructor'],
    );
    assert.deepEqual(found.operations[0]?.outputEntities, ['__proto__']);
    assert.equal(found.findings.filter(({ code }) => code === 'odd-name').length, 3);
    assert.equal(({} as Record<string, unknown>)['type'], undefined);
  });

  it('counts the same in an inspection as in an import', () => {
    const text = JSON.stringify(petShop());
    assert.deepEqual(inspectContract({ text, format: 'auto' }, LIMITS), {
      ok: true,
      kind: 'openapi',
      version: '3.0.3',
      title: 'Pet shop',
      operations: model.operations.length,
      entities: model.entities.length,
    });
  });
});
