import assert from 'node:assert/strict';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { imported } from './documents.js';
import { OK, codes, document, ids, read } from './small-documents.js';

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
    const { model } = imported(
      document('3.1.0', { paths: { pets: { GET: OK, get: { ...OK, summary: 'right' } }, '/b': { Post: OK } } }),
    );
    assert.deepEqual(ids(model), ['GET pets', 'POST /b']);
    assert.equal(model.operations[0]?.summary, 'right');
    assert.deepEqual(
      model.findings.map(({ message, where }) => [message, where?.pointer]),
      [
        ['The path `pets` does not start with a slash; it is read all the same.', '/paths/pets'],
        ['Methods are written in lower case; `GET` is read as `get`.', '/paths/pets/GET'],
        ['Methods are written in lower case; `Post` is read as `post`.', '/paths/~1b/Post'],
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
    assert.deepEqual(
      bad.properties.map(({ name, ref }) => [name, ref]),
      [['pet', 'Pet']],
    );
    assert.deepEqual(codes(model), []);
  });
});
