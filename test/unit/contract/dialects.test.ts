import assert from 'node:assert/strict';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import { countOpenApi } from '../../support/count-elements.js';
import { allReferences, imported } from './documents.js';

const OK: JsonObject = { responses: { default: { description: 'ok' } } };
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const answer = (schema: JsonObject): JsonObject => ({
  responses: { default: { description: '', content: json(schema) } },
});
const document = (version: string, rest: JsonObject): JsonObject => ({
  ...(version === '2.0' ? { swagger: version } : { openapi: version }),
  info: { title: 'T', version: '1' },
  ...rest,
});
const ids = (model: ContractModel): string[] => model.operations.map(({ id }) => id);
const codes = (model: ContractModel): string[] => model.findings.map(({ code }) => code);

/** Imports a document and checks its ids against those counted by other means. */
function read(contract: JsonObject): ContractModel {
  const { model } = imported(contract);
  assert.deepEqual([...ids(model)].sort(), countOpenApi(contract).operations);
  return model;
}

describe('the dialects of OpenAPI', () => {
  it('have callbacks of callbacks, also behind references, until an operation calls itself back', () => {
    const model = read(
      document('3.1.0', {
        paths: { '/subs': { post: { ...OK, callbacks: { onData: { $ref: '#/components/callbacks/Data' } } } } },
        components: {
          callbacks: {
            Data: {
              '{$request.body#/url}': {
                post: { ...OK, callbacks: { again: { $ref: '#/components/callbacks/Data' } } },
              },
            },
          },
        },
      }),
    );
    assert.deepEqual(ids(model), ['CALLBACK POST /subs onData {$request.body#/url} POST', 'POST /subs']);
    const nested = read(
      document('3.1.0', {
        paths: {
          '/a': { post: { ...OK, callbacks: { b: { u: { post: { ...OK, callbacks: { c: { v: { put: OK } } } } } } } } },
        },
      }),
    );
    assert.ok(ids(nested).includes('CALLBACK CALLBACK POST /a b u POST c v PUT'));
  });

  it('list no more callbacks than the limit asks for, however many references make', () => {
    const callbacks: JsonObject = {};
    for (let i = 0; i < 30; i++) {
      const next = { $ref: `#/components/callbacks/C${i + 1}` };
      callbacks[`C${i}`] = { u: { post: { ...OK, callbacks: { x: next, y: next } } } };
    }
    const contract = document('3.0.3', {
      paths: { '/a': { get: { ...OK, callbacks: { x: { $ref: '#/components/callbacks/C0' } } } } },
      components: { callbacks },
    });
    assert.ok(imported(contract).model.operations.length < 1000);
  });

  it('join path items with those they refer to: own operations win, parameters add up', () => {
    const parameter = (name: string, place: string): JsonObject => ({
      name,
      in: place,
      required: true,
      schema: { type: 'string' },
    });
    const contract = document('3.1.0', {
      paths: {
        '/a/{id}': { parameters: [parameter('id', 'path')], get: { ...OK, summary: 'theirs' }, post: OK },
        '/b/{id}': {
          $ref: '#/paths/~1a~1{id}',
          parameters: [parameter('q', 'query')],
          get: { ...OK, summary: 'mine' },
        },
      },
    });
    const { model } = imported(contract);
    assert.deepEqual(ids(model), ['GET /a/{id}', 'GET /b/{id}', 'POST /a/{id}', 'POST /b/{id}']);
    const [, get, , post] = model.operations;
    assert.equal(get?.summary, 'mine');
    assert.deepEqual(
      post?.parameters.map(({ name }) => name),
      ['id', 'q'],
    );
    assert.equal(post.pointer, '/paths/~1a~1{id}/post');
  });

  it('give component path items that no path refers to no operation', () => {
    const model = read(
      document('3.1.0', { paths: { '/a': { get: OK } }, components: { pathItems: { Unused: { put: OK } } } }),
    );
    assert.deepEqual(ids(model), ['GET /a']);
  });

  it('take methods in capitals and paths without a slash as they were meant, and say so', () => {
    const { model } = imported(document('3.1.0', { paths: { pets: { GET: OK, get: { ...OK, summary: 'right' } } } }));
    assert.deepEqual(ids(model), ['GET pets']);
    assert.equal(model.operations[0]?.summary, 'right');
    assert.deepEqual(
      model.findings.map(({ message, where }) => [message, where?.pointer]),
      [
        ['The path `pets` does not start with a slash; it is read all the same.', '/paths/pets'],
        ['Methods are written in lower case; `GET` is read as `get`.', '/paths/pets/GET'],
      ],
    );
  });

  it('keep paths apart that differ in the names of parameters only, with a finding', () => {
    const item = (name: string): JsonObject => ({
      parameters: [{ name, in: 'path', required: true, schema: {} }],
      get: OK,
    });
    const model = read(document('3.1.0', { paths: { '/a/{x}': item('x'), '/a/{y}': item('y') } }));
    assert.deepEqual(ids(model), ['GET /a/{x}', 'GET /a/{y}']);
    assert.deepEqual(codes(model), ['path-ambiguous']);
  });

  it('tell of path parameters that path and declarations do not share, and of unknown security schemes, once each', () => {
    const { model } = imported(
      document('3.1.0', {
        security: [{ key: [] }],
        paths: {
          '/a/{id}': {
            get: { ...OK, parameters: [{ name: 'other', in: 'path', required: true, schema: {} }] },
            put: { ...OK, parameters: [{ name: 'other', in: 'path', required: true, schema: {} }] },
          },
        },
      }),
    );
    assert.deepEqual(model.operations[0]?.parameters[0], {
      name: 'id',
      in: 'path',
      required: true,
      type: 'string',
      description: '',
    });
    assert.deepEqual(codes(model), ['path-parameter-undeclared', 'path-parameter-unused', 'security-scheme-unknown']);
    assert.match(model.findings[2]?.message ?? '', /2 operations ask for/);
    assert.equal(model.findings[2]?.where?.pointer, '/security');
  });

  it('read versions nobody knows as the newest known, and release candidates as their release', () => {
    for (const [version, as] of [
      ['3.0.0-RC0', '3.0'],
      ['3.9.0', '3.2'],
      ['4.7.0', '3.2'],
    ] as const) {
      const { model } = imported(document(version, { paths: { '/a': { get: OK } } }));
      assert.equal(model.version, version);
      assert.deepEqual(codes(model), ['version-unknown'], version);
      assert.ok(model.findings[0]?.message.endsWith(`is read as ${as}.`));
    }
  });
});

