import assert from 'node:assert/strict';
import { buildPayloadBlocks } from '../../../planning/budget/payload-blocks.js';
import { cutPayload } from '../../../planning/budget/cut-payload.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import type { ContractInput } from '../../../planning/contract/contract-model.js';
import { after, analysis, context, requirement, task } from '../complexity/sample-plan.js';

const LIMITS = { maxBytes: 1e6, maxOperations: 100, maxSchemas: 100, maxDepth: 50, maxTokens: 1e5 };

const OPENAPI = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        description: 'Adds a pet. '.repeat(40),
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { 201: { description: 'made' } },
      },
    },
    '/owners': { get: { responses: { 200: { description: 'ok' } } } },
  },
  components: {
    schemas: {
      Pet: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, tag: { type: 'string' } } },
      Owner: { type: 'object', properties: { name: { type: 'string' } } },
    },
  },
});

const TASK = task('operation.pets', {
  covers: ['op:POST /pets'],
  uses: ['entity:Pet', 'scaffold'],
  requirements: ['R-FR-1'],
  dependsOn: [
    ...after('schema.pet', 'scaffold.service'),
    { task: 'schema.pet', type: 'order', reason: 'second', confidence: 0.5, hard: false },
  ],
});
const DEPENDENCIES = [
  task('schema.pet', { covers: ['entity:Pet'], deliverables: [{ path: 'src/pet.ts', what: 'table' }] }),
];

function blocksOf(input: ContractInput): ReturnType<typeof buildPayloadBlocks> {
  const imported = importContract(input, LIMITS);
  if ('refusal' in imported) assert.fail(imported.refusal.message);
  const plan = context({
    model: imported.model,
    analysis: analysis({ requirements: [requirement('R-FR-1', 'A member adds a pet.'), requirement('R-2', 'Other.')] }),
  });
  return buildPayloadBlocks(TASK, DEPENDENCIES, plan, imported.document);
}

describe('buildPayloadBlocks', () => {
  it('keeps the slice of the task at falling fidelity, without what the task does not touch', () => {
    const { contract } = blocksOf({ text: OPENAPI, format: 'auto' });
    assert.deepEqual(
      contract.levels.map(({ level }) => level),
      ['full', 'brief', 'signature'],
    );
    const sizes = contract.levels.map(({ slice }) => JSON.stringify(slice).length);
    assert.ok((sizes[0] ?? 0) > (sizes[1] ?? 0) && (sizes[1] ?? 0) > (sizes[2] ?? 0));
    for (const { slice } of contract.levels) {
      const text = JSON.stringify(slice);
      assert.ok(
        text.includes('/pets') && text.includes('"Pet"') && !text.includes('Owner') && !text.includes('/owners'),
      );
    }
  });

  it('stores a level once where a lower one says the same', () => {
    const sdl = 'type Query { pet: Pet } type Mutation { addPet: Pet } type Pet { id: ID! }';
    const imported = importContract({ text: sdl, format: 'graphql' }, LIMITS);
    if ('refusal' in imported) assert.fail(imported.refusal.message);
    const covering = task('schema.pet', { covers: ['entity:Pet'] });
    const { contract } = buildPayloadBlocks(covering, [], context({ model: imported.model }), imported.document);
    assert.deepEqual(
      contract.levels.map(({ level }) => level),
      ['full'],
    );
  });

  it('takes clauses by id, and one block per task it depends on with what that task makes', () => {
    const { requirements, dependencies } = blocksOf({ text: OPENAPI, format: 'openapi' });
    assert.deepEqual(requirements, [{ id: 'R-FR-1', text: 'A member adds a pet.' }]);
    assert.deepEqual(
      dependencies.map(({ task: key, type, interfaces }) => [key, type, interfaces]),
      [
        ['schema.pet', 'data', ['entity:Pet', 'src/pet.ts']],
        ['scaffold.service', 'data', []],
      ],
    );
  });

  it('is plain JSON from which the same payload is cut after storing and reading it', () => {
    const blocks = blocksOf({ text: OPENAPI, format: 'openapi' });
    const extras = { ids: { planId: 'pln_a', taskId: 'tsk_a', revision: 1 }, cards: [], dependencies: [] };
    const limit = { limit: 2_000, window: 128_000, reserved: 0, output: 0, model: 'gpt-4o' };
    const restored = JSON.parse(JSON.stringify(blocks)) as typeof blocks;
    assert.deepEqual(cutPayload(restored, extras, limit), cutPayload(blocks, extras, limit));
  });

  it('stores no slice that fits no payload, only how large it is', () => {
    const paths = { '/pets': { post: { description: 'pets '.repeat(100_000), responses: {} } } };
    const huge = JSON.stringify({ openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths });
    const [full, brief] = blocksOf({ text: huge, format: 'openapi' }).contract.levels;
    assert.equal(full?.slice, null);
    assert.ok((full.tokens ?? 0) > 90_000);
    assert.notEqual(brief?.slice, null);
  });
});
