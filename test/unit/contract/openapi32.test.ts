import assert from 'node:assert/strict';
import { sliceContract } from '../../../planning/contract/slice.js';
import { imported } from './documents.js';
import { OK, answer, codes, document, ids, json, read } from './small-documents.js';

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
          get: {
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
    const cut = sliceContract(whole.document, ['op:GET /a', 'op:COPY /a'], 'full');
    assert.ok(cut.format === 'openapi');
    const { slice } = cut;
    assert.deepEqual(imported({ ...slice, webhooks: { keep: { get: OK } } }).model.findings, []);
    assert.ok(JSON.stringify(slice).includes('"schema":{"type":"array","items":{"type":"object"}}'));
    assert.ok(!JSON.stringify(slice).includes('mediaTypes'));
  });

  it('nests tags: an operation has the tags above its own, too', () => {
    assert.deepEqual(operation('QUERY /pets')?.tags, ['cats', 'pets', 'all']);
  });
});