describe('OpenAPI 3.2', () => {
  const model = read(
    document('3.2.0', {
      $self: 'https://example.com/api/openapi.json',
      tags: [
        { name: 'all' },
        { name: 'pets', parent: 'all', kind: 'nav' },
        { name: 'cats', summary: 'Cats', parent: 'pets' },
      ],
      paths: {
        '/pets': {
          query: {
            ...answer({ $ref: 'https://example.com/api/openapi.json#/components/schemas/Pet' }),
            tags: ['cats'],
          },
          additionalOperations: { COPY: answer({ $ref: 'openapi.json#/components/schemas/Pet' }), Link: OK },
        },
        '/events': {
          get: {
            responses: {
              200: {
                content: {
                  'text/event-stream': { itemSchema: { $ref: '/api/openapi.json#/components/schemas/Event' } },
                  'application/json': { $ref: '#/components/mediaTypes/Pets' },
                },
              },
            },
          },
        },
        '/other': { get: answer({ $ref: 'https://example.com/other.json#/components/schemas/Pet' }) },
      },
      components: {
        schemas: { Pet: { type: 'object' }, Event: { type: 'object' } },
        mediaTypes: { Pets: { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } },
      },
    }),
  );
  const operation = (id: string) => model.operations.find((candidate) => candidate.id === id);

  it('has the method query, and further methods as they are written', () => {
    assert.deepEqual(ids(model), ['COPY /pets', 'GET /events', 'GET /other', 'Link /pets', 'QUERY /pets']);
  });

  it('refers to its own parts by $self, absolute or relative, and to no other document', () => {
    assert.deepEqual(operation('QUERY /pets')?.outputEntities, ['Pet']);
    assert.deepEqual(operation('COPY /pets')?.outputEntities, ['Pet']);
    assert.deepEqual(operation('GET /other')?.outputEntities, []);
    assert.deepEqual(codes(model), ['external-ref']);
  });

  it('streams items and shares media types', () => {
    assert.deepEqual(operation('GET /events')?.outputEntities, ['Event', 'Pet']);
  });

  it('is written in 3.1 in slices, with nothing that 3.1 does not know', () => {
    const contract = document('3.2.0', {
      servers: [{ url: '/', name: 'main' }],
      paths: {
        '/a': {
          query: {
            parameters: [{ name: 'q', in: 'querystring', content: json({ type: 'object' }) }],
            responses: {
              200: {
                summary: 'All',
                content: { 'a/a': { $ref: '#/components/mediaTypes/M' }, 'a/b': { itemSchema: { type: 'object' } } },
              },
            },
          },
          additionalOperations: { COPY: { responses: { 200: {} } } },
        },
      },
      components: { mediaTypes: { M: { schema: { type: 'object' }, examples: { x: { dataValue: 1 } } } } },
    });
    const whole = imported(contract);
    const { slice } = sliceContract(whole.document, whole.model, ['op:QUERY /a', 'op:COPY /a'], 'full');
    assert.deepEqual(imported({ ...(slice as JsonObject), webhooks: { keep: { get: OK } } }).model.findings, []);
    assert.ok(JSON.stringify(slice).includes('"schema":{"type":"array","items":{"type":"object"}}'));
    assert.ok(!JSON.stringify(slice).includes('mediaTypes'));
  });

  it('nests tags: an operation has the tags above its own, too', () => {
    assert.deepEqual(operation('QUERY /pets')?.tags, ['cats', 'pets', 'all']);
  });
});

