import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';

import { strToU8, unzipSync, zipSync } from 'fflate';

import { verifyBundle } from '../../../cli/verify/verify-bundle.js';
import type { TestStack } from '../../support/stack.js';
import { getStack } from '../../support/stack.js';
import { assertProblem, makeClient } from './api-client.js';
import type { Answer, Json } from './api-client.js';
import { CONTRACT, PRD } from './inputs.js';

/** The notes contract in three files: the root, a path item, and the schemas. */
const [head = '', schemas = ''] = CONTRACT.split('  schemas:\n');
const FILES = {
  'api/openapi.yaml': head
    .replaceAll("'#/components/schemas/", "'schemas.yaml#/components/schemas/")
    .replace(/ {2}\/users\/me:\n[^]*?(?=components:)/, "  /users/me: { $ref: 'paths/me.yaml' }\n"),
  'api/schemas.yaml': `components:\n  schemas:\n${schemas}`,
  'api/paths/me.yaml': `get:
  tags: [users]
  responses:
    '200': { description: x, content: { application/json: { schema: { $ref: '../schemas.yaml#/components/schemas/User' } } } }
    '404': { $ref: '#/nowhere' }
`,
};
const ELEMENTS = ['DELETE /notes/{noteId}', 'GET /notes', 'GET /notes/{noteId}', 'GET /users/me', 'POST /notes'];

