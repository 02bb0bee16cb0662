import assert from 'node:assert/strict';

import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient, rawRequest } from './api-client.js';
import type { Json } from './api-client.js';
import { CONTRACT, PRD, planRequest, SDL } from './inputs.js';

const OPENAPI = { openapi: '3.1.0', info: { title: 'T', version: '1' } };
const withPrd = (text: string): object => ({ prd: { text }, contract: { text: CONTRACT } });
const withContract = (text: string, more: object = {}): object => ({ prd: { text: PRD }, contract: { text, ...more } });
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

interface Refusal {
  what: string;
  body: unknown;
  status: number;
  code?: string;
  /** What the place of the first error must hold. */
  where?: object;
}

const REFUSALS: Refusal[] = [
  { what: 'an empty PRD', body: withPrd(''), status: 422, where: { in: 'prd' } },
  { what: 'a PRD of blanks', body: withPrd(' \n\t \u00a0\n'), status: 422, where: { in: 'prd' } },
  { what: 'a NUL in the PRD', body: withPrd('- a\u0000b'), status: 422, where: { in: 'prd', start: 3 } },
  {
    what: 'half a surrogate pair in the PRD',
    body: withPrd('- a\ud800b'),
    status: 422,
    where: { in: 'prd', start: 3 },
  },
  { what: 'a PRD over its limit', body: withPrd('x'.repeat(2 * 1024 * 1024 + 1)), status: 413, where: { in: 'prd' } },
  { what: 'a contract that is neither kind', body: withContract('Dear team,\nplease'), status: 415 },
  { what: 'an empty contract', body: withContract(''), status: 415 },
  {
    what: 'truncated JSON',
    body: withContract('{"openapi": "3.1.0",\n "paths": {'),
    status: 422,
    where: { in: 'contract', line: 2 },
  },
  { what: 'a tab in YAML', body: withContract('openapi: 3.1.0\npaths:\n\t/a: {}\n'), status: 422, where: { line: 3 } },
  {
    what: 'an alias bomb',
    body: withContract(
      `openapi: 3.1.0\na0: &a0 [x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join('\n')}\n`,
    ),
    status: 422,
  },
  {
    what: 'an SDL syntax error',
    body: withContract(`${SDL}\ntype {`),
    status: 422,
    where: { in: 'contract', line: 6 },
  },
  { what: 'neither operation nor webhook', body: withContract(JSON.stringify({ ...OPENAPI, paths: {} })), status: 422 },
  {
    what: 'a hundred thousand levels of nesting',
    body: withContract(`{"openapi":"3.1.0","paths":${nested(100_000)}}`),
    status: 422,
    where: { in: 'contract' },
  },
  { what: 'a format that does not match', body: withContract(CONTRACT, { format: 'graphql' }), status: 422 },
  {
    what: 'half a surrogate pair in the contract',
    body: withContract(`${CONTRACT}# \ud800`),
    status: 422,
    code: 'contract-lone-surrogate',
  },
  {
    what: 'half a surrogate pair in a contract document',
    body: { prd: { text: PRD }, contract: { document: { ...OPENAPI, 'x-a': '\udc00' } } },
    status: 422,
    code: 'contract-lone-surrogate',
  },
  { what: 'a missing contract', body: { prd: { text: PRD } }, status: 400, code: 'invalid-request' },
  {
    what: 'both text and document',
    body: withContract(CONTRACT, { document: {} }),
    status: 400,
    code: 'invalid-request',
  },
  { what: 'an unknown member', body: { ...planRequest(), extra: 1 }, status: 400, code: 'invalid-request' },
  { what: 'an unknown option', body: planRequest({ colour: 'red' }), status: 400, code: 'invalid-request' },
  { what: 'an option of the wrong type', body: planRequest({ taskSize: 3 }), status: 400, code: 'invalid-request' },
  { what: 'too few trials', body: planRequest({ search: { maxTrials: 1 } }), status: 400, code: 'invalid-request' },
  { what: 'a negative weight', body: planRequest({ weights: { critics: { cohesion: -1 } } }), status: 400 },
  {
    what: 'weights that are all zero',
    body: planRequest({
      weights: { complexity: { dependencyLoad: 0, surfaceArea: 0, novelty: 0, ambiguity: 0, researchFriction: 0 } },
    }),
    status: 422,
    code: 'invalid-options',
  },
  { what: 'a reference of no kind', body: planRequest({ existing: ['Pet'] }), status: 400, code: 'invalid-request' },
];