describe('references by the addresses of JSON Schema', () => {
  const contract = document('3.1.0', {
    paths: {
      '/a': { get: answer({ $ref: '#pet' }) },
      '/b': { get: answer({ $ref: 'https://example.com/owner' }) },
      '/c': { get: answer({ $ref: '#nobody' }) },
    },
    components: {
      schemas: {
        Pet: { $anchor: 'pet', type: 'object', properties: { owner: { $ref: 'https://example.com/owner' } } },
        Owner: {
          $id: 'https://example.com/owner',
          type: 'object',
          properties: {
            home: { $ref: '#/$defs/Home' },
            pet: { $ref: '#/components/schemas/Pet' },
            boss: { $ref: 'owner' },
          },
          $defs: { Home: { type: 'object', properties: { $ref: { type: 'string' } } } },
        },
        Tree: {
          $dynamicAnchor: 'node',
          type: 'object',
          properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } },
        },
      },
    },
  });
  const { model, document: stored } = imported(contract);
  const ref = (entity: string, name: string) =>
    model.entities.find(({ id }) => id === entity)?.properties.find((property) => property.name === name)?.ref;

  it('are followed inside the document: anchors, ids, relative ids, dynamic references', () => {
    assert.deepEqual(
      model.operations.map(({ outputEntities }) => outputEntities),
      [['Pet'], ['Owner'], []],
    );
    assert.equal(ref('Pet', 'owner'), 'Owner');
    assert.equal(ref('Owner', 'boss'), 'Owner');
    assert.equal(ref('Owner', 'pet'), 'Pet');
    assert.equal(ref('Tree', 'children'), 'Tree');
  });

  it('that lead nowhere are findings, with their place in the document received', () => {
    assert.deepEqual(codes(model), ['dangling-ref']);
    assert.equal(model.findings[0]?.where?.column !== undefined, true);
  });

  it('are plain pointers in slices, which hold all that they reach', () => {
    const { slice } = sliceContract(stored, model, ['op:GET /b'], 'full');
    const references = allReferences(slice as JsonObject);
    assert.ok(references.every((text) => text.startsWith('#/components/schemas/')));
    assert.ok(!JSON.stringify(slice).includes('$id'));
  });
});

describe('Swagger 2.0', () => {
  const { model } = imported(
    document('2.0', {
      paths: {
        '/pets': {
          parameters: [{ $ref: '#/parameters/Trace' }],
          post: {
            parameters: [{ $ref: '#/parameters/Body' }],
            responses: {
              201: { $ref: '#/responses/Made' },
              400: { description: '', schema: { $ref: '#/paths/~1pets/post/responses/409/schema' } },
              409: { description: '', schema: { type: 'object', properties: { pet: { $ref: '#/definitions/Pet' } } } },
            },
          },
          put: {
            consumes: ['multipart/form-data'],
            parameters: [{ name: 'photo', in: 'formData', type: 'file', required: true }],
            responses: { 200: { description: '' } },
          },
        },
      },
      'x-webhooks': { sold: { post: { responses: { 200: { description: '' } } } } },
      parameters: {
        Trace: { name: 'trace', in: 'header', type: 'string' },
        Body: { name: 'pet', in: 'body', schema: { $ref: '#/definitions/Pet' } },
      },
      responses: { Made: { description: '', schema: { $ref: '#/definitions/Pet' } } },
      definitions: { Pet: { type: 'object', properties: { name: { type: 'string' } } } },
    }),
  );
  const operation = (id: string) => model.operations.find((candidate) => candidate.id === id);

  it('has shared parameters, bodies, form fields, answers and webhooks', () => {
    assert.deepEqual(ids(model), ['POST /pets', 'PUT /pets', 'WEBHOOK sold POST']);
    assert.deepEqual(operation('POST /pets')?.requestBody?.entities, ['Pet']);
    assert.deepEqual(
      operation('POST /pets')?.parameters.map(({ name }) => name),
      ['trace'],
    );
    assert.deepEqual(operation('POST /pets')?.outputEntities, ['Pet']);
    assert.deepEqual(operation('PUT /pets')?.requestBody?.mediaTypes, ['multipart/form-data']);
  });

  it('follows references to places that its 3.x form does not have', () => {
    const [, bad] = operation('POST /pets')?.responses ?? [];
    assert.equal(bad?.status, '400');
    assert.deepEqual(codes(model), []);
  });
});
