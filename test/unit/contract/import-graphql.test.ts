import assert from 'node:assert/strict';
import { inspectContract } from '../../../planning/contract/inspect-contract.js';
import { imported, LIMITS } from './documents.js';
import { SHOP_SDL } from './shop-sdl.js';

describe('importing a GraphQL schema', () => {
  const { model } = imported(SHOP_SDL);

  it('names operations by the schema own root types', () => {
    assert.deepEqual(
      model.operations.map(({ id, type, effect }) => `${id} ${type} ${effect}`),
      [
        'Mutation.createPet mutation create',
        'Mutation.deletePet mutation delete',
        'Root.pet query read',
        'Root.pets query list',
        'Root.search query list',
        'Root.today query read',
      ],
    );
  });

  it('takes every named type but roots for an entity, with its kind', () => {
    assert.deepEqual(
      model.entities.map(({ id, kind }) => `${id} ${kind}`),
      [
        'CreatePetPayload object',
        'Date scalar',
        'Found union',
        'NewPet input',
        'Node interface',
        'Owner object',
        'Pet object',
        'PetStatus enum',
        'Role enum',
      ],
    );
  });

  it('joins extensions with their type and reads interfaces and union members as composition', () => {
    const entity = (id: string) => model.entities.find((candidate) => candidate.id === id);
    assert.deepEqual(
      entity('Owner')?.properties.map(({ name }) => name),
      ['id', 'mail', 'pets'],
    );
    assert.deepEqual(entity('Owner')?.composes, ['Node']);
    assert.deepEqual(entity('Found')?.composes, ['Owner', 'Pet']);
    assert.deepEqual(
      entity('NewPet')?.properties.map(({ name, required }) => [name, required]),
      [
        ['name', true],
        ['ownerId', false],
        ['status', false],
      ],
    );
  });

  it('looks into payloads for what a mutation gives back, and at guards for what it asks', () => {
    const create = model.operations.find(({ id }) => id === 'Mutation.createPet');
    assert.deepEqual(create?.inputEntities, ['NewPet']);
    assert.deepEqual(create?.outputEntities, ['CreatePetPayload', 'Pet']);
    assert.deepEqual(create?.security, { schemes: ['@auth'], optional: false });
  });

  it('reads schemas that are not valid: unknown directives, extensions without base, fields twice, unknown types', () => {
    const { model: found } = imported(
      'extend type Query @link(url: "x") { a: Int @cost(weight: 3) }\ntype User @key(fields: "id") { id: ID! id: Int! friend: Ghost }\nextend type Query { me: User }',
    );
    assert.deepEqual(
      found.operations.map(({ id }) => id),
      ['Query.a', 'Query.me'],
    );
    assert.deepEqual(
      found.entities[0]?.properties.map(({ name }) => name),
      ['friend', 'id'],
    );
    assert.equal(found.entities[0]?.properties[1]?.type, 'id', 'the first field of a name counts');
    assert.deepEqual(
      found.findings.map(({ code, where }) => [code, where?.line]),
      [
        ['dangling-ref', 2],
        ['directive-unknown', 1],
        ['directive-unknown', 2],
        ['directive-unknown', 1],
        ['extension-without-base', 1],
        ['field-twice', 2],
      ],
    );
  });

  it('groups payloads and inputs with what they are about', () => {
    assert.deepEqual(
      model.resources.find(({ name }) => name === 'Pet'),
      {
        name: 'Pet',
        entities: ['CreatePetPayload', 'NewPet', 'Pet', 'PetStatus'],
        operations: ['Mutation.createPet', 'Mutation.deletePet', 'Root.pet', 'Root.pets'],
      },
    );
  });

  it('counts the same in an inspection as in an import', () => {
    const inspection = inspectContract({ text: SHOP_SDL, format: 'auto' }, LIMITS);
    assert.ok(inspection.ok);
    assert.deepEqual([inspection.operations, inspection.entities], [model.operations.length, model.entities.length]);
  });
});
