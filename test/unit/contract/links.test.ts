import assert from 'node:assert/strict';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { imported } from './documents.js';

const one: JsonObject = { responses: { 200: { description: '' } } };

function linksOf(links: JsonObject, components: JsonObject = {}): unknown {
  const { model } = imported({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/films': { post: { responses: { 201: { description: '', links }, 404: { description: '', links } } } },
      '/films/{id}': { get: { operationId: 'getFilm', ...one }, delete: one },
    },
    components,
  });
  return model.operations.find(({ id }) => id === 'POST /films')?.links;
}

describe('links of an OpenAPI document', () => {
  const parameters = { id: '$response.body#/id' };

  it('name the operation that takes a value of the answer, by id or by reference', () => {
    assert.deepEqual(
      linksOf({
        read: { operationId: 'getFilm', parameters },
        drop: { operationRef: '#/paths/~1films~1{id}/delete', parameters },
      }),
      [
        { name: 'drop', operation: 'DELETE /films/{id}' },
        { name: 'read', operation: 'GET /films/{id}' },
      ],
    );
  });

  it('may stand in components', () => {
    const components = { links: { Read: { operationId: 'getFilm', parameters } } };
    assert.deepEqual(linksOf({ read: { $ref: '#/components/links/Read' } }, components), [
      { name: 'read', operation: 'GET /films/{id}' },
    ]);
  });

  it('that pass nothing on, or lead nowhere, are left out', () => {
    assert.equal(linksOf({ a: { operationId: 'getFilm' }, b: { operationId: 'nobody', parameters } }), undefined);
  });
});
