import assert from 'node:assert/strict';
import { modelOf, placesOf, refusalOf, zipOf } from './file-contract.js';

describe('a GraphQL schema of several files', () => {
  const files = {
    'schema.graphql': 'type Query {\n  pets: [Pet!]!\n}\n',
    'types/pet.graphql': 'type Pet {\n  id: ID!\n  owner: Owner\n}\n',
    'types/mutations.graphqls': 'extend type Query { owner: Missing }\ntype Mutation { addPet: Pet }',
    'README.txt': 'x',
  };

  it('is read as one, with places in its files', () => {
    const { operations, entities, findings, kind } = modelOf(files);
    assert.equal(kind, 'graphql');
    assert.deepEqual(
      operations.map(({ id }) => id),
      ['Mutation.addPet', 'Query.owner', 'Query.pets'],
    );
    assert.deepEqual(
      entities.map(({ id }) => id),
      ['Pet'],
    );
    assert.deepEqual(placesOf(findings, 'dangling-ref').sort(), [
      'types/mutations.graphqls 1:28 Query.owner',
      'types/pet.graphql 3:10 Pet.owner',
    ]);
    assert.deepEqual(placesOf(findings, 'file-unused'), ['README.txt -:-']);
  });

  it('is refused with the place in the file that is wrong', () => {
    const refusal = refusalOf(zipOf({ ...files, 'types/pet.graphql': 'type Pet {\n  id: \n}\n' }));
    assert.equal(refusal.where?.file, 'types/pet.graphql');
    assert.equal(refusal.where.line, 3);
    assert.match(refusal.message, /^types\/pet\.graphql: .*at line 3,/);
  });
});
