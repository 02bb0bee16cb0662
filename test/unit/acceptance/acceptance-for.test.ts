import assert from 'node:assert/strict';
import fc from 'fast-check';
import { acceptanceFor } from '../../../planning/acceptance/acceptance-for.js';
import type { TaskKind } from '../../../planning/dag/candidate.js';
import { entity, model, operation, property, response } from '../complexity/sample-plan.js';

const KINDS: TaskKind[] = [
  'scaffold',
  'schema',
  'operation',
  'auth',
  'integration',
  'frontend',
  'test',
  'docs',
  'ops',
  'requirement',
];

const PETS = model({
  operations: [
    operation('GET /pets/{petId}', {
      parameters: [{ name: 'petId', in: 'path', required: true, type: 'string', description: '' }],
      responses: [
        response('200', { entities: ['Pet'], mediaTypes: ['application/json'] }),
        response('404', { entities: ['Problem'] }),
      ],
      security: { schemes: ['bearer'], optional: false },
    }),
    operation('POST /pets', {
      effect: 'create',
      requestBody: {
        required: true,
        mediaTypes: ['application/json'],
        entities: [],
        properties: [property('name', { required: true }), property('tag')],
      },
      responses: [
        response('201', { entities: ['Pet'] }),
        response('409', { description: 'name taken' }),
        response('422'),
      ],
    }),
    operation('DELETE /pets/{petId}', { effect: 'delete', responses: [response('204')] }),
    operation('WEBHOOK newPet POST', {
      type: 'webhook',
      requestBody: { required: true, mediaTypes: ['application/json'], entities: ['Pet'], properties: [] },
      responses: [response('200')],
    }),
    operation('Query.pet', {
      type: 'query',
      parameters: [{ name: 'id', in: 'argument', required: true, type: 'ID', description: '' }],
      outputEntities: ['Pet'],
      security: { schemes: ['bearer'], optional: false },
    }),
  ],
  entities: [
    entity('Pet', {
      properties: [property('id', { required: true, readOnly: true }), property('owner', { ref: 'Owner' })],
    }),
    entity('Colour', { kind: 'enum' }),
    entity('__proto__'),
  ],
  securitySchemes: [{ name: 'bearer', type: 'http', detail: 'bearer' }],
  declaresSecurity: true,
});

const NOTHING = { covers: [], verifies: [], requirements: [] };

function byId(covers: string[], kind: TaskKind = 'operation'): Map<string, string> {
  return new Map(acceptanceFor({ ...NOTHING, kind, covers }, PETS).map(({ id, what }) => [id, what]));
}

describe('acceptanceFor', () => {
  it('demands the declared success with its schema, not found for the path parameter, and refusal without credentials', () => {
    const criteria = byId(['op:GET /pets/{petId}']);
    assert.deepEqual([...criteria.keys()], ['status-200', 'unauthorized', 'not-found']);
    assert.match(criteria.get('status-200') ?? '', /answers 200 with a body that fits `Pet`/);
    assert.match(criteria.get('not-found') ?? '', /unknown `petId` answers 404 with a body that fits `Problem`/);
    assert.match(criteria.get('unauthorized') ?? '', /`bearer`/);
  });

  it('uses every declared client error once, the validation error for missing input', () => {
    const criteria = byId(['op:POST /pets']);
    assert.deepEqual([...criteria.keys()], ['status-201', 'invalid-input', 'status-409']);
    assert.match(criteria.get('invalid-input') ?? '', /without `name`.*422/);
    assert.match(criteria.get('status-409') ?? '', /name taken/);
  });

  it('demands no status that the contract does not declare', () => {
    const statuses = [...byId(['op:POST /pets', 'op:DELETE /pets/{petId}']).values()].join(' ').match(/\b[2-5]\d\d\b/g);
    assert.deepEqual([...new Set(statuses)].sort(), ['201', '204', '404', '409', '422']);
  });

  it('asks that what was deleted is gone where its reader declares how it says so', () => {
    assert.match(byId(['op:DELETE /pets/{petId}']).get('gone') ?? '', /`GET \/pets\/\{petId\}` .* answers 404/);
  });

  it('speaks of deliveries for webhooks and of errors instead of statuses for GraphQL', () => {
    assert.deepEqual([...byId(['op:WEBHOOK newPet POST']).keys()], ['delivered', 'accepted']);
    const field = byId(['op:Query.pet']);
    assert.deepEqual([...field.keys()], ['result', 'invalid-input', 'unauthorized', 'not-found']);
    assert.match(field.get('result') ?? '', /returns `Pet`/);
    assert.doesNotMatch([...field.values()].join(' '), /\b[2-5]\d\d\b/);
  });

  it('demands required and read-only properties and references of an entity', () => {
    const criteria = byId(['entity:Pet'], 'schema');
    assert.deepEqual([...criteria.keys()], ['required', 'optional', 'references', 'read-only']);
    assert.match(criteria.get('references') ?? '', /owner: Owner/);
  });

  it('prefixes ids with the element where a task has several, and keeps them unique', () => {
    const ids = [...byId(['op:GET /pets/{petId}', 'op:POST /pets', 'entity:Colour', 'entity:__proto__']).keys()];
    assert.ok(ids.includes('post-pets.status-201'));
    assert.ok(ids.includes('colour.values'));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('tells a test task which statuses its tests bring about', () => {
    const criteria = acceptanceFor({ ...NOTHING, kind: 'test', verifies: ['op:POST /pets'] }, PETS);
    assert.match(criteria[0]?.what ?? '', /each declared status \(201, 409, 422\)/);
  });

  it('names the schemes an auth task has to accept and how many operations are guarded', () => {
    const criteria = byId(['auth'], 'auth');
    assert.match(criteria.get('scheme-bearer') ?? '', /`bearer`/);
    assert.match(criteria.get('refused') ?? '', /each of the 2 guarded operations/);
  });

  it('is never empty and never repeats an id, for any kind and any anchors', () => {
    const refs = fc.constantFrom(
      ...PETS.operations.map(({ id }) => `op:${id}`),
      ...PETS.entities.map(({ id }) => `entity:${id}`),
      'auth',
      'scaffold',
      'op:GET /unknown',
    );
    const anchors = fc.uniqueArray(refs, { maxLength: 6 });
    const requirements = fc.uniqueArray(fc.constantFrom('R-1', 'R-FR-3', 'R-FR.3'), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), anchors, anchors, requirements, (kind, covers, verifies, ids) => {
        const criteria = acceptanceFor({ kind, covers, verifies, requirements: ids }, PETS);
        assert.ok(criteria.length > 0);
        assert.equal(new Set(criteria.map(({ id }) => id)).size, criteria.length);
        for (const { what } of criteria) assert.match(what, /\S/);
      }),
    );
  });

  it('lets no name of the contract end the code span it stands in', () => {
    const odd = model({ entities: [entity('a`b\n# c')] });
    const [criterion] = acceptanceFor({ ...NOTHING, kind: 'schema', covers: ['entity:a`b\n# c'] }, odd);
    assert.match(criterion?.what ?? '', /^`a'b # c` /);
  });
});
