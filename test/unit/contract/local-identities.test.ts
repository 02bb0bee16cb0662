import assert from 'node:assert/strict';
import { sliceContract } from '../../../planning/contract/slice.js';
import { allReferences, imported } from './documents.js';
import { answer, codes, document } from './small-documents.js';

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

  it('are followed inside the document: anchors relative ids, dynamic references', () => {
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
    const cut = sliceContract(stored, ['op:GET /b'], 'full');
    assert.ok(cut.format === 'openapi');
    const { slice } = cut;
    const references = allReferences(slice);
    assert.ok(references.every((text) => text.startsWith('#/components/schemas/')));
    assert.ok(!JSON.stringify(slice).includes('$id'));
  });
});
