import assert from 'node:assert/strict';

import { acceptanceFor } from '../../../planning/acceptance/acceptance-for.js';
import type { ArazzoStep } from '../../../planning/acceptance/arazzo/arazzo-types.js';
import { taskChecks } from '../../../planning/acceptance/check-document.js';
import type { TaskChecks } from '../../../planning/acceptance/check-document.js';
import { importContract } from '../../../planning/contract/import-contract.js';

const LIMITS = { maxBytes: 1 << 20, maxOperations: 100, maxSchemas: 100, maxDepth: 100, maxTokens: 10_000 };
const PLANNER = { planId: 'pln', taskId: 'tsk', key: 'operation.x', revision: 1, commands: [] };

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const id = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const gone = { 404: { description: 'There is none.' } };
const denied = { 401: { description: 'Who are you?' } };

/** Authors sign up and get a token; books are written by one and shelved in a room nobody makes. */
const LIBRARY = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  paths: {
    '/register': {
      post: {
        operationId: 'register',
        requestBody: { required: true, ...json(ref('SignUp')) },
        responses: {
          201: { description: 'Registered.', ...json(ref('Session')) },
          409: { description: 'E-mail in use.' },
        },
      },
    },
    '/books': {
      get: {
        security: [{ token: [] }],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 50 } }],
        responses: { 200: { description: 'All.', ...json({ type: 'array', items: ref('Book') }) }, ...denied },
      },
      post: {
        security: [{ token: [] }],
        requestBody: { required: true, ...json(ref('NewBook')) },
        responses: {
          201: { description: 'Made.', ...json(ref('Book')) },
          ...denied,
          422: { description: 'Not valid.' },
        },
      },
    },
    '/books/{bookId}': {
      get: {
        security: [{ token: [] }],
        parameters: [id('bookId')],
        responses: { 200: { description: 'One.', ...json(ref('Book')) }, ...denied, ...gone },
      },
      delete: {
        security: [{ token: [] }],
        parameters: [id('bookId')],
        responses: { 204: { description: 'Gone.' }, 301: { description: 'Moved.' }, ...gone },
      },
    },
    '/rooms/{roomId}': {
      get: { parameters: [id('roomId')], responses: { 200: { description: 'One.', ...json(ref('Room')) }, ...gone } },
    },
    '/books/{bookId}/cover': {
      put: {
        parameters: [id('bookId')],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' } },
              },
            },
          },
        },
        responses: { 204: { description: 'Kept.' }, ...gone },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      SignUp: {
        type: 'object',
        required: ['email', 'password'],
        properties: { email: { type: 'string' }, password: { type: 'string', format: 'password' } },
      },
      Session: { type: 'object', required: ['token'], properties: { token: { type: 'string' } } },
      NewBook: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string' }, pages: { type: 'integer', example: 300 } },
      },
      Book: {
        type: 'object',
        required: ['id', 'title', 'sequel'],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          pages: { type: 'integer' },
          sequel: ref('Book'),
        },
      },
      Room: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    },
  },
};

function checksOf(covers: string[], contract: object = LIBRARY): TaskChecks {
  const imported = importContract({ text: JSON.stringify(contract), format: 'auto' }, LIMITS);
  assert.ok(!('refusal' in imported));
  const task = { kind: 'operation' as const, covers, verifies: [], requirements: [] };
  const criteria = acceptanceFor(task, imported.model).map((one) => one.id);
  return taskChecks({ ...task, title: 'X', criteria }, PLANNER, imported.model, imported.document, './c.json');
}

function stepsOf({ document }: TaskChecks, workflowId: string): ArazzoStep[] {
  const found = document.workflows?.find((one) => one.workflowId === workflowId);
  assert.ok(
    found,
    `${workflowId} is not among ${document.workflows?.map((one) => one.workflowId).join(', ') ?? 'none'}`,
  );
  return found.steps;
}

const calls = (steps: ArazzoStep[]): string[] => steps.map((step) => step.operationId);
const conditions = (step: ArazzoStep | undefined): string[] =>
  step?.successCriteria.map(({ condition }) => condition) ?? [];