describe('requests that are refused leave nothing behind', function () {
  this.timeout(60_000);
  let url: string;
  let call: ReturnType<typeof makeClient>;
  let plansBefore: number;
  let workflowsBefore: number;
  let stack: Awaited<ReturnType<typeof getStack>>;

  const countPlans = async (): Promise<number> =>
    (await stack.repositories.plans.list({ tenantId: 'default' }, { limit: 10_000 })).length;
  const countWorkflows = async (): Promise<number> => (await stack.temporal.workflow.count()).count;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call('/plans', { method: 'POST', body, headers });

  before(async () => {
    stack = await getStack();
    ({ url } = stack);
    call = makeClient(url);
    plansBefore = await countPlans();
    workflowsBefore = await countWorkflows();
  });
  after(async () => {
    assert.equal(await countPlans(), plansBefore, 'no plan was stored');
    assert.equal(await countWorkflows(), workflowsBefore, 'no workflow was started');
  });

  for (const { what, body, status, code, where } of REFUSALS) {
    it(`refuses ${what}`, async () => {
      const answer = await post(body);
      assertProblem(answer, status, code ?? answer.json?.code);
      for (const [name, value] of Object.entries(where ?? {})) {
        assert.deepEqual(answer.json.errors[0]?.where?.[name], value, answer.text);
      }
    });
  }

  it('names the member that is wrong by JSON Pointer', async () => {
    const answer = await post(planRequest({ search: { maxTrails: 8 } }));
    assert.equal(answer.json.errors[0].pointer, '/options/search/maxTrails');
  });

  it('refuses a body that is not JSON, with line and column', async () => {
    const answer = await post('{\n  "prd": { "text": "x" },\n  "contract": }', { 'Content-Type': 'application/json' });
    assertProblem(answer, 400, 'invalid-json');
    assert.deepEqual([answer.json.errors[0].line, answer.json.errors[0].column], [3, 15]);
  });

  it('refuses a body nested a hundred thousand deep', async () => {
    const body = `{"prd":{"text":"x"},"contract":{"document":${nested(100_000)}}}`;
    assertProblem(await post(body, { 'Content-Type': 'application/json' }), 422, 'contract-over-limit');
  });

  it('takes __proto__ for a member like any other, and refuses it as unknown', async () => {
    const body = '{"prd":{"text":"x"},"contract":{"text":"y"},"options":{"__proto__":{"title":"z"}}}';
    assertProblem(await post(body, { 'Content-Type': 'application/json' }), 400, 'invalid-request');
  });

  it('refuses a body that is not UTF-8, or says so', async () => {
    const latin = Buffer.from(JSON.stringify(withPrd('- caf\u00e9')), 'latin1');
    assertProblem(await post(latin, { 'Content-Type': 'application/json' }), 400, 'invalid-encoding');
    const claimed = await post(JSON.stringify(planRequest()), { 'Content-Type': 'application/json; charset=utf-16' });
    assertProblem(claimed, 415, 'unsupported-media-type');
  });

  it('refuses types of body that it does not read', async () => {
    assertProblem(
      await post('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    );
    assertProblem(await post('<a/>', { 'Content-Type': 'text/xml' }), 415, 'unsupported-media-type');
    const none = await rawRequest(url, '/plans', { method: 'POST' });
    assert.equal(none.status, 415);
    const odd = await post('x', { 'Content-Type': 'application/json', 'Content-Encoding': 'lzma' });
    assertProblem(odd, 415, 'unsupported-encoding');
  });

  it('refuses an empty body', async () => {
    assertProblem(await post('', { 'Content-Type': 'application/json' }), 400, 'invalid-request');
  });

  it('refuses a body over the limit before it is read', async () => {
    const answer = await rawRequest(url, '/plans', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': String(65 * 1024 * 1024) },
    });
    assert.equal(answer.status, 413);
    assert.equal(JSON.parse(answer.text).code, 'body-too-large');
  });

  it('refuses an Idempotency-Key that is empty or too long', async () => {
    assertProblem(await post(planRequest(), { 'Idempotency-Key': 'x'.repeat(256) }), 400, 'invalid-request');
  });

  describe('as a form', () => {
    const form = (parts: Record<string, [Blob, string?] | string>): FormData => {
      const data = new FormData();
      for (const [name, part] of Object.entries(parts)) {
        if (typeof part === 'string') data.set(name, part);
        else data.set(name, part[0], part[1]);
      }
      return data;
    };
    const good = { prd: [new Blob([PRD]), 'prd.md'], contract: [new Blob([CONTRACT]), 'c.yaml'] } as const;

    it('refuses options that are not JSON, with the place in them', async () => {
      const answer = await post(form({ ...(good as Json), options: '{"title": }' }));
      assertProblem(answer, 400, 'invalid-json');
      assert.equal(answer.json.errors[0].column, 11);
    });

    it('checks options like those of a JSON body', async () => {
      const answer = await post(form({ ...(good as Json), options: '{"search":{"maxTrails":3}}' }));
      assertProblem(answer, 400, 'invalid-request');
      assert.equal(answer.json.errors[0].pointer, '/options/search/maxTrails');
    });

    it('refuses more files than a contract may have, and two of one name', async () => {
      const several = form(good as Json);
      several.append('contract', new Blob(['{}']), 'c.yaml');
      assertProblem(await post(several), 400, 'malformed-multipart');
      for (let n = 0; n < 1002; n++) several.append('contract', new Blob(['{}']), `part${n}.yaml`);
      assertProblem(await post(several), 413, 'too-many-files');
    });

    it('refuses an archive that is none', async () => {
      const zip = new Blob([Buffer.from(`PK\u0003\u0004${'rest'.repeat(20)}`, 'latin1')]);
      assertProblem(await post(form({ ...(good as Json), contract: [zip, 'c.zip'] })), 422, 'contract-zip-unusable');
    });

    it('refuses parts that are missing, unknown or not UTF-8', async () => {
      assertProblem(await post(form({ prd: good.prd as Json })), 400, 'invalid-request');
      assertProblem(await post(form({ ...(good as Json), extra: 'x' })), 400, 'invalid-request');
      const latin = new Blob([Buffer.from('- caf\u00e9', 'latin1')]);
      assertProblem(await post(form({ ...(good as Json), prd: [latin, 'prd.md'] })), 400, 'invalid-encoding');
    });

    it('refuses a form that ends early or names no boundary', async () => {
      const cut = '--b\r\nContent-Disposition: form-data; name="prd"; filename="p"\r\n\r\nabc';
      const early = await post(cut, { 'Content-Type': 'multipart/form-data; boundary=b' });
      assertProblem(early, 400, 'malformed-multipart');
      assertProblem(await post(cut, { 'Content-Type': 'multipart/form-data' }), 400, 'malformed-multipart');
    });
  });
});
