import assert from 'node:assert/strict';
import { buildPayloadBlocks } from '../../../planning/budget/payload-blocks.js';
import { cutPayload } from '../../../planning/budget/cut-payload.js';
import { importContract } from '../../../planning/contract/import-contract.js';
import type { ContractDocument } from '../../../planning/contract/contract-document.js';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import type { PayloadBlocks, SliceSource } from '../../../planning/budget/payload.js';
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

function importedOf(text: string): { model: ContractModel; document: ContractDocument } {
  const imported = importContract({ text, format: 'auto' }, LIMITS);
  if ('refusal' in imported) assert.fail(imported.refusal.message);
  return imported;
}

function blocksOf(text: string): PayloadBlocks {
  const { model, document } = importedOf(text);
  const plan = context({
    model,
    analysis: analysis({ requirements: [requirement('R-FR-1', 'A member adds a pet.'), requirement('R-2', 'Other.')] }),
  });
  return buildPayloadBlocks(TASK, DEPENDENCIES, plan, document.format);
}

describe('buildPayloadBlocks', () => {
  it('names what the contract slice is made for, once, and nothing that is no contract element', () => {
    assert.deepEqual(blocksOf(OPENAPI).contract, { format: 'openapi', refs: ['op:POST /pets', 'entity:Pet'] });
  });

  it('takes clauses by id, and one block per task it depends on with what that task makes', () => {
    const { requirements, dependencies } = blocksOf(OPENAPI);
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
    const blocks = blocksOf(OPENAPI);
    const { document } = importedOf(OPENAPI);
    const extras = { ids: { planId: 'pln_a', taskId: 'tsk_a', revision: 1 }, cards: [], dependencies: [] };
    const limit = { limit: 2_000, window: 128_000, reserved: 0, output: 0, model: 'gpt-4o' };
    const sourceOf =
      (from: ContractDocument, refs: string[]): SliceSource =>
      (level) =>
        sliceContract(from, refs, level);
    const stored = JSON.parse(JSON.stringify({ blocks, document })) as {
      blocks: PayloadBlocks;
      document: ContractDocument;
    };
    assert.deepEqual(
      cutPayload(stored.blocks, extras, limit, sourceOf(stored.document, stored.blocks.contract.refs)),
      cutPayload(blocks, extras, limit, sourceOf(document, blocks.contract.refs)),
    );
  });
});