describe('contracts of several files', function () {
  this.timeout(60_000);
  let stack: TestStack;
  let api: ReturnType<typeof makeClient>;

  before(async () => {
    stack = await getStack();
    api = makeClient(stack.url);
  });

  const form = (contract: [string | Uint8Array, string][]): FormData => {
    const data = new FormData();
    data.append('prd', new Blob([PRD]), 'prd.md');
    for (const [content, name] of contract) data.append('contract', new Blob([content]), name);
    return data;
  };
  const parts = (files: Record<string, string>): FormData =>
    form(Object.entries(files).map(([path, text]) => [text, path]));
  const zipOf = (files: Record<string, string>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  const plan = (body: FormData, path = '/plans'): Promise<Answer> =>
    api(path, { method: 'POST', body, headers: { Prefer: 'wait=60' } });
  const operationsOf = async (id: string): Promise<string[]> =>
    (await api(`/plans/${id}/coverage`)).json.operations.map((row: Json) => row.element);
  const inStaging = (): Promise<string[]> => readdir(join(stack.config.storage.artifactsDir, '.staging'));
  /** What processes left that other tests have killed. */
  let leftBehind: string[] = [];
  const staged = async (): Promise<string[]> => (await inStaging()).filter((name) => !leftBehind.includes(name));

  before(async () => {
    leftBehind = await inStaging();
  });

  /** Resolves once nothing is staged: files go right after the answer. */
  async function nothingStaged(): Promise<void> {
    for (let attempt = 0; (await staged()).length > 0; attempt++) {
      assert.ok(attempt < 100, 'files are left in the staging area');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('are planned from several parts, whatever order all but the first have', async () => {
    const first = await plan(parts(FILES));
    assert.equal(first.status, 201, first.text.slice(0, 500));
    assert.deepEqual(await operationsOf(first.json.id), ELEMENTS);
    assert.equal(first.json.contract.entities, 3);
    const [root, a, b] = Object.entries(FILES);
    const again = await plan(parts(Object.fromEntries([root!, b!, a!])));
    assert.equal(again.json.contract.sha256, first.json.contract.sha256);
    const dangling = first.json.findings.find(({ code }: Json) => code === 'dangling-ref');
    assert.deepEqual(
      [dangling.where.file, dangling.where.line, dangling.where.pointer],
      ['api/paths/me.yaml', 5, '/get/responses/404/$ref'],
    );
    const root2 = first.json.findings.find(({ code }: Json) => code === 'contract-root');
    assert.equal(root2.where.file, 'api/openapi.yaml');
  });

  it('are planned from a zip, which is in the bundle as it was sent and verifies', async () => {
    const zip = zipOf(FILES);
    const made = await plan(form([[zip, 'notes.zip']]));
    assert.equal(made.status, 201, made.text.slice(0, 500));
    assert.equal(made.json.contract.bytes, zip.length);
    assert.deepEqual(await operationsOf(made.json.id), ELEMENTS);
    const bundle = unzipSync((await api(`/plans/${made.json.id}/bundle`)).bytes);
    assert.deepEqual(bundle['inputs/contract.zip'], zip);
    assert.deepEqual(verifyBundle(new Map(Object.entries(bundle))).violations, []);
  });

  it('can be the changed contract of a rerun', async () => {
    const made = await plan(form([[CONTRACT, 'c.yaml']]));
    const { id } = made.json;
    const more = { ...FILES, 'api/paths/me.yaml': `${FILES['api/paths/me.yaml']}delete: { responses: {} }\n` };
    const body = new FormData();
    for (const [path, text] of Object.entries(more)) body.append('contract', new Blob([text]), path);
    const answer = await api(`/plans/${id}/rerun`, { method: 'POST', body });
    assert.equal(answer.status, 202, answer.text);
    for (let attempt = 0; ; attempt++) {
      const { json } = await api(`/plans/${id}`);
      if (json.revision === 2) break;
      assert.ok(attempt < 300 && json.lastRevision.status !== 'failed', JSON.stringify(json.lastRevision));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.deepEqual(await operationsOf(id), ['DELETE /users/me', ...ELEMENTS].sort());
  });

  it('are one request with one key, and another with other files', async () => {
    const headers = { 'Idempotency-Key': `files-${process.pid}-${Date.now()}` };
    const post = (files: Record<string, string>): Promise<Answer> =>
      api('/plans', { method: 'POST', body: parts(files), headers });
    const first = await post(FILES);
    assert.equal((await post(FILES)).json.id, first.json.id);
    assertProblem(await post({ ...FILES, 'api/more.yaml': 'a: 1' }), 422, 'idempotency-key-reused');
  });

  it('leave no file behind, planned or refused', async () => {
    await plan(parts(FILES));
    await nothingStaged();
    assertProblem(await plan(parts({ ...FILES, 'api/schemas.yaml': 'a: [' })), 422, 'contract-unparseable');
    await nothingStaged();
    assertProblem(await plan(form([['\u00e9', 'c.yaml']])), 415, 'contract-kind-unknown');
    const extra = parts(FILES);
    extra.append('extra', 'x');
    assertProblem(await plan(extra), 400, 'invalid-request');
    await nothingStaged();
  });

  it('leave no file behind when the sender goes away in the middle', async () => {
    await new Promise<void>((resolve) => {
      const headers = { 'Content-Type': 'multipart/form-data; boundary=b', 'Transfer-Encoding': 'chunked' };
      const request = httpRequest(`${stack.url}/plans`, { method: 'POST', headers });
      request.on('error', () => resolve());
      request.write('--b\r\nContent-Disposition: form-data; name="contract"; filename="c.yaml"\r\n\r\n');
      request.write('x'.repeat(1_000_000));
      const seen = setInterval(() => {
        void staged().then((names) => {
          if (names.length === 0) return;
          clearInterval(seen);
          request.destroy();
        });
      }, 10);
    });
    await nothingStaged();
  });

  it('are refused where all parts together are larger than a body may be, however long they say they are', async () => {
    const status = await new Promise<string>((resolve, reject) => {
      const headers = { 'Content-Type': 'multipart/form-data; boundary=b', 'Transfer-Encoding': 'chunked' };
      const request = httpRequest(`${stack.url}/plans`, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve(`${response.statusCode} ${JSON.parse(Buffer.concat(chunks).toString()).code}`),
        );
      });
      request.on('error', reject);
      const piece = 'x'.repeat(24 * 1024 * 1024);
      for (const n of [1, 2, 3]) {
        request.write(
          `--b\r\nContent-Disposition: form-data; name="contract"; filename="${n}.yaml"\r\n\r\n${piece}\r\n`,
        );
      }
      request.end('--b--\r\n');
    });
    assert.equal(status, '413 body-too-large');
    await nothingStaged();
  });
});