describe('the check document of a task', () => {
  it('signs up a caller and makes what is read first, and hands ids and tokens on', () => {
    const steps = stepsOf(checksOf(['op:GET /books/{bookId}']), 'status-200');
    assert.deepEqual(calls(steps), ['register', 'post_books', 'get_books_bookId']);
    const [signUp, make, read] = steps;
    assert.deepEqual(signUp?.outputs, { response_token: '$response.body#/token' });
    assert.deepEqual(read?.parameters, [
      { name: 'bookId', in: 'path', value: `$steps.${make?.stepId ?? ''}.outputs.response_id` },
      { name: 'Authorization', in: 'header', value: `Bearer {$steps.${signUp?.stepId ?? ''}.outputs.response_token}` },
    ]);
    assert.deepEqual(conditions(read), [
      '$statusCode == 200',
      `$response.body#/id == $steps.${make?.stepId ?? ''}.outputs.response_id`,
    ]);
  });

  it('compares what is read with what was sent, after another one was made', () => {
    const steps = stepsOf(checksOf(['op:POST /books']), 'stored');
    assert.deepEqual(calls(steps), ['register', 'post_books', 'post_books', 'get_books_bookId']);
    const read = conditions(steps.at(-1)).join('\n');
    assert.match(read, /#\/title == \$steps\.\S+\.outputs\.request_title/);
    assert.match(read, /#\/pages == 300/);
    assert.notDeepEqual(steps[1]?.requestBody?.payload, steps[2]?.requestBody?.payload);
  });

  it('breaks the contract in one way at a time', () => {
    const steps = stepsOf(checksOf(['op:POST /books']), 'invalid-input').slice(1);
    const sent = new Map(
      steps.map(({ stepId, requestBody }) => [stepId.replace(/-w\d+$/, ''), requestBody?.payload as object]),
    );
    assert.deepEqual([...sent.keys()], ['without-title', 'wrong-title', 'wrong-pages']);
    assert.deepEqual(sent.get('without-title'), { pages: 300 });
    assert.deepEqual(sent.get('wrong-title'), { title: { not: 'a text' }, pages: 300 });
    assert.deepEqual({ ...sent.get('wrong-pages'), title: '' }, { title: '', pages: 'not a number' });
    for (const step of steps) assert.deepEqual(conditions(step), ['$statusCode == 422']);
  });

  it('calls without and with wrong credentials', () => {
    const [without, wrong] = stepsOf(checksOf(['op:GET /books']), 'unauthorized');
    assert.deepEqual(without?.parameters, []);
    assert.match(String(wrong?.parameters[0]?.value), /^Bearer /);
    assert.deepEqual([conditions(without), conditions(wrong)], [['$statusCode == 401'], ['$statusCode == 401']]);
  });

  it('asks a list for what was made, and for one entry where it has two', () => {
    const checks = checksOf(['op:GET /books', 'op:GET /rooms/{roomId}']);
    // A paged list may have the new one on another page.
    assert.ok(!checks.document.workflows?.some(({ workflowId }) => workflowId.endsWith('lists')));
    const steps = stepsOf(checks, 'get-books_page-size');
    assert.deepEqual(calls(steps), ['register', 'post_books', 'post_books', 'get_books']);
    assert.deepEqual(conditions(steps.at(-1))[1], '$[?count(@[*]) <= 1]');
  });

  it('reads after a delete, and takes no notice of redirects', () => {
    const checks = checksOf(['op:DELETE /books/{bookId}']);
    assert.deepEqual(conditions(stepsOf(checks, 'gone').at(-1)), ['$statusCode == 404']);
    const { described } = checks.document['x-planner'];
    assert.match(described.find(({ checkId }) => checkId === 'status-301')?.why ?? '', /redirects/);
  });

  it('takes ids of what no operation makes as inputs', () => {
    const { document } = checksOf(['op:GET /rooms/{roomId}']);
    const run = document.components?.inputs['run'];
    assert.deepEqual(run?.['required'], ['roomId']);
    assert.equal(stepsOf({ document, contract: null }, 'status-200')[0]?.parameters[0]?.value, '$inputs.roomId');
  });

  it('only describes what has to send a file, and says so', () => {
    const { document, contract } = checksOf(['op:PUT /books/{bookId}/cover']);
    assert.equal(contract, null);
    assert.deepEqual(Object.keys(document), ['x-planner']);
    assert.match(document['x-planner'].described[0]?.why ?? '', /file/);
  });

  it('runs on a contract without rings, with an id for each operation, and with the refusal it leaves open', () => {
    const { contract } = checksOf(['op:DELETE /books/{bookId}']);
    const text = JSON.stringify(contract);
    assert.ok(!text.includes('"sequel":{"$ref"'), 'the ring is open');
    const paths = contract?.['paths'] as Record<string, Record<string, { operationId: string; responses: object }>>;
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    assert.deepEqual(Object.keys(paths['/books/{bookId}']?.['delete']?.responses ?? {}), [
      '204',
      '301',
      '401',
      '403',
      '404',
    ]);
  });

  it('is the same each time, with the ids of criteria for workflows and one name for each step', () => {
    const covers = Object.entries(LIBRARY.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `op:${method.toUpperCase()} ${path}`),
    );
    const [one, other] = [checksOf(covers), checksOf(covers)];
    assert.deepEqual(one, other);
    const steps = one.document.workflows?.flatMap((workflow) => workflow.steps.map(({ stepId }) => stepId)) ?? [];
    assert.equal(new Set(steps).size, steps.length);
    for (const { workflowId } of one.document.workflows ?? []) assert.match(workflowId, /^[\w-]+$/);
  });
});
