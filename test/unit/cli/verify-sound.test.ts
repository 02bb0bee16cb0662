import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { strToU8, zipSync } from 'fflate';
import { buildSchema, introspectionFromSchema } from 'graphql';

import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import type { PlanOptions } from '../../../planning/options.js';
import { LENDING_CONTRACT, LENDING_PRD, LENDING_SDL } from '../../fixtures/lending.js';
import { makeOfflineBundle } from '../../support/offline-bundle.js';
import type { OfflinePlan } from '../../support/offline-bundle.js';
import { answerHonestly, makeModel } from '../../support/studio/model.js';
import { modelBundle } from './sound-bundles.js';

const DEMO = new URL('../../../dev/demo-input/', import.meta.url);

const SWAGGER_2 = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        tags: ['pets'],
        responses: { 200: { description: 'All', schema: { type: 'array', items: { $ref: '#/definitions/Pet' } } } },
      },
      post: {
        parameters: [{ in: 'body', name: 'pet', schema: { $ref: '#/definitions/Pet' } }],
        responses: { 201: { description: 'Made' }, default: { $ref: '#/responses/Problem' } },
      },
    },
  },
  responses: { Problem: { description: 'No', schema: { $ref: '#/definitions/Problem' } } },
  definitions: {
    Pet: { type: 'object', properties: { id: { type: 'string' }, owner: { $ref: '#/definitions/Nobody' } } },
    Problem: { type: 'object', properties: { title: { type: 'string' } } },
  },
};

const CALLS_BACK = {
  openapi: '3.1.0',
  info: { title: 'Feeds', version: '1' },
  webhooks: { newPet: { post: { requestBody: json('Pet'), responses: { 200: { description: 'Taken' } } } } },
  paths: {
    '/feeds': {
      post: {
        callbacks: {
          onData: {
            '{$request.body#/url}': {
              post: { requestBody: json('Pet'), responses: { 200: { description: 'Taken' } } },
            },
          },
        },
        responses: { 201: { description: 'Made' } },
      },
    },
  },
  components: {
    schemas: {
      Pet: { type: 'object', properties: { id: { type: 'string' }, example: { $ref: '#/components/schemas/Nobody' } } },
      constructor: { type: 'object' },
    },
  },
};

const WITHOUT_SCHEMAS = {
  openapi: '3.0.3',
  info: { title: 'Toys', version: '1' },
  paths: {
    '/toys': {
      get: { responses: { 200: { description: 'All' } } },
      post: { responses: { 201: { description: 'Made' } } },
    },
  },
};

const FILES = {
  'openapi.yaml': `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: 'paths/pets.yaml' }
components:
  schemas:
    Owner: { type: object, properties: { id: { type: string }, pet: { $ref: 'schemas/Pet.yaml' } } }
`,
  'paths/pets.yaml': `get:
  responses:
    200: { description: All, content: { application/json: { schema: { $ref: '../schemas/Pet.yaml' } } } }
`,
  'schemas/Pet.yaml': 'type: object\nproperties: { id: { type: string }, tag: { $ref: "tags.yaml#/Tag" } }\n',
  'schemas/tags.yaml': 'Tag: { type: string, enum: [a, b] }\n',
};

const ODD_PRD = `\uFEFF# Bücher 📚

- FR-1: Die Nutzerin kann Bücher 📚 leihen.
- FR-1: Zweimal soll es dieses Zeichen geben.
- Der Kunde muss zahlen.
- Der Kunde muss zahlen.
- FR-2: Anyone can read ${'a'.repeat(2000)} and ${'='.repeat(600)}.

\`\`\`
- FR-9: not asked for
\`\`\`

## Out of scope

- FR-10: a mobile app
`;

function json(schema: string): object {
  return { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

function archive(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

const SMALL: [string, OfflinePlan][] = [
  ['GraphQL', { contract: LENDING_SDL, prd: LENDING_PRD }],
  [
    'the result of an introspection query',
    { contract: JSON.stringify({ data: introspectionFromSchema(buildSchema(LENDING_SDL)) }), prd: LENDING_PRD },
  ],
  ['Swagger 2.0', { contract: JSON.stringify(SWAGGER_2), prd: LENDING_PRD }],
  ['webhooks, callbacks and odd names', { contract: JSON.stringify(CALLS_BACK), prd: LENDING_PRD }],
  ['a contract without schemas', { contract: JSON.stringify(WITHOUT_SCHEMAS), prd: LENDING_PRD }],
  ['a contract of several files', { contract: archive(FILES), prd: LENDING_PRD }],
  [
    'SDL in several files',
    {
      contract: archive({
        'schema.graphql': 'type Query { me: User }\n',
        'user.graphql': 'type User { id: ID! }\nextend type Query { users: [User!]! }\n',
      }),
      prd: LENDING_PRD,
    },
  ],
  ['a PRD with repeated labels, long runs and a byte order mark', { contract: LENDING_CONTRACT, prd: ODD_PRD }],
  ['a PRD that asks for nothing', { contract: LENDING_CONTRACT, prd: 'Hello.' }],
];

const OPTIONS: [string, PlanOptions, Record<string, string>?][] = [
  ['a scope that includes paths and tags', { scope: { include: ['/items/**', 'loans'] } }],
  ['a scope that excludes', { scope: { exclude: ['/loans/**', 'GET /items', '/item*'] } }],
  ['parts that exist', { existing: ['op:GET /items', 'entity:Item', 'auth'] }],
  ['a front end that nobody asked for', { frontEnd: 'always' }],
  ['another model', { targetModel: 'anthropic/claude-sonnet-4-5' }],
  ['payloads that do not fit whole', { tokenBudget: 700 }],
  ['a target that ends the search', { search: { targetReward: 0.5 }, title: 'Shelf', labels: { team: 'a' } }],
  ['another search', { search: { maxTrials: 14, exploration: 1.4, seed: 7 }, taskSize: 'small' }],
  ['other weights', { weights: { complexity: { novelty: 3 }, critics: { cohesion: 5 } } }],
  ['rewards as they are', {}, { PLANNER_SEARCH__REWARD_NORMALIZATION: 'none', PLANNER_SEARCH__PARALLELISM: '2' }],
];

const LITTLE: PlanOptions = {
  scope: { exclude: ['/members/**', 'GET /me', '/loans*'] },
  existing: ['op:GET /categories', 'entity:Category'],
  ...{ frontEnd: 'never', tokenBudget: 1200, search: { maxTrials: 4 } },
};

describe('verifyBundle finds nothing wrong with what the planner makes of', () => {
  for (const [name, plan] of SMALL) {
    it(name, async () => {
      assert.deepEqual(verifyBundle(await makeOfflineBundle(plan)).violations, []);
    });
  }

  for (const [name, options, settings = {}] of OPTIONS) {
    it(name, async () => {
      const bundle = await makeOfflineBundle({ contract: LENDING_CONTRACT, prd: LENDING_PRD, options, settings });
      assert.deepEqual(verifyBundle(bundle).violations, []);
    });
  }

  for (const [name, options] of [
    ['the demo', {}],
    ['the demo with a scope, parts that exist and little room', LITTLE],
  ] as [string, PlanOptions][]) {
    it(name, async () => {
      const [contract, prd] = await Promise.all(
        ['contract.yaml', 'prd.md'].map((file) => readFile(new URL(file, DEMO), 'utf8')),
      );
      const bundle = await makeOfflineBundle({ contract: contract!, prd: prd!, options });
      assert.deepEqual(verifyBundle(bundle).violations, []);
    });
  }

  it('GraphQL with a scope, with existing parts and little room', async () => {
    const options = {
      scope: { include: ['Query.*', 'Mutation.addItem'] },
      existing: ['entity:Loan'],
      tokenBudget: 700,
    };
    const { violations, outOfScope } = verifyBundle(
      await makeOfflineBundle({ contract: LENDING_SDL, prd: LENDING_PRD, options }),
    );
    assert.deepEqual(violations, []);
    assert.ok(outOfScope >= 2);
  });
});

describe('verifyBundle finds nothing wrong with what is planned with a model', () => {
  it('that gives orders, links, cuts and advice', async () => {
    const bundle = await modelBundle();
    assert.deepEqual(verifyBundle(bundle).violations, []);
    const read = (path: string): string => Buffer.from(bundle.get(path) ?? []).toString();
    assert.deepEqual((JSON.parse(read('enrichment.json')) as { used: unknown }).used, {
      ...{ ambiguities: 0, traces: 1, edges: 2 },
    });
    for (const path of ['tasks.json', 'coverage.json']) assert.match(read(path), /model reads it/);
    assert.match(read('guidance.json'), /"approach"/);
  });

  it('that is shown a GraphQL contract', async () => {
    const model = { answer: answerHonestly, judges: true };
    const bundle = await makeOfflineBundle({ contract: LENDING_SDL, prd: LENDING_PRD, model });
    assert.deepEqual(verifyBundle(bundle).violations, []);
    assert.ok(bundle.has('guidance.json'));
  });

  for (const [name, seed, quality, calls] of [
    ['that errs', 1, 'mixed', 40],
    ['that errs most of the time', 3, 'bad', 40],
    ['for which little may be spent', 2, 'mixed', 5],
    ['for which nothing may be spent', 2, 'mixed', 0],
  ] as const) {
    it(name, async () => {
      const model = { answer: makeModel({ seed, quality, repairs: seed !== 3 }), judges: true, calls };
      const options = { search: { maxTrials: 12 } };
      const bundle = await makeOfflineBundle({ contract: LENDING_CONTRACT, prd: LENDING_PRD, options, model });
      assert.deepEqual(verifyBundle(bundle).violations, []);
    });
  }
});

describe('verifyBundle says what it could not compute anew', () => {
  const notesOf = async (plan: OfflinePlan): Promise<string[]> => verifyBundle(await makeOfflineBundle(plan)).notes;

  it('names of derived entities', async () => {
    const notes = await notesOf({ contract: JSON.stringify(WITHOUT_SCHEMAS), prd: LENDING_PRD });
    assert.match(notes.join(), /1 derived entities/);
  });

  it('schemas of files other than the root', async () => {
    assert.match((await notesOf({ contract: archive(FILES), prd: LENDING_PRD })).join(), /several files/);
  });

  it('content hashes of tasks whose payload leaves something out', async () => {
    const options = { tokenBudget: 700 };
    assert.match((await notesOf({ contract: LENDING_CONTRACT, prd: LENDING_PRD, options })).join(), /contentHash/);
  });
});
